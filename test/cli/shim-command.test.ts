import { describe, expect, it } from "vitest";
import { MemoryDecisionLog } from "../../adapters/memory/memory-decision-log.ts";
import { MemoryRegistryIndex } from "../../adapters/memory/memory-registry-index.ts";
import { MemoryStageStore } from "../../adapters/memory/memory-stage-store.ts";
import { systemClock } from "../../adapters/memory/system-clock.ts";
import { runCli } from "../../cli/run-cli.ts";
import { decisionOf } from "../harness/decision-of.ts";
import { fakeCliIo, fakeStream } from "../harness/fake-cli-io.ts";

const setUp = async (isTTY = false, pauses = 0, columns = 200, rows = 50) => {
  const log = new MemoryDecisionLog();
  const stages = new MemoryStageStore();
  let left = pauses;
  const io = fakeCliIo({
    stdout: fakeStream({ isTTY, columns, rows }),
    env: { REDIS_URL: "redis://one:6379", USER: "ada" },
    now: () => new Date("2026-01-01T00:10:00.000Z"),
    operator: {
      openRuntime: async () => ({
        log,
        stages,
        registryOf: () => new MemoryRegistryIndex(systemClock),
        close: () => undefined,
      }),
      readFile: () => "",
      pause: async () => {
        left -= 1;
        if (left === 0) await log.append("acme", [decisionOf("late", { run: "r-9" })]);
        return left >= 0;
      },
    },
  });
  await log.append("acme", [
    decisionOf("old", { at: "2025-12-31T00:00:00.000Z" }),
    decisionOf("a", { durationMs: 812 }),
    decisionOf("b", { by: "registry", durationMs: 2.4 }),
  ]);
  await runCli(["stage", "set", "acme", "registry=canary:10", "state=compare", "--force", "--reason", "try"], io);
  await runCli(["stage", "set", "bolt", "mesh=live", "--kill", "--reason", "wrong answers"], io);
  const before = io.stdout.text().length;
  return { io, log, shown: () => io.stdout.text().slice(before) };
};

describe("unconduct shim status", () => {
  it("prints a row a tenant, over the window, and what the figures mean", async () => {
    const { io, shown } = await setUp();
    expect(await runCli(["shim", "status"], io)).toBe(0);
    const [head, acme, bolt] = shown().split("\n");
    expect(head).toMatch(/^tenant +stage +mode/);
    expect(acme).toMatch(/^acme +3 state +1 canary 10 %, 3 compare +1 +2 +50\.0 % .* 812\/812 +2\.4\/2\.4$/);
    expect(bolt).toMatch(/^bolt +5 mesh +killed \(live\) +0 +0 +-/);
    expect(shown()).toContain("Sameness with the old router, not correctness");
  });

  it("takes a few lines a tenant where a row is wider than the terminal", async () => {
    const { io, shown } = await setUp(true, 0, 80);
    await runCli(["shim", "status", "--once"], io);
    const lines = shown().split("\n");
    expect(lines[0]).toBe("acme  3 state  1 canary 10 %, 3 compare");
    expect(lines).toContain("  old ms 812/812  new ms 2.4/2.4");
    expect(lines).toContain("bolt  5 mesh  killed (live)");
    expect(lines.filter((line) => line.length > 90)).toEqual([]);
  });

  it("shows agreement with the interval that promotion goes by", async () => {
    const { io, log, shown } = await setUp();
    const pairs = Array.from({ length: 20 }, (_, index) => [
      decisionOf(`t-${index}`),
      decisionOf(`t-${index}-again`, {
        by: "registry",
        recheckOf: `t-${index}`,
        ...(index === 0 ? { chosen: { kind: "agent" as const, target: "other" } } : {}),
      }),
    ]).flat();
    await log.append("acme", pairs);
    await runCli(["shim", "status"], io);
    // Wilson's interval for 19 of 20, two-sided 95 %.
    expect(shown()).toContain("95.0 % of 20 (76.4 % to 99.1 %)");
  });

  it("draws again on a terminal until the person interrupts", async () => {
    const { io, shown } = await setUp(true, 1);
    expect(await runCli(["shim", "status", "--tenant", "acme"], io)).toBe(0);
    const frames = shown().split("\u001b[H\u001b[2J").slice(1);
    expect(frames).toHaveLength(2);
    expect(frames[0]).toMatch(/acme .* 1 +2 /);
    expect(frames[1]).toMatch(/acme .* 2 +3 /);
  });

  it.each([
    [200, /^(acme|bolt|t-\d+) /],
    [80, /^(acme|bolt|t-\d+) {2}\d/],
  ])("draws no more than fits a terminal of %i columns, those that need a look first", async (columns, isTenant) => {
    const { io, log, shown } = await setUp(true, 0, columns, 24);
    for (let at = 0; at < 60; at++)
      await log.append(`t-${at}`, [
        decisionOf(`d-${at}`, at === 41 ? { chosen: { kind: "failed", code: "MODEL_DOWN" } } : {}),
      ]);
    await runCli(["shim", "status"], io);
    const [frame = ""] = shown().split("\u001b[H\u001b[2J").slice(1);
    const tenants = frame.split("\n").filter((line) => isTenant.test(line));
    expect(frame.split("\n").length).toBeLessThanOrEqual(24);
    expect(tenants.map((line) => line.split(" ")[0]).slice(0, 2)).toEqual(["bolt", "t-41"]);
    expect(frame).toContain(
      `and ${62 - tenants.length} more, none of them with errors: --tenant <id> shows one, --once all`,
    );
    await runCli(["shim", "status", "--once"], io);
    expect(shown()).toMatch(/^t-59 /m);
  });

  it("keeps the last figures on the screen while they cannot be read", async () => {
    const { io, log, shown } = await setUp(true, 1);
    let reads = 0;
    const latest = log.latest.bind(log);
    log.latest = (tenant, limit) => {
      reads += 1;
      return reads > 1 ? Promise.reject(new Error("connection lost")) : latest(tenant, limit);
    };
    expect(await runCli(["shim", "status", "--tenant", "acme"], io)).toBe(0);
    const last = shown().split("\u001b[H\u001b[2J").at(-1);
    expect(last).toContain("812/812");
    expect(last).toContain("connection lost");
  });

  it("says from when on it looked where there is more than it reads", async () => {
    const { io, log, shown } = await setUp();
    const many = Array.from({ length: 2_500 }, (_, index) =>
      decisionOf(`m-${index}`, { at: new Date(Date.UTC(2026, 0, 1, 0, 5, 0, index)).toISOString() }),
    );
    await log.append("acme", many);
    await runCli(["shim", "status", "--tenant", "acme"], io);
    expect(shown()).toContain("acme: its newest decisions only, since 2026-01-01T00:05:00.500Z.");
    expect(shown()).toMatch(/^acme .* 2000 /m);
  });

  it("gives the same as data", async () => {
    const { io, shown } = await setUp(true);
    await runCli(["shim", "status", "--format", "json", "--window", "1"], io);
    expect(JSON.parse(shown())[0]).toMatchObject({ tenant: "acme", decisions: 0, latency: { old: null } });
  });

  it("says so when there is no tenant, and refuses a window that is none", async () => {
    const { io, shown } = await setUp();
    expect(await runCli(["shim", "status", "--window", "0"], io)).toBe(2);
    await runCli(["shim", "status", "--tenant", "nobody"], io);
    expect(shown()).toContain("0 observe");
  });
});
