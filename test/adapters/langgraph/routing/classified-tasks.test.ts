import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { unconduct } from "../../../../adapters/langgraph/unconduct.ts";
import { fitTenants, type TenantClassifiers } from "../../../../shim/registry/fit/fit-tenants.ts";
import { fitTaskModels } from "../../../../shim/registry/fit/task-models.ts";
import { decisionsIn } from "../../../harness/decisions-in.ts";
import { gardenDesk } from "../../../harness/registry/garden-desk.ts";
import { stageOf } from "../../../harness/stage-of.ts";

const State = Annotation.Root({
  question: Annotation<string>(),
  next: Annotation<string>(),
  log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
});

const agents = ["orders", "plants", "repairs"];

/** A boss whose model would send all to repairs, and ends the run once somebody has answered. */
const desk = () => {
  const turns: string[] = [];
  const note = (name: string) => () => ({ log: [name] });
  const app = new StateGraph(State)
    .addNode("boss", ({ log }) => {
      const next = log.length === 0 ? "repairs" : "done";
      turns.push(next);
      return { next };
    })
    .addNode("orders", note("orders"))
    .addNode("plants", note("plants"))
    .addNode("repairs", note("repairs"))
    .addEdge(START, "boss")
    .addEdge("orders", "boss")
    .addEdge("plants", "boss")
    .addEdge("repairs", "boss")
    .addConditionalEdges("boss", ({ next }) => next, {
      orders: "orders",
      plants: "plants",
      repairs: "repairs",
      done: END,
    })
    .compile();
  return { app, turns };
};

const fitted = (): TenantClassifiers => {
  const { examples, tasks } = gardenDesk();
  const labelled = tasks.map((task) => ({ ...task, tenant: "acme" }));
  return fitTenants(fitTaskModels(examples), labelled, { precision: 0.9, confidence: 0.9, outOfScope: 0.18 });
};

const wrapped = (classifiers: () => TenantClassifiers | null) => {
  const { app, turns } = desk();
  const shim = unconduct(app, {
    tenant: "acme",
    stages: stageOf({ registry: { mode: "live" } }),
    routing: {
      classifiers,
      task: ({ question }) => (typeof question === "string" ? question : undefined),
      updates: agents.map((target) => ({ from: "boss", target, values: { next: target } })),
      recheckShare: 0,
    },
  });
  return { shim, turns };
};

describe("a registry with classifiers", () => {
  it("reads the task at the first turn, and leaves the next to the model", async () => {
    const classifiers = fitted();
    const { shim, turns } = wrapped(() => classifiers);
    const config = { configurable: { thread_id: "t" } };
    const final = await shim.invoke({ question: "when do I plant the tulips" }, config);
    expect(final).toMatchObject({ log: ["plants"] });
    expect(turns).toEqual(["done"]);
    const decisions = await decisionsIn(shim, "t", "acme");
    expect(decisions.map(({ by, candidates }) => [by, candidates[0]?.basis])).toEqual([
      ["registry", "classifier"],
      ["model", undefined],
    ]);
  });

  it("leaves a task that fits nobody to the model", async () => {
    const classifiers = fitted();
    const { shim, turns } = wrapped(() => classifiers);
    await shim.invoke({ question: "what is the capital of Peru" }, { configurable: { thread_id: "t" } });
    expect(turns).toEqual(["repairs", "done"]);
  });

  it("takes classifiers up as soon as they are fitted", async () => {
    let inForce: TenantClassifiers | null = null;
    const { shim, turns } = wrapped(() => inForce);
    const ask = (thread_id: string) =>
      shim.invoke({ question: "when do I plant the tulips" }, { configurable: { thread_id } });
    await ask("before");
    inForce = fitted();
    await ask("after");
    expect(turns).toEqual(["repairs", "done", "done"]);
  });
});
