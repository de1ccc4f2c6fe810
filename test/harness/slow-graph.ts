import { Annotation, type BaseCheckpointSaver, END, START, StateGraph } from "@langchain/langgraph";

const State = Annotation.Root({
  log: Annotation<string[]>({ reducer: (before, more) => [...before, ...more], default: () => [] }),
});

/** Three nodes in a row; the second waits for `hold` first. */
export const slowGraph = (checkpointer: BaseCheckpointSaver, hold: () => Promise<void>) =>
  new StateGraph(State)
    .addNode("first", () => ({ log: ["first"] }))
    .addNode("second", async () => {
      await hold();
      return { log: ["second"] };
    })
    .addNode("third", () => ({ log: ["third"] }))
    .addEdge(START, "first")
    .addEdge("first", "second")
    .addEdge("second", "third")
    .addEdge("third", END)
    .compile({ checkpointer });
