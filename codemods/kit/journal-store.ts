import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Journal, journalSchema } from "../../contracts/journal.ts";
import { parseContractText } from "../../contracts/parse-contract.ts";
import type { Disk } from "./disk.ts";
import { migrationError } from "./migration-error.ts";

const stateFolder = ".unconduct";

/** Makes the folder that holds what the tool keeps in a project, with the file that hides it from git; gives its path. */
export function prepareStateFolder(disk: Disk, root: string): string {
  const folder = join(root, stateFolder);
  disk.makeFolder(folder);
  const ignore = join(folder, ".gitignore");
  if (!disk.exists(ignore)) disk.writeSynced(ignore, Buffer.from("*\n"));
  disk.syncFolder(folder);
  return folder;
}

/** The journals of one project, oldest first. */
export class JournalStore {
  readonly #disk: Disk;
  readonly #root: string;
  readonly #folder: string;

  constructor(disk: Disk, root: string) {
    this.#disk = disk;
    this.#root = root;
    this.#folder = join(root, stateFolder, "journals");
  }

  /** Absolute path of a run's own folder. */
  folderOf(id: string): string {
    return join(this.#folder, id);
  }

  /** Absolute path of a pre-image. */
  preImage(id: string, name: string): string {
    return join(this.folderOf(id), name);
  }

  /** Writes a journal as a whole or not at all, and waits until the disk has it. */
  write(journal: Journal): void {
    const folder = this.folderOf(journal.id);
    const file = join(folder, "journal.json");
    const text = `${JSON.stringify(journalSchema.parse(journal), null, 2)}\n`;
    this.#disk.writeSynced(`${file}.new`, Buffer.from(text));
    this.#disk.rename(`${file}.new`, file);
    this.#disk.syncFolder(folder);
  }

  /** Makes a run's folder. */
  prepare(id: string): void {
    prepareStateFolder(this.#disk, this.#root);
    this.#disk.makeFolder(this.folderOf(id));
    this.#disk.syncFolder(this.#folder);
  }

  /** All journals, oldest first. A folder without a journal is a run that was stopped before it began. */
  all(): Journal[] {
    return [...this.#disk.list(this.#folder)].sort().flatMap((id) => this.#read(id) ?? []);
  }

  #read(id: string): Journal | undefined {
    const file = join(this.folderOf(id), "journal.json");
    const bytes = this.#disk.read(file);
    if (bytes === undefined) return undefined;
    try {
      return parseContractText(journalSchema, Buffer.from(bytes).toString("utf8"), file);
    } catch (cause) {
      const remedy =
        "Restore the file from a backup, or compare the pre-images beside it with your files and delete the folder.";
      throw migrationError("MIGRATION_JOURNAL_BROKEN", `The journal ${file} cannot be read.`, remedy, cause);
    }
  }
}

/** SHA-256 in lower-case hex. */
export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
