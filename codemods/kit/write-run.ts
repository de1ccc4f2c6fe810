import { dirname, join, relative, sep } from "node:path";
import type { Journal, JournalEntry } from "../../contracts/journal.ts";
import type { Disk } from "./disk.ts";
import { type JournalStore, sha256 } from "./journal-store.ts";
import { migrationError } from "./migration-error.ts";
import type { FileChange } from "./plan-files.ts";
import { tempOf } from "./temp-file.ts";

/** What a run says about itself in its journal. */
export type RunHead = Pick<Journal, "id" | "toolVersion" | "startedAt" | "stage" | "codemods">;

/**
 * Writes the files of a run: pre-images and journal first, then new texts beside their targets, then renames. Returns
 * the journal, still `applying`: call `finishRun` or `takeBack` with it. Stopped anywhere, `recoverRuns` takes it back.
 * Throws `MIGRATION_FILE_CHANGED` before anything is touched when a file is not as it was planned over.
 */
export function writeRun(
  disk: Disk,
  store: JournalStore,
  root: string,
  head: RunHead,
  files: readonly FileChange[],
): Journal {
  for (const it of files) checkTarget(disk, root, it);
  store.prepare(head.id);
  const entries = files.map((it, index) => entryOf(disk, store, root, head.id, it, index));
  disk.syncFolder(store.folderOf(head.id));
  const journal: Journal = {
    contract: "journal/1",
    ...head,
    root,
    state: "planned",
    reason: null,
    commit: null,
    entries,
  };
  store.write(journal);
  const applying: Journal = { ...journal, state: "applying" };
  store.write(applying);
  for (const [index, entry] of entries.entries()) {
    if (entry.kind === "deleted") continue;
    const target = join(root, entry.file);
    const permissions = entry.kind === "edited" ? entry.permissions : undefined;
    if (entry.kind === "created") for (const folder of entry.folders) disk.makeFolder(join(root, folder));
    disk.writeSynced(tempOf(target, head.id), Buffer.from(files[index]?.after ?? "", "utf8"), permissions);
  }
  for (const { file } of entries) disk.rename(tempOf(join(root, file), head.id), join(root, file));
  for (const folder of new Set(entries.map((it) => dirname(join(root, it.file))))) disk.syncFolder(folder);
  return applying;
}

/** The run stands: it can be undone from now on. */
export function finishRun(store: JournalStore, journal: Journal, commit: string | null): Journal {
  const done: Journal = { ...journal, state: "done", commit };
  store.write(done);
  return done;
}

function checkTarget(disk: Disk, root: string, { file, before }: FileChange): void {
  const path = join(root, file);
  const changed = (what: string) =>
    migrationError("MIGRATION_FILE_CHANGED", `${file} ${what}.`, "Nothing was written. Run the command again.");
  const bytes = disk.read(path);
  if (before === null && (bytes !== undefined || disk.exists(path)))
    throw changed("was created while the run was planned");
  if (before === null) return checkInside(disk, root, file);
  if (!disk.isRegular(path)) throw changed("is no regular file any more");
  if (bytes === undefined || Buffer.from(bytes).toString("utf8") !== before)
    throw changed("changed while the run was planned");
  checkInside(disk, root, file);
}

/** No file is written through a linked folder that leads out of the project. */
function checkInside(disk: Disk, root: string, file: string): void {
  let folder = dirname(join(root, file));
  while (!disk.exists(folder)) folder = dirname(folder);
  const real = relative(disk.realPath(root), disk.realPath(folder));
  if (real !== ".." && !real.startsWith(`..${sep}`)) return;
  const remedy = "Run the command in the folder that the link leads to.";
  throw migrationError(
    "MIGRATION_FILE_UNWRITABLE",
    `${file} lies behind a link that leads out of the project.`,
    remedy,
  );
}

function entryOf(
  disk: Disk,
  store: JournalStore,
  root: string,
  id: string,
  { file, before, after }: FileChange,
  index: number,
): JournalEntry {
  const hash = sha256(Buffer.from(after, "utf8"));
  if (before === null) return { kind: "created", file, after: hash, folders: missingFolders(disk, root, file) };
  const bytes = Buffer.from(before, "utf8");
  const preImage = `${index}.before`;
  disk.writeSynced(store.preImage(id, preImage), bytes, 0o600);
  const permissions = disk.permissions(join(root, file));
  return { kind: "edited", file, before: sha256(bytes), preImage, permissions, after: hash };
}

/** Folders that a new file needs and that do not exist, outermost first, relative to the root. */
function missingFolders(disk: Disk, root: string, file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  const folders = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  return folders.filter((it) => !disk.exists(join(root, it)));
}
