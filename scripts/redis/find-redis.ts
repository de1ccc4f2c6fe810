import { UnconductError } from "../../contracts/unconduct-error.ts";

/** Where a Redis for tests comes from: one that runs already, or a program that the harness starts by itself. */
export type RedisSource =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "program"; readonly path: string; readonly from: "path" | "installed" };

/** A way to install a server on this machine. */
export interface RedisInstaller {
  /** As a person would say it, such as `apt-get (as root)`. */
  readonly name: string;
  /** Runs the package manager to its end; throws with its output when it fails. */
  install(): Promise<void>;
}

/** What the search asks of the machine; tests give their own answers. */
export interface HostProbes {
  readonly redisUrl: string | undefined;
  /** Full path of a program on PATH, or null. */
  which(program: string): string | null;
  /** The first usable way to install, or null. */
  installer(): RedisInstaller | null;
  /** One line for the person who waits. */
  say(line: string): void;
}

const programs = ["redis-server", "valkey-server"] as const;

/**
 * `REDIS_URL`, then `redis-server` or `valkey-server` on PATH, then the platform's package manager. Throws
 * `REDIS_MISSING`, naming these ways, when all fail.
 */
export const findRedis = async (host: HostProbes): Promise<RedisSource> => {
  if (host.redisUrl) return { kind: "url", url: host.redisUrl };
  const present = firstOnPath(host);
  if (present) return { kind: "program", path: present, from: "path" };
  const installer = host.installer();
  if (installer === null) throw missing("there is no usable package manager (apt-get as root or by sudo -n, or brew)");
  host.say(`redis: none found; installing a server with ${installer.name}, once`);
  try {
    await installer.install();
  } catch (cause) {
    throw missing(`${installer.name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
  const installed = firstOnPath(host);
  if (installed === null) throw missing(`${installer.name} ended well but left no server on PATH`);
  return { kind: "program", path: installed, from: "installed" };
};

const firstOnPath = (host: HostProbes): string | null => {
  for (const program of programs) {
    const path = host.which(program);
    if (path !== null) return path;
  }
  return null;
};

const missing = (reason: string, cause?: unknown) =>
  new UnconductError(
    "REDIS_MISSING",
    `no Redis for the tests: REDIS_URL is not set, neither ${programs.join(" nor ")} is on PATH, and ${reason}`,
    "Set REDIS_URL to a server you may write to, put redis-server or valkey-server on PATH, or run as root with apt-get.",
    { cause },
  );
