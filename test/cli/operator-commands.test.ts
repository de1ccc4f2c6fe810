import { describe, expect, it } from "vitest";
import { MemoryDecisionLog } from "../../adapters/memory/memory-decision-log.ts";
import { MemoryRegistryIndex } from "../../adapters/memory/memory-registry-index.ts";
import { MemoryStageStore } from "../../adapters/memory/memory-stage-store.ts";
import { systemClock } from "../../adapters/memory/system-clock.ts";
import { runCli } from "../../cli/run-cli.ts";
import { decisionsOfRuns } from "../harness/decisions-of-runs.ts";
import { type FakeCliIo, fakeCliIo } from "../harness/fake-cli-io.ts";
import { stageRuns } from "../harness/stage-runs.ts";

const setUp = () => {
  const log = new MemoryDecisionLog();
  const stages = new MemoryStageStore();
  const opened: string[] = [];
  const io = fakeCliIo({
    env: { REDIS_URL: "redis://one:6379", USER: "ada" },
    operator: {
      openRuntime: async (url, prefix) => {
        opened.push(`${url} ${prefix}`);
        return {
          log,
          stages,
          registryOf: () => new MemoryRegistryIndex(systemClock),
          close: () => opened.push("closed"),
        };
      },
      pause: async () => false,
      readFile: (path) =>
        path === "log.jsonl"
          ? decisionsOfRuns(["a b"])
              .map((it) => JSON.stringify(it))
              .join("\n")
          : "{",
    },
  });
  return { io, log, stages, opened };
};
const run = (io: FakeCliIo, line: string) =>
  runCli(
    line.split(" ").map((it) => it.replaceAll("_", " ")),
    io,
  );

describe("unconduct stage", () => {
  it("sets modes, keeps the others, and shows what is in force", async () => {
    const { io, stages } = setUp();
    expect(await run(io, "stage set acme registry=canary:10 --reason try_it")).toBe(0);
    expect(await run(io, "stage set acme state=dual-write --reason next --by bob")).toBe(0);
    expect(await stages.read("acme")).toMatchObject({
      version: 2,
      by: "bob",
      reason: "next",
      stages: { registry: { mode: "canary", percent: 10 }, state: { mode: "dual-write" }, mesh: { mode: "off" } },
    });
    const shown = setUp();
    await shown.stages.replace((await stages.history("acme", 2))[1] as never); // the first of the two
    expect(await run(shown.io, "stage get acme")).toBe(0);
    expect(JSON.parse(shown.io.stdout.text())).toMatchObject({ version: 1, by: "ada", reason: "try it" });
  });

  it("turns the kill switch on and off, and aborts what began before", async () => {
    const { io, stages } = setUp();
    await run(io, "stage set acme mesh=live --reason a");
    await run(io, "stage set acme --kill --abort --reason wrong");
    expect(await stages.read("acme")).toMatchObject({
      killSwitch: true,
      abortBefore: 2,
      stages: { mesh: { mode: "live" } },
    });
    await run(io, "stage set acme --no-kill --reason well_again");
    expect(await stages.read("acme")).toMatchObject({ killSwitch: false, abortBefore: 2, version: 3 });
  });

  it("prints the history newest first, and says when there is none", async () => {
    const { io } = setUp();
    await run(io, "stage get acme");
    expect(io.stdout.text()).toContain("Tenant acme has no stage");
    for (const reason of ["one", "two", "three"]) await run(io, `stage set acme --reason ${reason}`);
    const after = io.stdout.text().length;
    await run(io, "stage history acme --limit 2");
    expect(
      [
        ...io.stdout
          .text()
          .slice(after)
          .matchAll(/"reason": "(\w+)"/g),
      ].map(([, reason]) => reason),
    ).toEqual(["three", "two"]);
  });

  it.each([
    ["stage set acme registry=fast --reason x", "stages.registry.mode"],
    ["stage set acme planner=live --reason x", "planner"],
    ["stage set acme registry --reason x", "registry=shadow"],
    ["stage set a:b --reason x", "tenant"],
    ["stage set acme registry=canary:100 --reason x", "percent"],
  ])("refuses `%s` and changes nothing", async (line, said) => {
    const { io, stages, opened } = setUp();
    expect(await run(io, line)).toBe(2);
    expect(io.stderr.text()).toContain(said);
    expect(await stages.tenants()).toEqual([]);
    expect(opened.at(-1) ?? "closed").toBe("closed");
  });

  it("says what to do when no Redis is named", async () => {
    const io = fakeCliIo();
    expect(await run(io, "stage get acme")).toBe(2);
    expect(io.stderr.text()).toContain("set REDIS_URL");
  });
});

describe("unconduct observe report", () => {
  it("reports from an exported log and writes evidence/1, without Redis", async () => {
    const { io, opened } = setUp();
    expect(await run(io, "observe report --log log.jsonl --evidence evidence.json")).toBe(0);
    expect(io.stdout.text()).toContain("a > b: 1 runs, 0 exceptions");
    expect(JSON.parse(io.files.get("evidence.json") ?? "")).toMatchObject({
      contract: "evidence/1",
      apps: [{ runs: 1 }],
    });
    expect(opened).toEqual([]);
  });

  it("reads every tenant's log, or one's, and lets go of the connection", async () => {
    const { io, log, opened } = setUp();
    await log.append("acme", decisionsOfRuns(["a b", "a b"]));
    await log.append("bolt", decisionsOfRuns(["b"], { tenant: "bolt" }));
    await run(io, "observe report --format json --redis redis://two:1 --prefix desk");
    expect(JSON.parse(io.stdout.text()).apps[0].runs).toBe(3);
    expect(opened).toEqual(["redis://two:1 desk", "closed"]);
    await run(io, "observe report --tenant bolt");
    expect(io.stdout.text()).toContain("2 decisions of one graph");
  });

  it("names file and line of what is not a decision", async () => {
    const { io } = setUp();
    expect(await run(io, "observe report --log other.jsonl")).toBe(2);
    expect(io.stderr.text()).toContain("other.jsonl, line 1");
  });

  it("says so when the log is empty", async () => {
    const { io } = setUp();
    expect(await run(io, "observe report")).toBe(0);
    expect(io.stdout.text()).toContain("No decisions in the log yet");
  });
});

describe("unconduct stage advance and rollback", () => {
  it("say what is missing and change nothing, unless forced, which is kept", async () => {
    const { io, stages } = setUp();
    expect(await run(io, "stage advance acme registry --reason begin")).toBe(0);
    expect(io.stdout.text()).toContain("no decision of acme is in the log: is that its name?");
    expect(await stages.read("acme")).toMatchObject({ reason: "begin", stages: { registry: { mode: "shadow" } } });
    expect(await run(io, "stage advance acme registry --cool-down 0")).not.toBe(0);
    expect(io.stderr.text()).toContain("0 turns are compared, 150 are wanted");
    expect((await stages.read("acme"))?.version).toBe(1);
    expect(await run(io, "stage advance acme registry --force --reason hurry")).toBe(0);
    const forced = await stages.read("acme");
    expect(forced?.stages.registry).toEqual({ mode: "canary", percent: 5 });
    expect(forced?.reason).toContain("hurry (forced; missing: ");
  });

  it("advance goes on by what the log holds, and a dry run only says so", async () => {
    const { io, log, stages } = setUp();
    await run(io, "stage set acme registry=shadow --reason try");
    await log.append("acme", stageRuns("s", 200, { mode: "shadow", at: io.now().getTime() }));
    expect(await run(io, "stage advance acme registry --cool-down 0 --dry-run")).toBe(0);
    expect(io.stdout.text()).toContain(
      "registry of acme: shadow to canary 5 % (dry run, nothing is changed)\nnothing is missing\n",
    );
    expect(await run(io, "stage advance acme registry --cool-down 0")).toBe(0);
    expect((await stages.read("acme"))?.stages.registry).toEqual({ mode: "canary", percent: 5 });
  });

  it("rollback goes down one step at once, for both stages or for one", async () => {
    const { io, stages } = setUp();
    await run(io, "stage set acme registry=live handoff=canary:5 --reason go");
    expect(await run(io, "stage rollback acme handoff --reason odd")).toBe(0);
    expect(await stages.read("acme")).toMatchObject({ reason: "odd", stages: { handoff: { mode: "shadow" } } });
    expect(await run(io, "stage rollback acme")).toBe(0);
    expect((await stages.read("acme"))?.stages).toMatchObject({
      registry: { mode: "shadow" },
      handoff: { mode: "off" },
    });
    expect(await run(io, "stage rollback acme mesh")).not.toBe(0);
  });
});

describe("unconduct observe agreement", () => {
  it("shows each decision point with bounds, and says that it is sameness only", async () => {
    const { io, log } = setUp();
    await log.append("acme", stageRuns("s", 10, { mode: "shadow", unlike: 1 }));
    expect(await run(io, "observe agreement --tenant acme")).toBe(0);
    const text = io.stdout.text();
    expect(text).toContain("conductor, all tenants: registry next to the model");
    expect(text).toContain("9 of 10, ");
    expect(text).toContain("registry said b, the model a: 1");
    expect(text).toContain("not correctness");
  });
});
