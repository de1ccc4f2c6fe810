/**
 * Every name of LangGraph 1.7 that this adapter uses and that LangGraph does not document. `probe.ts` tries them on a toy
 * before they are relied on. Nothing else in this project may spell them.
 */
export const hidden = {
  /** `configurable` key of a task: takes its writes, `[channel, value][]`. */
  send: "__pregel_send",
  /** `configurable` key of a task: its id. */
  taskId: "__pregel_task_id",
  /** `configurable` key of a task: holds the answers to its interrupts, and lasts for all its attempts. */
  scratchpad: "__pregel_scratchpad",
  /** `configurable` key of a task: checkpoint ids by namespace. */
  checkpointMap: "checkpoint_map",
  /** `configurable` key of a task: its namespace, `node:task` behind that of the graph around it. */
  namespace: "checkpoint_ns",
  /** `configurable` key of a task: reads channels; fresh: with what the task has written so far. */
  read: "__pregel_read",
  /** `configurable` keys that join a graph inside a task to the run around it: its saver, its stream, its calls. */
  saver: "__pregel_checkpointer",
  stream: "__pregel_stream",
  call: "__pregel_call",
  /** Nodes of prebuilt agents that ask the model: of `createReactAgent`, and of `createAgent`. */
  modelNodes: ["agent", "model_request"] as readonly string[],
  /** Channel of what is sent to a node directly. */
  tasks: "__pregel_tasks",
  /** Prefix of the channel that makes a node run; edges, conditions and `goto` all write it. */
  branchTo: "branch:to:",
  /** Prefix of the channels of joins, `join:<starts with +>:<end>`. */
  join: "join:",
  start: "__start__",
  end: "__end__",
  /** Prefix of nodes that LangGraph adds for its own ends. */
  internalNode: "__",
} as const;

/** One write of a task. */
export type ChannelWrite = readonly [channel: string, value: unknown];

/** What takes the writes of a task. */
export type Sender = (writes: readonly ChannelWrite[]) => void;

/** A sender that notes in `seen` what it sends on. Its name is LangGraph's own, since apps see it in streams: see `hidden.send`. */
export const senderBefore = (send: Sender, seen: ChannelWrite[]): Sender => {
  const __pregel_send: Sender = (writes) => {
    for (const write of writes) seen.push(write);
    send(writes);
  };
  return __pregel_send;
};

/** A run's configuration, as far as it is looked at here. */
export interface RunConfig {
  readonly configurable?: Readonly<Record<string, unknown>>;
  readonly callbacks?: unknown;
  readonly runId?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
  readonly [key: string]: unknown;
}

/** Anything that runs: a node's inside, a condition, a whole sequence. */
export interface Invocable {
  invoke(input: unknown, config: RunConfig): Promise<unknown>;
  getName?(): string;
}

/** A compiled node. `getNode` makes the sequence of a task: the node's inside and then its writers. */
export interface CompiledNode {
  readonly bound: Invocable & { readonly tools?: unknown };
  readonly channels: unknown;
  readonly triggers: readonly string[];
  readonly ends?: readonly string[];
  readonly subgraphs?: readonly unknown[];
  getNode(): TaskSequence | undefined;
}

/** What a task runs: `first` is the node's inside, the others write what it gives. Made anew for each task. */
export interface TaskSequence extends Invocable {
  readonly steps?: unknown;
  first?: Invocable;
}

/** The specification of a node in a builder. */
export interface NodeSpec {
  readonly runnable: Invocable;
  readonly ends?: readonly string[];
  readonly subgraphs?: readonly unknown[];
  readonly defer?: boolean;
  readonly isErrorHandler?: boolean;
}

/** A condition in a builder. */
export interface BranchSpec {
  readonly path: Invocable;
  readonly ends?: Readonly<Record<string, string>>;
}

/** What `StateGraph` holds. `edges` are pairs; `waitingEdges` are joins. */
export interface Builder {
  readonly nodes: Readonly<Record<string, NodeSpec>>;
  readonly edges: ReadonlySet<readonly [string, string]>;
  readonly waitingEdges?: ReadonlySet<readonly [readonly string[], string]>;
  readonly branches: Readonly<Record<string, Readonly<Record<string, BranchSpec>>>>;
  readonly channels?: Readonly<Record<string, unknown>>;
  compile(options?: object): CompiledApp;
}

/** A compiled graph. `_streamIterator` is where `invoke`, `batch`, `stream` and `streamEvents` all end. */
export interface CompiledApp {
  readonly name?: string;
  readonly nodes: Readonly<Record<string, CompiledNode>>;
  readonly channels: Readonly<Record<string, unknown>>;
  readonly triggerToNodes: Readonly<Record<string, readonly string[]>>;
  readonly builder?: Builder;
  readonly config?: RunConfig;
  readonly checkpointer?: unknown;
  readonly store?: unknown;
  _streamIterator(input: unknown, options?: RunConfig): AsyncGenerator<unknown>;
  invoke(input: unknown, options?: RunConfig): Promise<unknown>;
  stream(input: unknown, options?: RunConfig): Promise<unknown>;
  streamEvents(input: unknown, options: RunConfig, filter?: object): unknown;
  batch(inputs: unknown[], options?: RunConfig | RunConfig[], batch?: object): Promise<unknown>;
  getState(config: RunConfig, options?: object): Promise<unknown>;
  getStateHistory(config: RunConfig, options?: object): AsyncIterable<unknown>;
  bulkUpdateState(config: RunConfig, supersteps: unknown): Promise<unknown>;
}

/** The class of a compiled graph: takes another one's fields, as LangGraph's own `withConfig` does. */
export type AppClass = new (fields: object) => CompiledApp;

/** The app's class, from the app's own copy of LangGraph. */
export const classOf = (app: CompiledApp): AppClass => app.constructor as unknown as AppClass; // every object's constructor is `Function` to the compiler

/** A copy with the same prototype whose own fields may be replaced. */
export const copyOf = <T extends object>(original: T): T =>
  Object.assign(Object.create(Object.getPrototypeOf(original) as object), original);

/** What `original` is, field by field as it stands, with fields of its own over them: cheaper than a copy. Made for one run. */
export const derivedFrom = <T extends object>(original: T): T => Object.create(original) as T; // has all of T behind it

/** True for a compiled graph of `StateGraph`, `MessageGraph` or `entrypoint()`; false for `RemoteGraph` and agents. */
export const isCompiledApp = (value: unknown): value is CompiledApp =>
  isObject(value) &&
  value.lg_is_pregel === true &&
  isObject(value.nodes) &&
  isObject(value.channels) &&
  typeof value._streamIterator === "function";

/** True for a graph that runs elsewhere: it streams, but has no nodes here. */
export const isRemoteApp = (value: unknown): value is Pick<CompiledApp, "_streamIterator" | "config" | "name"> =>
  isObject(value) &&
  value.lg_is_pregel === true &&
  value.nodes === undefined &&
  typeof value._streamIterator === "function";

/** True for anything with fields. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
