import type { Choice, Decision } from "../../contracts/decision.ts";
import type { Observation } from "../../shim/decisions/observation.ts";
import { contextBytes } from "./context-bytes.ts";
import type { DecisionMap, DecisionPoint } from "./decision-points.ts";
import { comparable, isMessage, type MessageLike, messagesIn } from "./messages.ts";
import { type ChannelWrite, hidden, isObject, type RunConfig } from "./surface.ts";

/** How a task ended, with what it wrote. */
export interface TaskEnd {
  readonly input: unknown;
  readonly config: RunConfig;
  readonly writes: readonly ChannelWrite[];
  readonly durationMs: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What the run knows beyond the task. */
export interface TaskSetting {
  readonly map: DecisionMap;
  readonly point: DecisionPoint;
  readonly hasCheckpointer: boolean;
  /** Calls that callbacks saw in this task; null: this run has none. */
  readonly calls: { readonly count: number; readonly tokens: Decision["tokens"] } | null;
  /** Whether this node calls a model, as sampled runs showed; null: none did yet. */
  readonly usesModel: boolean | null;
}

/** The decision of a task that ended well. */
export const decisionOfTask = (end: TaskEnd, setting: TaskSetting): Observation => {
  const { map } = setting;
  const state: ChannelWrite[] = [];
  const targets = sortWrites(end.writes, map, state);
  const fresh = state.length === 0 ? nothing : freshMessages(end.input, state);
  const tokens = setting.calls?.tokens ?? usageOf(fresh);
  return observation(end, setting, {
    chosen: toChoice(targets, map, end, fresh),
    tokens,
    written: state.length === 0 ? null : comparableWrites(state, fresh),
    state,
  });
};

const nothing: readonly MessageLike[] = [];

/** The decision of a task that threw: a handoff to the graph around it aimed at this one, or a failure. Null: neither. */
export const decisionOfError = (error: unknown, end: TaskEnd, setting: TaskSetting): Observation | null => {
  if (!isObject(error)) return failure("Error", end, setting);
  const { command } = error;
  if (error.name === "ParentCommand" && isObject(command)) {
    if (command.graph !== end.config.configurable?.[hidden.namespace]) return null;
    const writes = [...updateOf(command.update), ...gotoOf(command.goto, setting.point.edges)];
    return decisionOfTask({ ...end, writes }, setting);
  }
  // An interrupt, or a graph that is drained: nothing was chosen yet.
  if (error.is_bubble_up === true || end.config.signal?.aborted === true) return null;
  return failure(String(error.code ?? error.name ?? "Error"), end, setting);
};

const failure = (code: string, end: TaskEnd, setting: TaskSetting): Observation =>
  observation(end, setting, {
    chosen: { kind: "failed", code: code === "" ? "Error" : code },
    tokens: setting.calls?.tokens ?? null,
    written: null,
    state: null,
  });

type Outcome = Pick<Observation, "chosen" | "tokens" | "written"> & { readonly state: readonly ChannelWrite[] | null };

/** Spelled out field by field: this runs at every decision, and spreading records costs more than what is in them. */
const observation = (
  { input, config, at, durationMs }: TaskEnd,
  setting: TaskSetting,
  { chosen, tokens, written, state }: Outcome,
): Observation => ({
  at,
  durationMs,
  from: setting.point.node,
  task: String(config.configurable?.[hidden.taskId]),
  checkpoint: setting.hasCheckpointer ? checkpointOf(config) : null,
  contextBytes: contextBytes(input),
  chosen,
  by: whoDecided(setting.point.node, config, tokens, setting),
  written,
  tokens,
  contents: { input, written: state },
});

/** The checkpoint of the graph that the task belongs to: its namespace is the task's without the last part. */
const checkpointOf = ({ configurable }: RunConfig): string | null => {
  const ids = configurable?.[hidden.checkpointMap];
  const own = String(configurable?.[hidden.namespace] ?? "");
  const parent = own.slice(0, Math.max(0, own.lastIndexOf("|")));
  const id = isObject(ids) ? ids[parent] : undefined;
  return typeof id === "string" && id !== "" ? id : null;
};

/**
 * Who runs next by these writes; what goes into the state is put into `state`. An edge and a condition may name the same
 * node, which then runs once; each Send is a task of its own.
 */
const sortWrites = (writes: readonly ChannelWrite[], { joins }: DecisionMap, state: ChannelWrite[]): string[] => {
  const targets: string[] = [];
  let sent: string[] | null = null;
  for (const write of writes) {
    const channel = write[0];
    let target: string | undefined;
    if (channel.startsWith(hidden.branchTo)) target = channel.slice(hidden.branchTo.length);
    else if (channel.startsWith(hidden.join)) target = joins.get(channel);
    else if (!channel.startsWith(hidden.internalNode)) state.push(write);
    else if (channel === hidden.tasks && isObject(write[1]) && typeof write[1].node === "string") {
      sent ??= [];
      sent.push(write[1].node);
    }
    if (target !== undefined && !targets.includes(target)) targets.push(target);
  }
  return sent === null ? targets : [...targets, ...sent];
};

const toChoice = (
  targets: readonly string[],
  { toolNodes }: DecisionMap,
  end: TaskEnd,
  fresh: readonly MessageLike[],
): Choice => {
  const first = targets[0];
  if (first === undefined) return { kind: "end" };
  if (targets.every((it) => toolNodes.has(it))) {
    const called = toolNames(end, fresh);
    const [tool = first, ...more] = called.length > 0 ? called : targets;
    return more.length === 0 ? { kind: "own-tool", tool } : { kind: "fan-out", targets: [tool, ...more] };
  }
  return targets.length === 1 ? { kind: "agent", target: first } : { kind: "fan-out", targets: [...targets] };
};

/** Tools that are called: as sent one by one, else by the newest message, which a node before this one may have written. */
const toolNames = ({ input, writes }: TaskEnd, fresh: readonly MessageLike[]): readonly string[] => {
  const sent = writes.flatMap(([channel, value]) => {
    const call =
      channel === hidden.tasks && isObject(value) && isObject(value.args) ? value.args.lg_tool_call : undefined;
    return isObject(call) && typeof call.name === "string" ? [call.name] : [];
  });
  if (sent.length > 0) return sent;
  const given = isObject(input) ? messagesIn(input.messages) : [];
  const calls = [...given, ...fresh].findLast(({ tool_calls }) => (tool_calls?.length ?? 0) > 0)?.tool_calls ?? [];
  return calls.map(({ name }) => name);
};

/** Messages that were written and not given. */
const freshMessages = (input: unknown, state: readonly ChannelWrite[]): readonly MessageLike[] => {
  const written = state.length === 1 ? messagesIn(state[0]?.[1]) : state.flatMap(([, value]) => messagesIn(value));
  if (written.length === 0) return written;
  const given = isObject(input) ? Object.values(input).flatMap(messagesIn) : nothing;
  if (given.length === 0) return written;
  // Mostly what was given is written back, and little that is new behind it: then a set costs more than it saves.
  const rest = written.slice(sharedCount(written, given));
  if (rest.length <= few) return rest.filter((it) => given.every((other) => keyOf(other) !== keyOf(it)));
  const keys = new Set(given.map(keyOf));
  return rest.filter((it) => !keys.has(keyOf(it)));
};

const few = 4;

/** How many messages both lists begin with alike. */
const sharedCount = (a: readonly MessageLike[], b: readonly MessageLike[]): number => {
  let at = 0;
  for (const one of a) {
    const other = b[at];
    if (other === undefined || keyOf(one) !== keyOf(other)) break;
    at += 1;
  }
  return at;
};

/** What makes two messages the same one. */
const keyOf = (message: MessageLike): unknown => message.id ?? message;

const usageOf = (messages: readonly MessageLike[]): Decision["tokens"] => {
  let [isUsed, input, output] = [false, 0, 0];
  for (const { usage_metadata: used } of messages) {
    if (used === undefined) continue;
    isUsed = true;
    input += used.input_tokens ?? 0;
    output += used.output_tokens ?? 0;
  }
  return isUsed ? { input, output } : null;
};

const whoDecided = (
  node: string,
  { configurable }: RunConfig,
  tokens: Decision["tokens"],
  { calls, usesModel }: TaskSetting,
): Decision["by"] => {
  if (tokens !== null || (calls?.count ?? 0) > 0) return "model";
  const scratchpad = configurable?.[hidden.scratchpad];
  if (isObject(scratchpad) && Array.isArray(scratchpad.resume) && scratchpad.resume.length > 0) return "human";
  if (node === hidden.start || calls !== null || usesModel === false) return "static";
  return "model";
};

const comparableWrites = (state: readonly ChannelWrite[], fresh: readonly MessageLike[]): Record<string, unknown> => {
  const written: Record<string, unknown> = {};
  for (const [channel, value] of state) {
    if (isMessage(value)) put(written, channel, comparable(value));
    else if (!Array.isArray(value) || !value.some(isMessage)) put(written, channel, value);
    else put(written, channel, comparableList(value, fresh));
  }
  return written;
};

/** Of a list, what is new. A turn writes few new messages, so the short list is searched and no set made of it. */
const comparableList = (list: readonly unknown[], fresh: readonly MessageLike[]): unknown[] => {
  const kept: unknown[] = [];
  for (const it of list) {
    if (!isMessage(it)) kept.push(it);
    else if (fresh.includes(it)) kept.push(comparable(it));
  }
  return kept;
};

/** A channel may be called anything, `__proto__` too. */
const put = (record: Record<string, unknown>, key: string, value: unknown): void => {
  if (key === "__proto__") Object.defineProperty(record, key, { value, enumerable: true, configurable: true });
  else record[key] = value;
};

const updateOf = (update: unknown): ChannelWrite[] =>
  Array.isArray(update) ? (update as ChannelWrite[]) : isObject(update) ? Object.entries(update) : []; // a Command's update is a record or pairs

const gotoOf = (goto: unknown, edges: readonly string[]): ChannelWrite[] =>
  [...(Array.isArray(goto) ? goto : goto === undefined ? [] : [goto]), ...edges]
    .filter((target) => target !== hidden.end)
    .map((target) => (typeof target === "string" ? [`${hidden.branchTo}${target}`, null] : [hidden.tasks, target]));
