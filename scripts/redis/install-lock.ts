import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const pollMs = 100;

/**
 * Runs `work` while no other process of this machine runs it: parallel test workers must not install at once. A lock
 * whose owner died is taken over.
 */
export const withInstallLock = async <T>(
  work: () => Promise<T>,
  lock = join(tmpdir(), `unconduct-redis-${process.getuid?.() ?? 0}.lock`),
): Promise<T> => {
  while (!take(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else await wait(pollMs);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
};

/** Linking a finished file is atomic, so a lock always names its owner and exactly one process succeeds. */
const take = (lock: string): boolean => {
  const signed = `${lock}.${process.pid}`;
  writeFileSync(signed, String(process.pid));
  try {
    linkSync(signed, lock);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(signed, { force: true });
  }
};

const isAbandoned = (lock: string): boolean => {
  try {
    process.kill(Number(readFileSync(lock, "utf8")), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH"; // `kill` and `readFileSync` throw system errors only
  }
};
