import type { Journal } from "../../contracts/journal.ts";
import type { Disk } from "./disk.ts";
import type { JournalStore } from "./journal-store.ts";
import { migrationError } from "./migration-error.ts";
import { takeBack } from "./take-back.ts";

/**
 * Takes back the newest run that stands. Throws `MIGRATION_NOTHING_TO_UNDO`, or `MIGRATION_FILE_CHANGED` with the diff
 * where a file was changed since.
 */
export function undoRun(disk: Disk, store: JournalStore, root: string): Journal {
  const journal = newestRun(store);
  if (journal) return takeBack(disk, store, root, journal, "undone by the user");
  const remedy = "Only runs of migrate --write in this folder can be undone; name the folder that you migrated.";
  throw migrationError("MIGRATION_NOTHING_TO_UNDO", `No run to undo in ${root}.`, remedy);
}

/** The newest run that stands, if any. */
export const newestRun = (store: JournalStore): Journal | undefined =>
  store.all().findLast((it) => it.state === "done");
