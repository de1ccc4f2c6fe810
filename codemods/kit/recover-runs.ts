import type { Disk } from "./disk.ts";
import type { JournalStore } from "./journal-store.ts";
import { takeBack } from "./take-back.ts";

/** What was found of runs that had been stopped in the middle, one sentence each; empty when there was none. */
export function recoverRuns(disk: Disk, store: JournalStore, root: string): string[] {
  const open = store.all().filter((it) => it.state === "planned" || it.state === "applying");
  // Newest first: an older run cannot be open below a finished newer one, but a user may have copied folders about.
  return open.reverse().map((journal) => {
    takeBack(disk, store, root, journal, journal.reason ?? "stopped before it was finished");
    return `Run ${journal.id} had been stopped half-way: its files are as before.`;
  });
}
