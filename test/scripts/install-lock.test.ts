import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, it } from "vitest";
import { withInstallLock } from "../../scripts/redis/install-lock.ts";

const folder = mkdtempSync(join(tmpdir(), "unconduct-lock-"));
const lock = join(folder, "lock");
afterEach(() => rmSync(lock, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("lets one at a time through, however many ask", async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await Promise.resolve();
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => withInstallLock(work, lock)));
  expect(most).toBe(1);
});

it("gives the lock back when the work fails", async () => {
  await expect(withInstallLock(() => Promise.reject(new Error("no network")), lock)).rejects.toThrow("no network");
  expect(existsSync(lock)).toBe(false);
});

it("takes over the lock of a process that died", async () => {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  writeFileSync(lock, String(dead));
  expect(await withInstallLock(async () => "done", lock)).toBe("done");
});
