import type { Journal } from "../../contracts/journal.ts";
import { type Disk, realDisk } from "./disk.ts";
import { gitOf } from "./git.ts";
import { JournalStore } from "./journal-store.ts";
import { recoverRuns } from "./recover-runs.ts";
import { type LockHolder, withRunLock } from "./run-lock.ts";
import { undoRun } from "./undo-run.ts";

/** What undoing did. */
export interface Undone {
  readonly journal: Journal;
  /** Runs that had been stopped half-way and were taken back first, one sentence each. */
  readonly recovered: readonly string[];
  /** Hash of the commit that takes back the run's commit; null where the run made none. */
  readonly commit: string | null;
}

/** Takes back the newest run of a folder; a run that was committed is taken back by another commit. Throws as `undoRun`. */
export const undo = (root: string, holder: LockHolder, disk: Disk = realDisk): Promise<Undone> =>
  withRunLock(disk, root, holder, async () => {
    const store = new JournalStore(disk, root);
    const recovered = recoverRuns(disk, store, root);
    const journal = undoRun(disk, store, root);
    const files = journal.entries.map((it) => it.file);
    const git = journal.commit === null ? undefined : gitOf(root);
    const message = `unconduct: undo ${journal.codemods.join(", ")}\n\nTakes back ${journal.commit}.\n`;
    return { journal, recovered, commit: git?.commit(files, message) ?? null };
  });
