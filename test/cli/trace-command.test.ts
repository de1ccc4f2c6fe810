import { describe, expect, it } from "vitest";
import { MemoryDecisionLog } from "../../adapters/memory/memory-decision-log.ts";
import { MemoryRegistryIndex } from "../../adapters/memory/memory-registry-index.ts";
import { MemoryStageStore } from "../../adapters/memory/memory-stage-store.ts";
import { systemClock } from "../../adapters/memory/system-clock.ts";
import { runCli } from "../../cli/run-cli.ts";
import type { Decision } from "../../contracts/decision.ts";
import { decisionOf } from "../harness/decision-of.ts";
import { fakeCliIo, fakeStream } from "../harness/fake-cli-io.ts";

const decisions: Decision[] = [
  decisionOf("a", {
    by: "registry",
    stage: 1,
    mode: "live",
    durationMs: 2,
    candidates: [{ target: "writer", score: 0.99, basis: "learned" }],
  }),
  decisionOf("a2", {
    recheckOf: "a",
    chosen: { kind: "agent", target: 'the "editor"' },
    durationMs: 800,
    tokens: { input: 90, output: 10 },
  }),
  decisionOf("b", { chosen: { kind: "end" }, abstained: { reason: "predicted-end" }, durationMs: 700 }),
  decisionOf("b2", {
    recheckOf: "b",
    by: "registry",
    chosen: { kind: "none" },
    abstained: { reason: "below-threshold" },
  }),
  decisionOf("c", { run: "r-2", chosen: { kind: "fan-out", targets: ["y", "x"] } }),
  decisionOf("d", { thread: "t-2" }),
  decisionOf("e", { thread: "t-3", chosen: { kind: "failed", code: "MODEL_TIMEOUT" } }),
];

const run = (...argv: string[]) => runAt(undefined, ...argv);

/** On a terminal of so many columns. */
const runAt = async (columns: number | undefined, ...argv: string[]) => {
  const log = new MemoryDecisionLog();
  await log.append("acme", decisions);
  const io = fakeCliIo({
    stdout: fakeStream(columns === undefined ? {} : { isTTY: true, columns }),
    env: { REDIS_URL: "redis://one:6379" },
    operator: {
      openRuntime: async () => ({
        log,
        stages: new MemoryStageStore(),
        registryOf: () => new MemoryRegistryIndex(systemClock),
        close: () => undefined,
      }),
      readFile: () => decisions.map((it) => JSON.stringify(it)).join("\n"),
      pause: async () => false,
    },
  });
  expect(await runCli(["trace", ...argv], io)).toBe(0);
  return io.stdout.text();
};

describe("unconduct trace", () => {
  it("draws the thread's runs as a tree, with what was asked again below what it asks", async () => {
    expect(await run("t-1", "--tenant", "acme")).toBe(
      [
        "thread t-1 of acme: 2 runs, 3 decisions",
        "├─ run r-1  2026-01-01T00:00:00.000Z",
        "│  ├─ conductor -> writer  registry  stage 1 live  2 ms  [writer 0.99 learned]",
        '│  │  └─ asked again (differs): conductor -> the "editor"  model  800 ms  100 tokens',
        "│  └─ conductor -> __end__  model  700 ms  registry abstained: predicted-end",
        "│     └─ asked again (left to the model): conductor -> (none)  registry  1 ms  registry abstained: below-threshold",
        "└─ run r-2  2026-01-01T00:00:00.000Z",
        "   └─ conductor -> x+y  model  1 ms",
        "",
        "below-threshold: it was not sure enough",
        "predicted-end: it foresaw the end, which is the model's to say",
        "",
      ].join("\n"),
    );
  });

  it("puts what does not fit the terminal below, so that the tree stays one", async () => {
    const lines = (await runAt(50, "t-1", "--tenant", "acme")).split("\n");
    expect(lines.slice(2, 9)).toEqual([
      "│  ├─ conductor -> writer  registry",
      "│  │  │  stage 1 live  2 ms  [writer 0.99 learned]",
      '│  │  └─ asked again (differs): conductor -> the "editor"  model',
      "│  │     800 ms  100 tokens",
      "│  └─ conductor -> __end__  model",
      "│     │  700 ms  registry abstained: predicted-end",
      "│     └─ asked again (left to the model): conductor -> (none)  registry",
    ]);
  });

  it("names the error of a decision that failed, and helps where there is none at all", async () => {
    expect(await run("t-3", "--tenant", "acme")).toContain("conductor -> (failed: MODEL_TIMEOUT)  model");
    expect(await run("nowhere", "--tenant", "acme")).toContain("Threads are kept by tenant (--tenant)");
  });

  it("reads an exported log, of the same thread and tenant only", async () => {
    expect(await run("t-2", "--tenant", "acme", "--log", "log.jsonl")).toContain("1 run, 1 decision");
    expect(await run("t-1", "--log", "log.jsonl")).toContain("No decision of thread t-1 is in the log of default");
  });

  it("draws the same as Mermaid, names quoted", async () => {
    const text = await run("t-1", "--tenant", "acme", "--format", "mermaid");
    expect(text).toContain("flowchart LR\n");
    expect(text).toContain('r0n0["conductor"]');
    expect(text).toContain('r0n2["the #34;editor#34;"]');
    expect(text).toContain('r0n0 -->|"1 registry, 2 ms"| r0n1');
    expect(text).toContain('r0n0 -.->|"1 again: model"| r0n2');
    expect(text).not.toContain("(none)"); // who abstains chose nothing
    expect(text.match(/subgraph/g)).toHaveLength(2);
  });

  it("gives the same as data", async () => {
    const runs = JSON.parse(await run("t-1", "--tenant", "acme", "--format", "json"));
    expect(runs[0].decisions[0].rechecks[0].id).toBe("a2");
  });
});
