import type { HandoffAnswer, NodeTurn } from "../../shim/handoff/guarded-run.ts";
import { handoffMessages } from "./handoff-messages.ts";
import {
  type ChannelWrite,
  type CompiledApp,
  type CompiledNode,
  copyOf,
  hidden,
  isObject,
  type RunConfig,
} from "./surface.ts";

/** Says where a turn goes on, and is told of every turn of its run; a `GuardedRun` is one. */
export interface TurnGuard {
  /** What it throws fails the task. */
  ended(
    turn: NodeTurn,
    task: { readonly config: RunConfig; readonly input: unknown },
  ): HandoffAnswer | Promise<HandoffAnswer>;
  left(turn: Pick<NodeTurn, "node" | "step" | "goesTo">): void;
}

/** What is looked at in the app. */
export interface HandOverApp extends Pick<CompiledApp, "nodes" | "channels"> {
  readonly builder?: CompiledApp["builder"] | undefined;
}

/** What all tasks of a run share. */
interface Setting {
  readonly app: HandOverApp;
  readonly conductor: string;
  readonly run: TurnGuard;
}

/**
 * Copies of an app's nodes for one run, each of which asks the guard where to go once it has done its work. A handoff
 * replaces the way back to the conductor and adds what the conductor would have written; all else is as the graph is wired.
 */
export const handOverNodes = (app: HandOverApp, conductor: string, run: TurnGuard): CompiledApp["nodes"] => {
  const setting = { app, conductor, run };
  return Object.fromEntries(Object.entries(app.nodes).map(([name, node]) => [name, guarded(name, node, setting)]));
};

const guarded = (name: string, node: CompiledNode, setting: Setting): CompiledNode => {
  const copy = copyOf(node);
  copy.getNode = () => {
    const sequence = node.getNode();
    // Only a sequence is made anew for each task; anything else is shared and must stay as it is.
    if (sequence === undefined || !Array.isArray(sequence.steps)) return sequence;
    const invoke = sequence.invoke.bind(sequence);
    sequence.invoke = (input, config) =>
      turnOf(name, setting, { config, input }, (listening) => invoke(input, listening));
    return sequence;
  };
  return copy;
};

/** State goes on at once, since conditions read it; where to go is held back until the guard has answered. */
const turnOf = async (
  node: string,
  { app, conductor, run }: Setting,
  task: { readonly config: RunConfig; readonly input: unknown },
  invoke: (config: RunConfig) => Promise<unknown>,
): Promise<unknown> => {
  const { config } = task;
  const send = config.configurable?.[hidden.send] as (writes: readonly ChannelWrite[]) => void; // every task has it; the probe has seen it
  const ways: ChannelWrite[] = [];
  const state: ChannelWrite[] = [];
  const listen = (writes: readonly ChannelWrite[]): void => {
    ways.push(...writes.filter(isWay));
    const own = writes.filter((it) => !isWay(it));
    state.push(...own);
    if (own.length > 0) send(own);
  };
  const step = stepOf(config);
  let result: unknown;
  try {
    result = await invoke({ ...config, configurable: { ...config.configurable, [hidden.send]: listen } });
  } catch (error) {
    const goesTo = waysOfError(error, node, app, config);
    if (goesTo !== undefined) run.left({ node, step, goesTo });
    throw error;
  }
  const wrote = Object.fromEntries(state);
  const turn: NodeTurn = { node, step, goesTo: targetsOf(ways), wrote, taken: takenBy(app, wrote) };
  send(writesOf(await run.ended(turn, task), ways, conductor));
  return result;
};

const isWay = ([channel]: ChannelWrite): boolean =>
  channel === hidden.tasks || channel.startsWith(hidden.branchTo) || channel.startsWith(hidden.join);

const targetsOf = (ways: readonly ChannelWrite[]): string[] | null =>
  ways.every(([channel]) => channel.startsWith(hidden.branchTo))
    ? [...new Set(ways.map(([channel]) => channel.slice(hidden.branchTo.length)))]
    : null;

/** Channels that the step may write once only: all that have no reducer. */
const takenBy = ({ channels }: HandOverApp, wrote: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(wrote).filter((it) => {
    const channel = channels[it];
    return !(isObject(channel) && channel.lc_graph_name === "BinaryOperatorAggregate");
  });

/** Where a command leads that a graph inside throws at this one; undefined for any other error. */
const waysOfError = (
  error: unknown,
  node: string,
  app: HandOverApp,
  config: RunConfig,
): string[] | null | undefined => {
  if (!isObject(error) || error.name !== "ParentCommand" || !isObject(error.command)) return undefined;
  const { graph, goto } = error.command;
  if (graph !== config.configurable?.[hidden.namespace]) return undefined;
  if (Object.keys(app.builder?.branches[node] ?? {}).length > 0) return null;
  const edges = [...(app.builder?.edges ?? [])].filter(([from]) => from === node).map(([, to]) => to);
  const targets = [...(Array.isArray(goto) ? goto : goto === undefined ? [] : [goto]), ...edges];
  return targets.every((it) => typeof it === "string") ? targets.filter((it) => it !== hidden.end) : null;
};

const stepOf = ({ metadata }: RunConfig): number | null =>
  typeof metadata?.langgraph_step === "number" ? metadata.langgraph_step : null;

const writesOf = (answer: HandoffAnswer, ways: readonly ChannelWrite[], conductor: string): readonly ChannelWrite[] => {
  if (answer.kind === "return") return ways;
  const { to, update } = answer;
  const added: ChannelWrite[] =
    update === "handoff-messages" ? [["messages", [...handoffMessages(conductor, to)]]] : Object.entries(update);
  return [...added, ...ways.map(([, value]): ChannelWrite => [`${hidden.branchTo}${to}`, value])];
};
