import {
  type ChannelWrite,
  type CompiledNode,
  derivedFrom,
  hidden,
  type Invocable,
  type RunConfig,
  type Sender,
  senderBefore,
} from "./surface.ts";

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
  const copy = derivedFrom(node);
  copy.getNode = () => {
    const sequence = node.getNode();
    // Only a sequence is made anew for each task; anything else is shared and must stay as it is.
    if (sequence === undefined || !Array.isArray(sequence.steps)) return sequence;
    const { invoke } = sequence;
    const run: Invocable["invoke"] = (input, config) => invoke.call(sequence, input, config);
    sequence.invoke = (input, config) => watched(run, input, config, now, watch);
    return sequence;
  };
  return copy;
};

/**
 * Written with `then` and not as an async function: that would cost each task two more turns of the event loop. LangGraph
 * makes the configuration anew for each attempt, so the listener is put into it and taken out again: two copies less.
 */
const watched = (
  invoke: Invocable["invoke"],
  input: unknown,
  config: RunConfig,
  now: () => number,
  watch: Watcher,
): Promise<unknown> => {
  const startedAt = now();
  const writes: ChannelWrite[] = [];
  const own = config.configurable as Record<string, unknown>; // every task has one; the probe has seen it
  const send = own[hidden.send] as Sender;
  own[hidden.send] = senderBefore(send, writes);
  const ended = (end: AttemptEnd): Promise<void> | null => {
    own[hidden.send] = send;
    return watch(end, { input, config, writes, startedAt });
  };
  return invoke(input, config).then(
    (result) => {
      const waiting = ended(done);
      return waiting === null ? result : waiting.then(() => result);
    },
    (error: unknown) => {
      const waiting = ended({ kind: "threw", error });
      if (waiting === null) throw error;
      return waiting.then(() => {
        throw error;
      });
    },
  );
};

const done: AttemptEnd = { kind: "done" };
