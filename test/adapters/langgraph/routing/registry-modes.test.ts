import * as newest from "@langchain/langgraph";
import * as lowest from "langgraph-lowest";
import { describe, expect, it } from "vitest";
import { shimOf, unconduct } from "../../../../adapters/langgraph/unconduct.ts";
import type { UnconductOptions } from "../../../../adapters/langgraph/unconduct-options.ts";
import type { Lookup, LookupAnswer } from "../../../../shim/registry/lookup.ts";
import { decisionsIn } from "../../../harness/decisions-in.ts";
import { stageOf } from "../../../harness/stage-of.ts";

// Both export the same; to the compiler their classes are strangers, so one is taken for the other.
const versions = [
  ["newest", newest],
  ["lowest", lowest as unknown as typeof newest],
] as const;

const onThread = (thread_id: string) => ({ configurable: { thread_id } });

const answering =
  (choose: (lookup: Lookup) => string | null): NonNullable<UnconductOptions["registry"]>["lookUp"] =>
  (lookup): LookupAnswer => {
    const target = choose(lookup);
    if (target === null) return { kind: "abstain", reason: "no-evidence", candidates: [], why: [] };
    const candidates = [{ target, score: 0.99, basis: "declared" as const }];
    return { kind: target === "__end__" ? "end" : "agent", target, score: 0.99, margin: 1, candidates, why: [] };
  };

/** a, then b, then the end. */
const inOrder = answering(({ last }) => (last === null ? "a" : last === "a" ? "b" : "__end__"));

const updates = ["a", "b"].map((target) => ({ from: "boss", target, values: { next: target } }));

describe.each(versions)("with the %s LangGraph", (_, { Annotation, Command, END, MemorySaver, START, StateGraph }) => {
  const State = Annotation.Root({
    next: Annotation<string>(),
    log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
  });
  const note = (name: string) => () => ({ log: [name] });
  /** Counts the turns that the boss itself takes. */
  const conditional = () => {
    const turns: string[] = [];
    const app = new StateGraph(State)
      .addNode("boss", ({ log }) => {
        const next = log.length === 0 ? "a" : log.length === 1 ? "b" : "done";
        turns.push(next);
        return { next };
      })
      .addNode("a", note("a"))
      .addNode("b", note("b"))
      .addEdge(START, "boss")
      .addEdge("a", "boss")
      .addEdge("b", "boss")
      .addConditionalEdges("boss", ({ next }) => next, { a: "a", b: "b", done: END })
      .compile({ checkpointer: new MemorySaver() });
    return { app, turns };
  };

  const live = (rest: UnconductOptions = {}): UnconductOptions => ({
    tenant: "acme",
    stages: stageOf({ registry: { mode: "live" } }),
    registry: { lookUp: inOrder },
    routing: { updates, recheckShare: 0, reaskShare: 0 },
    ...rest,
  });

  it("live: the registry decides what it knows, the model the end, and the result is that of the bare graph", async () => {
    const { app, turns } = conditional();
    const wrapped = unconduct(app, live());
    expect(await wrapped.invoke({}, onThread("t"))).toEqual({ next: "done", log: ["a", "b"] });
    expect(turns).toEqual(["done"]);
    const decisions = await decisionsIn(wrapped, "t", "acme");
    expect(
      decisions.map(({ by, chosen, abstained, stage, mode }) => [by, chosen, abstained?.reason, stage, mode]),
    ).toEqual([
      ["registry", { kind: "agent", target: "a" }, undefined, 1, "live"],
      ["registry", { kind: "agent", target: "b" }, undefined, 1, "live"],
      ["model", { kind: "end" }, "predicted-end", 1, "live"],
    ]);
    expect(decisions[0]?.update?.words).toEqual({ next: "a" });
  });

  it("shadow: the model decides, and what the registry would have chosen is logged as a re-check", async () => {
    const { app, turns } = conditional();
    const wrapped = unconduct(app, live({ stages: stageOf({ registry: { mode: "shadow" } }) }));
    expect(await wrapped.invoke({}, onThread("t"))).toEqual({ next: "done", log: ["a", "b"] });
    expect(turns).toEqual(["a", "b", "done"]);
    await shimOf(wrapped)?.flush();
    const decisions = await decisionsIn(wrapped, "t", "acme");
    const own = decisions.filter(({ recheckOf }) => recheckOf === null);
    expect(own.map(({ by }) => by)).toEqual(["model", "model", "model"]);
    const again = decisions.filter(({ recheckOf }) => recheckOf !== null);
    expect(again.map(({ by, chosen, abstained }) => [by, chosen, abstained?.reason])).toEqual([
      ["registry", { kind: "agent", target: "a" }, undefined],
      ["registry", { kind: "agent", target: "b" }, undefined],
      ["registry", { kind: "end" }, "predicted-end"],
    ]);
    expect(again.map(({ recheckOf }) => recheckOf)).toEqual(own.map(({ id }) => id));
  });

  it("live: a sample of the registry's decisions is asked of the model again, without running a worker", async () => {
    const { app, turns } = conditional();
    const wrapped = unconduct(app, live({ routing: { updates, recheckShare: 1 } }));
    expect(await wrapped.invoke({}, onThread("t"))).toEqual({ next: "done", log: ["a", "b"] });
    await shimOf(wrapped)?.flush();
    expect(turns.toSorted()).toEqual(["a", "b", "done"]);
    const again = (await decisionsIn(wrapped, "t", "acme")).filter(({ recheckOf }) => recheckOf !== null);
    expect(again.map(({ by, chosen }) => [by, chosen])).toEqual([
      ["model", { kind: "agent", target: "a" }],
      ["model", { kind: "agent", target: "b" }],
    ]);
  });

  it("learns what the conductor writes in shadow, and acts once it is known", async () => {
    const { app, turns } = conditional();
    let mode: "shadow" | "live" = "shadow";
    let version = 1;
    const wrapped = unconduct(
      app,
      live({
        stages: { read: () => stageOf({ registry: { mode } }, { version }) },
        routing: { conductors: ["boss"], minObservations: 2, recheckShare: 0, reaskShare: 0 },
      }),
    );
    await wrapped.invoke({}, onThread("t-1"));
    mode = "live";
    version = 2;
    await wrapped.invoke({}, onThread("t-2"));
    expect(turns).toHaveLength(6); // seen once only: not known
    const second = await decisionsIn(wrapped, "t-2", "acme");
    expect(second.map(({ abstained }) => abstained?.reason)).toEqual([
      "update-unknown",
      "update-unknown",
      "predicted-end",
    ]);
    await wrapped.invoke({}, onThread("t-3"));
    expect(turns).toHaveLength(7);
  });

  it("a Command conductor is taken at its word: target and update", async () => {
    const turns: string[] = [];
    const app = new StateGraph(State)
      .addNode(
        "boss",
        ({ log }) => {
          const goto = log.length === 0 ? "a" : log.length === 1 ? "b" : END;
          turns.push(goto);
          return new Command({ goto, ...(goto === END ? {} : { update: { next: goto } }) });
        },
        { ends: ["a", "b", END] },
      )
      .addNode("a", note("a"))
      .addNode("b", note("b"))
      .addEdge(START, "boss")
      .addEdge("a", "boss")
      .addEdge("b", "boss")
      .compile();
    const wrapped = unconduct(app, live());
    expect(await wrapped.invoke({})).toEqual({ next: "b", log: ["a", "b"] });
    expect(turns).toEqual([END]);
  });
});
