import { UnconductError } from "../../contracts/unconduct-error.ts";

/** Every code that planning, writing and undoing can fail with. */
export type MigrationErrorCode =
  | "MIGRATION_EDITS_OVERLAP"
  | "MIGRATION_FILE_CHANGED"
  | "MIGRATION_FILE_UNWRITABLE"
  | "MIGRATION_TREE_DIRTY"
  | "MIGRATION_GIT_FAILED"
  | "MIGRATION_JOURNAL_BROKEN"
  | "MIGRATION_RUNNING"
  | "MIGRATION_NOTHING_TO_UNDO"
  | "MIGRATION_UNKNOWN_CODEMOD";

/** An {@link UnconductError} of the codemods. */
export const migrationError = (
  code: MigrationErrorCode,
  message: string,
  remedy: string,
  cause?: unknown,
): UnconductError => new UnconductError(code, message, remedy, cause === undefined ? {} : { cause });
