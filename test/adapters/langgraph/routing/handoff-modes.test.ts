import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { shimOf, unconduct } from "../../../../adapters/langgraph/unconduct.ts";
import type { UnconductOptions } from "../../../../adapters/langgraph/unconduct-options.ts";
import type { Rollout } from "../../../../contracts/stage.ts";
import { decisionsIn } from "../../../harness/decisions-in.ts";
import { stageOf } from "../../../harness/stage-of.ts";

const State = Annotation.Root({
  next: Annotation<string>(),
  log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
});
const note = (name: string) => () => ({ log: [name] });
const onThread = (thread_id: string) => ({ configurable: { thread_id } });
const agents = ["a", "b", "c"];

/** a, b, c, the end; `turns` are those that the boss takes. */
const desk = () => {
  const turns: string[] = [];
  const app = new StateGraph(State)
    .addNode("boss", ({ log }) => {
      const next = agents[log.length] ?? "done";
      turns.push(next);
      return { next };
    })
    .addNode("a", note("a"))
    .addNode("b", note("b"))
    .addNode("c", note("c"))
    .addEdge(START, "boss")
    .addEdge("a", "boss")
    .addEdge("b", "boss")
    .addEdge("c", "boss")
    .addConditionalEdges("boss", ({ next }) => next, { a: "a", b: "b", c: "c", done: END })
    .compile({ checkpointer: new MemorySaver() });
  return { app, turns };
};

const options = (handoff: Rollout, rest: UnconductOptions = {}): UnconductOptions => ({
  tenant: "acme",
  stages: stageOf({ handoff }),
  routing: { updates: agents.map((target) => ({ from: "boss", target, values: { next: target } })) },
  handoff: { chains: [agents], controlShare: 0 },
  ...rest,
});

const final = { next: "done", log: ["a", "b", "c"] };

describe("stage 2", () => {
  it("live: agents hand over along the chain, the conductor begins and ends, and the state is as bare", async () => {
    const { app, turns } = desk();
    const wrapped = unconduct(app, options({ mode: "live" }));
    expect(await wrapped.invoke({}, onThread("t"))).toEqual(final);
    expect(turns).toEqual(["a", "done"]);
    const decisions = await decisionsIn(wrapped, "t", "acme");
    expect(decisions.map(({ from, by, chosen, stage, mode }) => [from, by, chosen, stage, mode])).toEqual([
      ["boss", "model", { kind: "agent", target: "a" }, 2, "live"],
      ["a", "static", { kind: "agent", target: "b" }, 2, "live"],
      ["b", "static", { kind: "agent", target: "c" }, 2, "live"],
      ["boss", "model", { kind: "end" }, 2, "live"],
    ]);
  });

  it("shadow: the conductor decides, and each link is compared with what it chose", async () => {
    const { app, turns } = desk();
    const wrapped = unconduct(app, options({ mode: "shadow" }));
    expect(await wrapped.invoke({}, onThread("t"))).toEqual(final);
    expect(turns).toEqual(["a", "b", "c", "done"]);
    const again = (await decisionsIn(wrapped, "t", "acme")).filter(({ recheckOf }) => recheckOf !== null);
    expect(again.map(({ from, by, chosen }) => [from, by, chosen])).toEqual([
      ["boss", "static", { kind: "agent", target: "b" }],
      ["boss", "static", { kind: "agent", target: "c" }],
    ]);
  });

  it("leaves a share of the handoffs to the conductor, for comparing", async () => {
    const { app, turns } = desk();
    const wrapped = unconduct(app, options({ mode: "live" }, { handoff: { chains: [agents], controlShare: 1 } }));
    expect(await wrapped.invoke({}, onThread("t"))).toEqual(final);
    expect(turns).toEqual(["a", "b", "c", "done"]);
  });

  it("a thread that was interrupted before an agent goes on at any stage, up and back, to the same end", async () => {
    const { app, turns } = desk();
    let stage = stageOf({ handoff: { mode: "live" } });
    const wrapped = unconduct(app, options({ mode: "live" }, { stages: { read: () => stage } }));
    const pausing = (thread: string) => ({ ...onThread(thread), interruptBefore: ["b"] as ["b"] });
    await wrapped.invoke({}, pausing("up-first"));
    expect((await wrapped.getState(onThread("up-first"))).next).toEqual(["b"]);
    stage = stageOf({}, { version: 2 });
    expect(await wrapped.invoke(null, onThread("up-first"))).toEqual(final);
    await wrapped.invoke({}, pausing("down-first"));
    stage = stageOf({ handoff: { mode: "live" } }, { version: 3 });
    expect(await wrapped.invoke(null, onThread("down-first"))).toEqual(final);
    expect(turns).toEqual(["a", "c", "done", "a", "b", "c", "done"]);
  });

  it("a chain whose conductor's words are not known stays with the conductor", async () => {
    const { app, turns } = desk();
    const wrapped = unconduct(app, options({ mode: "live" }, { routing: {} }));
    expect(await wrapped.invoke({}, onThread("t"))).toEqual(final);
    expect(turns).toEqual(["a", "b", "c", "done"]);
  });

  it("at a limit the conductor decides, or the run fails with a typed error where that is wanted", async () => {
    const { app, turns } = desk();
    const limited = { chains: [agents], controlShare: 0, maxHops: 1 };
    expect(await unconduct(app, options({ mode: "live" }, { handoff: limited })).invoke({}, onThread("t"))).toEqual(
      final,
    );
    expect(turns).toEqual(["a", "c", "done"]);
    const strict = unconduct(app, options({ mode: "live" }, { handoff: { ...limited, onLimit: "throw" } }));
    await expect(strict.invoke({}, onThread("u"))).rejects.toMatchObject({ code: "HANDOFF_HOP_LIMIT" });
    await shimOf(strict)?.flush();
  });
});
