import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { unconduct } from "../../../adapters/langgraph/unconduct.ts";
import { type RegistryFirstOptions, registryFirst } from "../../../adapters/registry-first/index.ts";
import { decisionsIn } from "../../harness/decisions-in.ts";
import { naming } from "../../harness/ordered-desk.ts";

const State = Annotation.Root({ text: Annotation<string>(), next: Annotation<string>() });
type Registry = NonNullable<RegistryFirstOptions<"front">["registry"]>;

/** An app whose front desk asks the registry first; `asked` are the turns of its model. */
const desk = (mode: "off" | "shadow" | "live", registry: Registry) => {
  const asked: string[] = [];
  const ask = registryFirst({ cards: [], registry, sites: { front: mode } });
  const app = new StateGraph(State)
    .addNode("front", async (state) => {
      const model = async () => {
        asked.push(state.text);
        return { next: "travel" };
      };
      return await ask("front", state, { billing: { next: "billing" }, travel: { next: "travel" } }, model);
    })
    .addNode("billing", () => ({}))
    .addNode("travel", () => ({}))
    .addEdge(START, "front")
    .addConditionalEdges("front", ({ next }) => next, { billing: "billing", travel: "travel" })
    .addEdge("billing", END)
    .addEdge("travel", END)
    .compile({ checkpointer: new MemorySaver() });
  return { wrapped: unconduct(app, { tenant: "acme" }), asked };
};

const run = async (mode: "off" | "shadow" | "live", registry: Registry) => {
  const { wrapped, asked } = desk(mode, registry);
  await wrapped.invoke({ text: "x" }, { configurable: { thread_id: "t" } });
  const [first] = await decisionsIn(wrapped, "t", "acme");
  return { first, asked };
};

describe("a decision of code that asks the registry first, in a wrapped graph", () => {
  it("is the registry's in the log where its answer took effect", async () => {
    const { first, asked } = await run("live", { lookUp: () => naming("billing") });
    expect(asked).toEqual([]);
    expect(first).toMatchObject({
      by: "registry",
      chosen: { kind: "agent", target: "billing" },
      candidates: [{ target: "billing", score: 1, basis: "declared" }],
      abstained: null,
      stage: 1,
      mode: "live",
    });
  });

  it.each([
    ["names the end", "predicted-end", () => naming("__end__")],
    ["names a stranger", "not-allowed", () => naming("vault")],
    [
      "throws",
      "registry-failed",
      () => {
        throw new Error("down");
      },
    ],
  ])("is the model's where the registry %s, with the reason: %s", async (_, reason, lookUp) => {
    const { first, asked } = await run("live", { lookUp });
    expect(asked).toEqual(["x"]);
    expect(first).toMatchObject({ by: "model", chosen: { target: "travel" }, abstained: { reason }, stage: 1 });
  });

  it.each(["off", "shadow"] as const)("is the model's as ever where the site is %s", async (mode) => {
    const { first } = await run(mode, { lookUp: () => naming("billing") });
    expect(first).toMatchObject({ by: "model", chosen: { target: "travel" }, abstained: null, stage: 0 });
  });
});
