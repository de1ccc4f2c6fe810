import { join } from "node:path";
import type { Disk } from "./disk.ts";
import { explainDiskErrors } from "./explain-disk-errors.ts";
import { prepareStateFolder } from "./journal-store.ts";
import { migrationError } from "./migration-error.ts";

/** Who asks for the lock. */
export interface LockHolder {
  readonly pid: number;
  /** True while a process with that id runs. */
  isAlive(pid: number): boolean;
}

/**
 * Runs `action` as the only one that writes to the project. A lock whose process is gone counts as none. Throws
 * `MIGRATION_RUNNING` while another process holds it.
 */
export async function withRunLock<T>(
  disk: Disk,
  root: string,
  holder: LockHolder,
  action: () => Promise<T>,
): Promise<T> {
  const folder = explainDiskErrors(
    () => prepareStateFolder(disk, root),
    () => undefined,
  );
  const file = join(folder, "lock");
  const own = Buffer.from(`${holder.pid}\n`);
  while (!disk.createOnly(file, own)) {
    const pid = Number.parseInt(Buffer.from(disk.read(file) ?? []).toString("utf8"), 10);
    if (pid > 0 && holder.isAlive(pid)) throw running(pid);
    disk.remove(file);
  }
  try {
    return await action();
  } finally {
    disk.remove(file);
  }
}

const running = (pid: number) =>
  migrationError(
    "MIGRATION_RUNNING",
    `Process ${pid} is migrating this project.`,
    "Wait until it has finished, or end it; the next command then takes its run back.",
  );
