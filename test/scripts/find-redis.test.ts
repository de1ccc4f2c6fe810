import { describe, expect, it } from "vitest";
import { findRedis, type HostProbes } from "../../scripts/redis/find-redis.ts";

/** A machine that has nothing, until a test gives it something. Records what was asked and said. */
const machine = (has: { url?: string; programs?: string[]; installs?: string | Error }) => {
  const programs = new Set(has.programs);
  const lines: string[] = [];
  const install = async () => {
    if (has.installs instanceof Error) throw has.installs;
    if (has.installs) programs.add(has.installs);
  };
  const host: HostProbes = {
    redisUrl: has.url,
    which: (program) => (programs.has(program) ? `/usr/bin/${program}` : null),
    installer: () => (has.installs === undefined ? null : { name: "apt-get (as root)", install }),
    say: (line) => void lines.push(line),
  };
  return { host, lines };
};

describe("where the tests' Redis comes from", () => {
  it("takes REDIS_URL before anything else", async () => {
    const { host } = machine({ url: "redis://there:1", programs: ["redis-server"], installs: "redis-server" });
    expect(await findRedis(host)).toEqual({ kind: "url", url: "redis://there:1" });
  });

  it("takes redis-server on PATH before valkey-server", async () => {
    const { host } = machine({ programs: ["valkey-server", "redis-server"], installs: "redis-server" });
    expect(await findRedis(host)).toEqual({ kind: "program", path: "/usr/bin/redis-server", from: "path" });
  });

  it("takes valkey-server on PATH before it installs anything", async () => {
    const { host, lines } = machine({ programs: ["valkey-server"], installs: "redis-server" });
    expect(await findRedis(host)).toEqual({ kind: "program", path: "/usr/bin/valkey-server", from: "path" });
    expect(lines).toEqual([]);
  });

  it("installs with the package manager as the last way, and says so in one line", async () => {
    const { host, lines } = machine({ installs: "redis-server" });
    expect(await findRedis(host)).toEqual({ kind: "program", path: "/usr/bin/redis-server", from: "installed" });
    expect(lines).toEqual(["redis: none found; installing a server with apt-get (as root), once"]);
  });

  it("treats an empty REDIS_URL as not set", async () => {
    const { host } = machine({ url: "", programs: ["redis-server"] });
    expect(await findRedis(host)).toMatchObject({ kind: "program" });
  });
});

describe("when no way leads to a Redis", () => {
  it("names every way in the error", async () => {
    const failure = findRedis(machine({}).host);
    await expect(failure).rejects.toMatchObject({ code: "REDIS_MISSING" });
    for (const way of ["REDIS_URL", "redis-server", "valkey-server", "apt-get", "brew"]) {
      await expect(failure).rejects.toThrow(way);
    }
    await expect(failure).rejects.toMatchObject({ remedy: expect.stringContaining("REDIS_URL") });
  });

  it("keeps the package manager's own words when it fails", async () => {
    const { host } = machine({ installs: new Error("Unable to locate package redis-server") });
    await expect(findRedis(host)).rejects.toThrow("Unable to locate package redis-server");
  });

  it("says so when the package manager ends well and there is still no server", async () => {
    const { host } = machine({ installs: "something-else" });
    await expect(findRedis(host)).rejects.toThrow("left no server on PATH");
  });
});
