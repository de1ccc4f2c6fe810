import { dirname, join } from "node:path";
import type { Journal, JournalEntry } from "../../contracts/journal.ts";
import type { Disk } from "./disk.ts";
import { type JournalStore, sha256 } from "./journal-store.ts";
import { migrationError } from "./migration-error.ts";
import { tempOf } from "./temp-file.ts";
import { unifiedDiff } from "./unified-diff.ts";

/**
 * Gives every file of a run its old bytes and permissions again, removes what it created, and says why in the journal.
 * Can be stopped and begun again at any point. Throws `MIGRATION_FILE_CHANGED`, before anything is touched, with the
 * diff of a file that somebody changed since.
 */
export function takeBack(disk: Disk, store: JournalStore, root: string, journal: Journal, reason: string): Journal {
  const problems = journal.entries.flatMap((entry) => changedSince(disk, store, root, journal, entry) ?? []);
  if (problems.length > 0) throw refuse(journal, problems);
  store.write({ ...journal, state: "applying", reason });
  for (const entry of [...journal.entries].reverse()) restore(disk, store, root, journal.id, entry);
  for (const folder of new Set(journal.entries.map((it) => dirname(join(root, it.file))))) disk.syncFolder(folder);
  const undone: Journal = { ...journal, state: "undone", reason };
  store.write(undone);
  return undone;
}

function restore(disk: Disk, store: JournalStore, root: string, id: string, entry: JournalEntry): void {
  const target = join(root, entry.file);
  const temp = tempOf(target, id);
  disk.remove(temp);
  if (entry.kind === "created") {
    if (hashAt(disk, target) === entry.after) disk.remove(target);
    for (const folder of [...entry.folders].reverse()) disk.removeEmptyFolder(join(root, folder));
    return;
  }
  if (hashAt(disk, target) === entry.before) return;
  const bytes = disk.read(store.preImage(id, entry.preImage)) ?? new Uint8Array();
  disk.writeSynced(temp, bytes, entry.permissions);
  disk.rename(temp, target);
}

/** Why a file cannot be taken back: it is neither as the run left it nor as it was before. */
function changedSince(
  disk: Disk,
  store: JournalStore,
  root: string,
  journal: Journal,
  entry: JournalEntry,
): string | undefined {
  const now = disk.read(join(root, entry.file));
  const hash = now && sha256(now);
  if (entry.kind === "created") {
    if (hash === undefined || hash === entry.after) return undefined;
    return `${entry.file} was created by the run and has been changed since.`;
  }
  const image = disk.read(store.preImage(journal.id, entry.preImage));
  if (image === undefined || sha256(image) !== entry.before)
    return `The old text of ${entry.file} is missing or damaged in ${store.folderOf(journal.id)}.`;
  if (hash === entry.before) return undefined;
  if (entry.kind === "deleted")
    return hash === undefined ? undefined : `${entry.file} was deleted by the run and is there again.`;
  if (hash === entry.after) return undefined;
  const current = now === undefined ? "" : Buffer.from(now).toString("utf8");
  const diff = unifiedDiff({ file: entry.file, before: current, after: Buffer.from(image).toString("utf8") });
  return `${entry.file} has been changed since; undoing would do this to it:\n${diff}`;
}

const hashAt = (disk: Disk, path: string): string | undefined => {
  const bytes = disk.read(path);
  return bytes && sha256(bytes);
};

const refuse = (journal: Journal, problems: readonly string[]) =>
  migrationError(
    "MIGRATION_FILE_CHANGED",
    `Run ${journal.id} cannot be taken back: nothing was touched.\n${problems.join("\n")}`,
    "Undo your own changes of these files first (git stash does), or revert the run by hand with the diff.",
  );
