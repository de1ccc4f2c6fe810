import { execFile, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import type { HostProbes, RedisInstaller } from "./find-redis.ts";

const run = promisify(execFile);

/** This machine's answers to {@link HostProbes}. */
export const hostProbes: HostProbes = {
  get redisUrl() {
    return process.env.REDIS_URL;
  },
  which: (program) => onPath(program),
  installer: () => apt() ?? brew(),
  say: (line) => void process.stderr.write(`${line}\n`),
};

const onPath = (program: string): string | null => {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, program);
    if (folder !== "" && isExecutable(path)) return path;
  }
  return null;
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const apt = (): RedisInstaller | null => {
  if (onPath("apt-get") === null) return null;
  if (process.getuid?.() === 0) return { name: "apt-get (as root)", install: () => aptInstall([]) };
  const maySudo = onPath("sudo") !== null && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0;
  return maySudo ? { name: "apt-get (by sudo -n)", install: () => aptInstall(["sudo", "-n"]) } : null;
};

/** A stale package list may still do, so only the install decides. */
const aptInstall = async (sudo: readonly string[]): Promise<void> => {
  const [program = "env", ...before] = [...sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"];
  const wait = ["-o", "DPkg::Lock::Timeout=120"];
  await run(program, [...before, ...wait, "update"]).catch(() => undefined);
  await run(program, [...before, ...wait, "install", "-y", "--no-install-recommends", "redis-server"]);
};

const brew = (): RedisInstaller | null =>
  process.platform === "darwin" && onPath("brew") !== null
    ? { name: "brew", install: async () => void (await run("brew", ["install", "--quiet", "redis"])) }
    : null;
