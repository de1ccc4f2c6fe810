import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import type { Lookup, LookupAnswer } from "../../shim/registry/lookup.ts";

const State = Annotation.Root({
  next: Annotation<string>(),
  request: Annotation<string>(),
  log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
});

/** A boss that sends work to a, then b, then ends; `turns` are those it took itself. `choose` makes it choose otherwise. */
export const orderedDesk = (choose: (log: readonly string[]) => string = (log) => ["a", "b"][log.length] ?? "done") => {
  const turns: string[] = [];
  const work = (name: string) => () => ({ log: [name] });
  const app = new StateGraph(State)
    .addNode("boss", ({ log }) => {
      const next = choose(log);
      turns.push(next);
      return { next };
    })
    .addNode("a", work("a"))
    .addNode("b", work("b"))
    .addEdge(START, "boss")
    .addEdge("a", "boss")
    .addEdge("b", "boss")
    .addConditionalEdges("boss", ({ next }) => next, { a: "a", b: "b", done: END })
    .compile({ checkpointer: new MemorySaver() });
  return { app, turns };
};

/** What that boss writes. */
export const deskUpdates = ["a", "b"].map((target) => ({ from: "boss", target, values: { next: target } }));

/** A registry that knows the order. */
export const inOrder = ({ last }: Lookup): LookupAnswer => naming(last === null ? "a" : last === "a" ? "b" : "__end__");

/** An answer that is sure of itself. */
export const naming = (target: string): LookupAnswer => ({
  kind: target === "__end__" ? "end" : "agent",
  target,
  score: 1,
  margin: 1,
  candidates: [{ target, score: 1, basis: "declared" }],
  why: [],
});
