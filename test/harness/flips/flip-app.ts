import { setTimeout as wait } from "node:timers/promises";
import { Annotation, type BaseCheckpointSaver, END, interrupt, START, StateGraph } from "@langchain/langgraph";
import type { RouteSource } from "../../../shim/ports/route-source.ts";
import { naming } from "../ordered-desk.ts";
import type { FlipTurn } from "./flip-turn.ts";

const State = Annotation.Root({
  job: Annotation<FlipTurn>(),
  next: Annotation<string>(),
  done: Annotation<string[]>(),
  /** Over all turns of the thread: a lost write is missing here. */
  log: Annotation<string[]>({ reducer: (all, more) => all.concat(more), default: () => [] }),
});

const agents = ["a", "b", "c", "d"] as const;

const work =
  (name: string) =>
  async ({ job, done }: typeof State.State) => {
    const { tenant, turn, asks, agentMs } = job;
    if (agentMs > 0) await wait(agentMs);
    const answer = asks === name ? `/${interrupt("may I?")}` : "";
    return { done: [...done, name], log: [`${tenant}/${turn}/${name}${answer}`] };
  };

/** A conductor that sends a job along its route, and four agents. */
export const flipApp = (checkpointer: BaseCheckpointSaver) =>
  new StateGraph(State)
    .addNode("boss", ({ job, done }) => ({ next: job.route[done.length] ?? "end" }))
    .addNode("a", work("a"))
    .addNode("b", work("b"))
    .addNode("c", work("c"))
    .addNode("d", work("d"))
    .addEdge(START, "boss")
    .addEdge("a", "boss")
    .addEdge("b", "boss")
    .addEdge("c", "boss")
    .addEdge("d", "boss")
    .addConditionalEdges("boss", ({ next }) => next, { a: "a", b: "b", c: "c", d: "d", end: END })
    .compile({ checkpointer });

/** What that conductor writes, told to the shim. */
export const flipUpdates = agents.map((target) => ({ from: "boss", target, values: { next: target } }));

/** What the registry is asked: the rest of the route. */
export const flipTask = (state: Readonly<Record<string, unknown>>): string => {
  const { job, done } = state as typeof State.State; // the state of this app
  return job.route[done.length] ?? "__end__";
};

/** Knows the way, and abstains now and then; always where it is told no task, as after an interrupt. */
export const flipRegistry: RouteSource = {
  lookUp: ({ task = "", last, tenant }) =>
    task === "" || (task.length + (last?.charCodeAt(0) ?? 0) + tenant.charCodeAt(tenant.length - 1)) % 4 === 0
      ? { kind: "abstain", reason: "below-threshold", candidates: [], why: [] }
      : naming(task),
};
