import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { shimOf, unconduct } from "../../../../adapters/langgraph/unconduct.ts";
import type { UnconductOptions } from "../../../../adapters/langgraph/unconduct-options.ts";
import type { RunEvidence } from "../../../../contracts/run-evidence.ts";
import type { Stage } from "../../../../contracts/stage.ts";
import { buildEvidence } from "../../../../shim/decisions/build-evidence.ts";
import { decisionsIn } from "../../../harness/decisions-in.ts";
import { naming } from "../../../harness/ordered-desk.ts";
import { stageOf } from "../../../harness/stage-of.ts";

const State = Annotation.Root({
  verdict: Annotation<string>(),
  log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
});

/** A gate that has the shape of a conductor: it sends drafts back to be written or checked, or lets them out. */
const pressOffice = () => {
  const judged: string[] = [];
  const app = new StateGraph(State)
    .addNode("approve", ({ log }) => {
      const verdict = ["write", "check"][log.length] ?? "publish";
      judged.push(verdict);
      return { verdict };
    })
    .addNode("write", () => ({ log: ["write"] }))
    .addNode("check", () => ({ log: ["check"] }))
    .addEdge(START, "approve")
    .addEdge("write", "approve")
    .addEdge("check", "approve")
    .addConditionalEdges("approve", ({ verdict }) => verdict, { write: "write", check: "check", publish: END })
    .compile({ checkpointer: new MemorySaver() });
  return { app, judged };
};

const onThread = (thread_id: string) => ({ configurable: { thread_id } });
const routing = { minObservations: 2, recheckShare: 0, reaskShare: 0 };
const registry = { lookUp: () => naming("check") };

/** What many runs leave behind: each choice, what it wrote, and what followed what. */
const evidence = async (): Promise<RunEvidence> => {
  const wrapped = unconduct(pressOffice().app, { tenant: "acme" });
  for (let run = 0; run < 80; run += 1) await wrapped.invoke({}, onThread(`run-${run}`));
  await shimOf(wrapped)?.flush();
  const { decisions } = (await shimOf(wrapped)?.log.read({
    tenant: "acme",
    thread: null,
    after: null,
    limit: 1_000,
  })) ?? { decisions: [] };
  return buildEvidence(decisions, { toolVersion: "test", madeAt: "2026-01-01T00:00:00.000Z" });
};

const wrappedAt = (stages: Partial<Stage["stages"]>, rest: UnconductOptions) => {
  const { app, judged } = pressOffice();
  return { judged, wrapped: unconduct(app, { tenant: "acme", stages: stageOf(stages), routing, registry, ...rest }) };
};

describe("a node that has the shape of a conductor, with no audit and unnamed", () => {
  it("decides by itself in live, and the log says why the registry did not", async () => {
    const { wrapped, judged } = wrappedAt({ registry: { mode: "live" } }, { evidence: await evidence() });
    await wrapped.invoke({}, onThread("t"));
    expect(judged).toEqual(["write", "check", "publish"]);
    const decisions = await decisionsIn(wrapped, "t", "acme");
    expect(decisions.map(({ by, abstained }) => [by, abstained?.reason])).toEqual([
      ["model", "unproven"],
      ["model", "unproven"],
      ["model", "unproven"],
    ]);
  });

  it("is compared with in shadow", async () => {
    const { wrapped } = wrappedAt({ registry: { mode: "shadow" } }, {});
    await wrapped.invoke({}, onThread("t"));
    await shimOf(wrapped)?.flush();
    const again = (await decisionsIn(wrapped, "t", "acme")).filter(({ recheckOf }) => recheckOf !== null);
    expect(again.map(({ chosen }) => chosen)).toContainEqual({ kind: "agent", target: "check" });
  });

  it("is not handed over past along a chain that runs showed", async () => {
    const recorded = await evidence();
    expect(recorded.apps[0]?.chains.map(({ agents }) => agents)).toContainEqual(["write", "check"]);
    const { wrapped, judged } = wrappedAt({ handoff: { mode: "live" } }, { evidence: recorded });
    await wrapped.invoke({}, onThread("t"));
    expect(judged).toEqual(["write", "check", "publish"]);
  });

  it("is a conductor once somebody names it", async () => {
    const { wrapped, judged } = wrappedAt(
      { handoff: { mode: "live" } },
      { evidence: await evidence(), routing: { ...routing, conductors: ["approve"] }, handoff: { controlShare: 0 } },
    );
    await wrapped.invoke({}, onThread("t"));
    expect(judged).toEqual(["write", "publish"]);
  });
});
