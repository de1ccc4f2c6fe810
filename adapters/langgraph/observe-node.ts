import { type ChannelWrite, type CompiledNode, copyOf, hidden, type Invocable, type RunConfig } from "./surface.ts";

/** How one attempt at a task ended. */
export type AttemptEnd = { readonly kind: "done" } | { readonly kind: "threw"; readonly error: unknown };

/** Told of each attempt at a node's task; what it returns is waited for, and what that throws fails the task. */
export type Watcher = (
  end: AttemptEnd,
  seen: {
    readonly input: unknown;
    readonly config: RunConfig;
    readonly writes: readonly ChannelWrite[];
    readonly startedAt: number;
  },
) => Promise<void> | null;

/**
 * A copy of a compiled node whose tasks are watched: what each is given, what it writes (state and who runs next alike),
 * what it throws. Nothing that the task does is changed. `now` gives milliseconds for durations.
 */
export const observeNode = (node: CompiledNode, now: () => number, watch: Watcher): CompiledNode => {
  const copy = copyOf(node);
  copy.getNode = () => {
    const sequence = node.getNode();
    // Only a sequence is made anew for each task; anything else is shared and must stay as it is.
    if (sequence === undefined || !Array.isArray(sequence.steps)) return sequence;
    const invoke = sequence.invoke.bind(sequence);
    sequence.invoke = (input, config) => watched(invoke, input, config, now, watch);
    return sequence;
  };
  return copy;
};

const watched = async (
  invoke: Invocable["invoke"],
  input: unknown,
  config: RunConfig,
  now: () => number,
  watch: Watcher,
): Promise<unknown> => {
  const startedAt = now();
  const writes: ChannelWrite[] = [];
  const send = config.configurable?.[hidden.send] as (writes: readonly ChannelWrite[]) => void; // every task has it; the probe has seen it
  const listening = {
    ...config.configurable,
    [hidden.send]: (some: readonly ChannelWrite[]): void => {
      writes.push(...some);
      send(some);
    },
  };
  const seen = { input, config, writes, startedAt };
  let result: unknown;
  try {
    result = await invoke(input, { ...config, configurable: listening });
  } catch (error) {
    const waiting = watch({ kind: "threw", error }, seen);
    if (waiting !== null) await waiting;
    throw error;
  }
  const waiting = watch({ kind: "done" }, seen);
  if (waiting !== null) await waiting;
  return result;
};
