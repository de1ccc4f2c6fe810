import type { Codemod } from "./define-codemod.ts";
import { migrationError } from "./migration-error.ts";

/** What a user asked to run: a stage, or one codemod by its id. */
export type Wanted = { readonly stage: number } | { readonly only: string };

/** The codemods of a stage, or the one that is named. Throws `MIGRATION_UNKNOWN_CODEMOD` where there is none. */
export function pickCodemods(all: readonly Codemod[], wanted: Wanted): readonly Codemod[] {
  const picked = all.filter(({ meta }) => ("stage" in wanted ? meta.stage === wanted.stage : meta.id === wanted.only));
  if (picked.length > 0) return picked;
  const known = all.map(({ meta }) => `${meta.id} (stage ${meta.stage})`).join(", ");
  const what =
    "stage" in wanted
      ? `Stage ${wanted.stage} has no codemod in this version.`
      : `No codemod is called ${JSON.stringify(wanted.only)}.`;
  throw migrationError("MIGRATION_UNKNOWN_CODEMOD", what, `There are: ${known}.`);
}
