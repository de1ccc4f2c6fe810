import type { AttemptEnd } from "../observe-node.ts";
import {
  type ChannelWrite,
  type CompiledApp,
  type CompiledNode,
  hidden,
  type Invocable,
  isObject,
  type RunConfig,
} from "../surface.ts";
import { type ChannelReader, readOver } from "./read-over.ts";

/** A turn of a node whose writes went nowhere yet. */
export interface AttemptedTurn {
  readonly end: AttemptEnd;
  readonly result: unknown;
  readonly writes: readonly ChannelWrite[];
}

/** How a turn is attempted. */
export interface AttemptPlan {
  readonly node: CompiledNode;
  /** Stands in for the node's inside; null: the node's own. */
  readonly first: Invocable | null;
  readonly channels: CompiledApp["channels"];
  /** The state that the turn sees; see {@link stateOf}. */
  readonly state: Readonly<Record<string, unknown>>;
}

/**
 * Runs a node's turn, its conditions included, and holds back what it writes. Null: this node's tasks are not made anew, so
 * nothing can stand in.
 */
export const attemptTurn = async (
  { node, first, channels, state }: AttemptPlan,
  input: unknown,
  config: RunConfig,
): Promise<AttemptedTurn | null> => {
  const sequence = node.getNode();
  if (sequence === undefined || !Array.isArray(sequence.steps)) return null;
  if (first !== null) sequence.first = first;
  const writes: ChannelWrite[] = [];
  const apart = {
    ...config,
    configurable: {
      ...config.configurable,
      [hidden.send]: (some: readonly ChannelWrite[]) => writes.push(...some),
      [hidden.read]: readOver(state, writes, channels),
      // A graph inside must leave no checkpoint of a turn that may not count.
      [hidden.saver]: undefined,
      // A second turn of the same task must find its counts as the first one did.
      ...scratchpadCopy(config),
    },
  };
  try {
    return { end: { kind: "done" }, result: await sequence.invoke(input, apart), writes };
  } catch (error) {
    return { end: { kind: "threw", error }, result: undefined, writes };
  }
};

/** The state as a task sees it, read once: channels go on while work in the background still looks at them. */
export const stateOf = (config: RunConfig, channels: CompiledApp["channels"]): Record<string, unknown> => {
  const read = config.configurable?.[hidden.read] as ChannelReader | undefined; // every task has it
  const names = Object.keys(channels).filter(
    (name) => !name.startsWith(hidden.branchTo) && !name.startsWith(hidden.join),
  );
  const values = read?.(names);
  return isObject(values) ? { ...values } : {};
};

const scratchpadCopy = ({ configurable }: RunConfig): object => {
  const scratchpad = configurable?.[hidden.scratchpad];
  if (!isObject(scratchpad)) return {};
  return { [hidden.scratchpad]: { ...scratchpad, callCounter: 0, interruptCounter: -1, subgraphCounter: 0 } };
};

/** A task's configuration for work beside the run: no callbacks, streams or calls of the run around it, and a time limit. */
export const apartFrom = (config: RunConfig, limitMs: number): RunConfig => {
  const { callbacks: _callbacks, signal: _signal, writer: _writer, ...rest } = config;
  return {
    ...rest,
    callbacks: [],
    signal: AbortSignal.timeout(limitMs),
    writer: () => undefined,
    configurable: {
      ...config.configurable,
      [hidden.stream]: undefined,
      [hidden.call]: undefined,
    },
  };
};
