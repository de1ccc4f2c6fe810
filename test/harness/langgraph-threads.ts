import { AIMessage, HumanMessage } from "@langchain/core/messages";
import {
  Annotation,
  type BaseCheckpointSaver,
  Command,
  END,
  interrupt,
  MessagesAnnotation,
  Send,
  START,
  StateGraph,
} from "@langchain/langgraph";

const merged = (before: string[], more: string[]) => [...before, ...more];

const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  found: Annotation<string[]>({ reducer: merged, default: () => [] }),
  topics: Annotation<string[]>({ reducer: (_, next) => next, default: () => [] }),
  approved: Annotation<string>({ reducer: (_, next) => next, default: () => "" }),
});

/** Without `found`: what a subgraph gives back whole would be added to itself. */
const ReviewState = Annotation.Root({
  ...MessagesAnnotation.spec,
  draft: Annotation<string>,
  approved: Annotation<string>({ reducer: (_, next) => next, default: () => "" }),
});

/** One sub-step that stops for a person, inside a graph of its own. */
const review = () =>
  new StateGraph(ReviewState)
    .addNode("write", (state) => ({ draft: `draft after ${state.messages.length}` }))
    .addNode("ask", () => ({ approved: String(interrupt({ question: "good?" })) }))
    .addEdge(START, "write")
    .addEdge("write", "ask")
    .addEdge("ask", END)
    .compile();

/** A graph with everything that a saver meets: fan-out by Send, a subgraph, an interrupt in it, lists that grow. */
export const busyGraph = (checkpointer: BaseCheckpointSaver) =>
  new StateGraph(State)
    .addNode("plan", (state) => ({
      topics: ["one", "two", "three"].map((topic) => `${topic} ${state.messages.length}`),
      messages: [new AIMessage({ id: `plan-${state.messages.length}`, content: "three topics" })],
    }))
    .addNode("search", (topic: { topic: string }) => ({ found: [`found ${topic.topic}`] }))
    .addNode("review", review())
    .addNode("answer", (state) => ({
      messages: [
        new AIMessage({ id: `answer-${state.messages.length}`, content: `${state.found.length} ${state.approved}` }),
      ],
    }))
    .addEdge(START, "plan")
    .addConditionalEdges("plan", ({ topics }) => topics.map((topic) => new Send("search", { topic })), ["search"])
    .addEdge("search", "review")
    .addEdge("review", "answer")
    .addEdge("answer", END)
    .compile({ checkpointer });

/** A turn of the graph up to its interrupt, then its answer by a person. */
export const busyTurn = async (
  graph: ReturnType<typeof busyGraph>,
  thread: string,
  turn: number,
  durability: "sync" | "async" | "exit",
): Promise<void> => {
  const config = { configurable: { thread_id: thread }, durability };
  await graph.invoke({ messages: [new HumanMessage({ id: `human-${turn}`, content: `question ${turn}` })] }, config);
  await graph.invoke(new Command({ resume: `yes ${turn}` }), config);
};

/** Everything that a thread's history says, without what differs from run to run: ids of checkpoints and tasks, times. */
export const historyOf = async (graph: ReturnType<typeof busyGraph>, thread: string): Promise<unknown[]> => {
  const history: unknown[] = [];
  for await (const { values, next, metadata, tasks, parentConfig } of graph.getStateHistory({
    configurable: { thread_id: thread },
  })) {
    const shown = tasks.map(({ name, error, interrupts }) => ({
      name,
      error,
      interrupts: interrupts.map((it) => it.value),
    }));
    const { parents: _, ...rest } = (metadata ?? {}) as Record<string, unknown>; // checkpoint ids
    history.push({ values, next, metadata: rest, tasks: shown, hasParent: parentConfig !== undefined });
  }
  return JSON.parse(JSON.stringify(history));
};
