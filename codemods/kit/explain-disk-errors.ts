import { isUnconductError } from "../../contracts/unconduct-error.ts";
import { migrationError } from "./migration-error.ts";

/**
 * Runs an action that writes. What the system refuses (no permission, a full or read-only disk) is thrown as
 * `MIGRATION_FILE_UNWRITABLE`, after `takeBack` has been tried; everything else as it is.
 */
export function explainDiskErrors<T>(action: () => T, takeBack: () => void): T {
  try {
    return action();
  } catch (cause) {
    if (isUnconductError(cause) || !(cause instanceof Error) || !("code" in cause)) throw cause;
    const isBack = succeeds(takeBack);
    const remedy = isBack
      ? "The files are as before. Make room, or make the folder writable, and run it again."
      : "Make room, or make the folder writable, and run `unconduct undo`: it takes the run back first.";
    throw migrationError("MIGRATION_FILE_UNWRITABLE", `The system refused to write: ${cause.message}.`, remedy, cause);
  }
}

function succeeds(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
