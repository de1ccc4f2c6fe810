import * as newest from "@langchain/langgraph";
import * as lowest from "langgraph-lowest";
import { describe, expect, it } from "vitest";
import { shimOf, unconduct } from "../../../adapters/langgraph/unconduct.ts";
import { ManualClock } from "../../../adapters/memory/manual-clock.ts";
import { MemoryDecisionLog } from "../../../adapters/memory/memory-decision-log.ts";
import { MemoryKeyValue } from "../../../adapters/memory/memory-key-value.ts";
import { MemoryStageStore } from "../../../adapters/memory/memory-stage-store.ts";
import { MemoryTelemetry } from "../../../adapters/memory/memory-telemetry.ts";
import { decisionsIn } from "../../harness/decisions-in.ts";
import { stageOf } from "../../harness/stage-of.ts";

const onThread = (thread_id: string) => ({ configurable: { thread_id } });

// Both export the same; to the compiler their classes are strangers, so one is taken for the other.
const versions = [
  ["newest", newest],
  ["lowest", lowest as unknown as typeof newest],
] as const;

describe.each(versions)(
  "with the %s LangGraph",
  (_, { Annotation, Command, END, interrupt, MemorySaver, Send, START, StateGraph }) => {
    const State = Annotation.Root({
      next: Annotation<string>(),
      log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
    });
    const note = (name: string) => () => ({ log: [name] });
    const builder = () =>
      new StateGraph(State)
        .addNode("boss", ({ log }) => ({ next: log.length === 0 ? "a" : log.length === 1 ? "b" : END }))
        .addNode("a", note("a"))
        .addNode("b", note("b"))
        .addEdge(START, "boss")
        .addEdge("a", "boss")
        .addEdge("b", "boss")
        .addConditionalEdges("boss", ({ next }) => next, ["a", "b", END]);

    it("logs each decision of a condition with what it wrote, and learns who follows whom", async () => {
      const telemetry = new MemoryTelemetry();
      const app = unconduct(builder().compile({ checkpointer: new MemorySaver() }), { telemetry });
      expect(await app.invoke({}, onThread("t-1"))).toEqual({ next: END, log: ["a", "b"] });
      const decisions = await decisionsIn(app, "t-1");
      expect(decisions.map(({ from, chosen, update }) => [from, chosen, update?.words])).toEqual([
        ["boss", { kind: "agent", target: "a" }, { next: "a" }],
        ["boss", { kind: "agent", target: "b" }, { next: "b" }],
        ["boss", { kind: "end" }, { next: END }],
      ]);
      expect(decisions.every(({ checkpoint, task }) => checkpoint !== null && task.length === 36)).toBe(true);
      expect(
        shimOf(app)
          ?.transitions()
          .map(({ from, to }) => `${from} ${to}`),
      ).toEqual(["__start__ a", "a b", "b __end__"]);
      expect(telemetry).toMatchObject({ events: [], runs: [{ outcome: { kind: "finished", decisions: 3 } }] });
    });

    it("logs where a Command goes, a fan-out by Send, and the condition at the start", async () => {
      const graph = new StateGraph(State)
        .addNode(
          "boss",
          ({ log }) => new Command({ goto: log.length < 3 ? [new Send("a", {}), new Send("b", {})] : END }),
          {
            ends: ["a", "b", END],
          },
        )
        .addNode("a", note("a"))
        .addNode("b", note("b"))
        .addEdge("a", "boss")
        .addEdge("b", "boss")
        .addConditionalEdges(START, () => "boss", ["boss", "a"]);
      const app = unconduct(graph.compile(), { observe: { sampleCalls: 1 } });
      await app.invoke({ log: ["x"] });
      expect(
        (await decisionsIn(app)).map(({ from, chosen, by, checkpoint }) => [from, chosen, by, checkpoint]),
      ).toEqual([
        [START, { kind: "agent", target: "boss" }, "static", null],
        ["boss", { kind: "fan-out", targets: ["a", "b"] }, "static", null],
        ["boss", { kind: "end" }, "static", null],
      ]);
    });

    it("logs a failure with its code, and once for all attempts; an interrupt is no decision", async () => {
      let attempts = 0;
      const graph = new StateGraph(State)
        .addNode(
          "boss",
          () => {
            attempts += 1;
            if (attempts < 3) throw Object.assign(new Error("busy"), { code: "RATE_LIMIT" });
            return new Command({ goto: String(interrupt("where to?")) });
          },
          { ends: ["a"], retryPolicy: { maxAttempts: 3, initialInterval: 1, jitter: false, logWarning: false } },
        )
        .addNode("a", note("a"))
        .addEdge(START, "boss");
      const telemetry = new MemoryTelemetry();
      const app = unconduct(graph.compile({ checkpointer: new MemorySaver() }), { telemetry });
      await app.invoke({}, onThread("t-1"));
      expect((await decisionsIn(app)).map(({ chosen }) => chosen)).toEqual([{ kind: "failed", code: "RATE_LIMIT" }]);
      await app.invoke(new Command({ resume: "a" }), onThread("t-1"));
      expect((await decisionsIn(app)).slice(1).map(({ chosen, by }) => [chosen, by])).toEqual([
        [{ kind: "agent", target: "a" }, "human"],
      ]);
      expect(telemetry.runs.map(({ outcome }) => outcome?.kind)).toEqual(["interrupted", "finished"]);
    });

    it("stays wrapped through withConfig, takes what a host sets later, and is of the graph's class", async () => {
      const bare = builder().compile();
      const app = unconduct(bare);
      expect(app).toBeInstanceOf(bare.constructor);
      app.checkpointer = new MemorySaver();
      const configured = app.withConfig(onThread("t-9"));
      await configured.invoke({});
      expect((await configured.getState({ configurable: { thread_id: "t-9" } })).values).toMatchObject({
        log: ["a", "b"],
      });
      expect((await decisionsIn(configured, "t-9")).length).toBe(3);
      expect(shimOf(bare)).toBeNull();
    });

    it("keeps each tenant's decisions apart, and refuses a run whose tenant is none", async () => {
      const app = unconduct(builder().compile(), { tenant: ({ configurable }) => String(configurable?.customer) });
      await Promise.all(["acme", "bolt"].map((customer) => app.invoke({}, { configurable: { customer } })));
      expect((await decisionsIn(app, null, "bolt")).every(({ tenant }) => tenant === "bolt")).toBe(true);
      expect(await decisionsIn(app, null, "acme")).toHaveLength(3);
      await expect(app.invoke({}, { configurable: { customer: "a:*" } })).rejects.toMatchObject({
        code: "TENANT_INVALID",
      });
    });

    it("runs on without the log for a best-effort tenant, and refuses the run of a required one before it begins", async () => {
      const log = new MemoryDecisionLog();
      log.append = log.read = async () => {
        throw new Error("down");
      };
      const telemetry = new MemoryTelemetry();
      const app = unconduct(builder().compile(), { log, telemetry });
      expect(await app.invoke({})).toMatchObject({ log: ["a", "b"] });
      await shimOf(app)?.flush();
      const lost = telemetry.events.flatMap((event) => (event.kind === "decisions-lost" ? [event.count] : []));
      expect(lost.reduce((a, b) => a + b, 0)).toBe(3);
      let ran = 0;
      const graph = new StateGraph(State).addNode("boss", () => ({ log: [String(++ran)] })).addEdge(START, "boss");
      const required = unconduct(graph.compile(), { log, observe: { onLogFailure: "required" } });
      await expect(required.invoke({})).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
      expect(ran).toBe(0);
    });

    it("has each decision of a required tenant in the log exactly once, before the run goes on", async () => {
      const app = unconduct(builder().compile({ checkpointer: new MemorySaver() }), {
        tenant: "acme",
        stages: stageOf({}, { observe: "required" }),
      });
      const stream = await app.stream({}, { ...onThread("t-1"), streamMode: "updates" });
      const log = shimOf(app)?.log;
      let decided = 0;
      for await (const update of stream) {
        if ("boss" in update) decided += 1;
        const page = await log?.read({ tenant: "acme", thread: "t-1", after: null, limit: 10 });
        expect(page?.decisions.length).toBeGreaterThanOrEqual(decided);
      }
      expect(await decisionsIn(app, "t-1", "acme")).toHaveLength(3);
    });

    it("cancels a run in flight when an operator aborts, and no run that begins after", async () => {
      const clock = new ManualClock();
      const stages = new MemoryStageStore();
      let enter = () => {};
      const entered = new Promise<void>((resolve) => {
        enter = resolve;
      });
      const graph = new StateGraph(State)
        .addNode("slow", (_state, { signal }) => {
          enter();
          return new Promise((_resolve, reject) =>
            signal?.addEventListener("abort", () => reject(new Error("stopped"))),
          );
        })
        .addEdge(START, "slow");
      const app = unconduct(graph.compile(), { tenant: "acme", stages, clock });
      const run = app.invoke({});
      const failed = expect(run).rejects.toMatchObject({ code: "RUN_ABORTED" });
      await entered;
      await stages.replace(stageOf({}, { killSwitch: true, abortBefore: 1 }));
      clock.advance(450);
      await failed;
      const after = unconduct(builder().compile(), { tenant: "acme", stages, clock });
      expect(await after.invoke({})).toMatchObject({ log: ["a", "b"] });
    });

    it("keeps contents only when asked, redacted, and a hook that throws stops nothing", async () => {
      const store = new MemoryKeyValue(new ManualClock());
      const telemetry = new MemoryTelemetry();
      let isBroken = false;
      const redact = () => {
        if (isBroken) throw new Error("no");
        return "redacted";
      };
      const app = unconduct(builder().compile(), { telemetry, observe: { contents: { store, ttlMs: null, redact } } });
      await app.invoke({});
      const [first] = await decisionsIn(app);
      expect(await store.get({ tenant: "default", path: ["contents", first?.id ?? ""] })).toBe('"redacted"');
      expect(JSON.stringify(first)).not.toContain("redacted");
      isBroken = true;
      await app.invoke({});
      expect(telemetry.events.map(({ kind }) => kind)).toContain("observation-failed");
    });

    it("passes a graph through, and says so once, when what it needs is not there", async () => {
      const telemetry = new MemoryTelemetry();
      const bare = builder().compile();
      Object.setPrototypeOf(bare.builder, {});
      // Else the answer for this class, kept from the tests above, would count.
      Object.setPrototypeOf(bare, class extends (bare.constructor as typeof Object) {}.prototype);
      const app = unconduct(bare, { telemetry });
      expect(await app.invoke({})).toMatchObject({ log: ["a", "b"] });
      expect(await app.invoke({})).toMatchObject({ log: ["a", "b"] });
      expect(telemetry.events).toMatchObject([{ kind: "passed-through", reason: expect.stringContaining("addNode") }]);
      expect(await decisionsIn(app)).toEqual([]);
    });
  },
);
