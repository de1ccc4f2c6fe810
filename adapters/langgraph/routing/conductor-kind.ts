import type { Abstention } from "../../../contracts/decision.ts";
import type { ConductorHabits } from "../../../shim/routing/conductor-habits.ts";
import type { ConductorPoint } from "../../../shim/routing/conductor-points.ts";
import { around } from "../around.ts";
import {
  type CompiledApp,
  type CompiledNode,
  classOf,
  copyOf,
  hidden,
  type Invocable,
  isCompiledApp,
} from "../surface.ts";
import { CommandLike } from "./command-like.ts";
import { answerMessage, callMessage } from "./dispatch-messages.ts";
import { lastHumanText } from "./to-lookup.ts";
import { type TransferTool, transferTools } from "./transfer-tools.ts";

/** How a conductor says what is next, so that something else can say it in its place. */
export type ConductorKind =
  | { readonly kind: "command" | "condition" }
  | { readonly kind: "transfer-tools"; readonly tools: ReadonlyMap<string, TransferTool>; readonly modelNode: string }
  /** Tool to the argument that is the user's last message; null: no argument. */
  | { readonly kind: "agent-tools"; readonly arguments: ReadonlyMap<string, string | null> };

/** What stands in for the inside of a conductor's node for one task, or why nothing can. */
export type StandIn =
  | { readonly kind: "ready"; readonly first: Invocable }
  | { readonly kind: "unable"; readonly reason: Abstention["reason"] };

/** A choice to be made in a conductor's place; `answer`: what the run ends with, where it is to end. */
export interface Way {
  readonly from: string;
  readonly target: string;
  readonly answer: string | null;
}

/** Null: a node that works in several ways at once, or in none that is known here. */
export const conductorKind = (
  app: CompiledApp,
  { node, targets }: ConductorPoint,
  tools: Readonly<Record<string, string>>,
): ConductorKind | null => {
  const bound: unknown = app.nodes[node]?.bound;
  const hasEnds = (app.builder?.nodes[node]?.ends ?? []).length > 0;
  const hasCondition = Object.keys(app.builder?.branches[node] ?? {}).length > 0;
  if (hasEnds === hasCondition) return null;
  if (!isCompiledApp(bound)) return { kind: hasEnds ? "command" : "condition" };
  const modelNode = hidden.modelNodes.find((name) => bound.nodes[name] !== undefined);
  const known = transferTools(bound, targets, tools);
  if (!hasEnds || modelNode === undefined || known.size === 0) return null;
  return { kind: "transfer-tools", tools: known, modelNode };
};

/** What the node's inside is replaced by, so that the conductor goes that way. `input` is the task's. */
export const standIn = (
  kind: ConductorKind,
  node: CompiledNode,
  way: Way,
  { input, habits }: { readonly input: unknown; readonly habits: ConductorHabits },
): StandIn => {
  if (kind.kind === "transfer-tools") return transferStandIn(kind, node, way);
  if (kind.kind === "agent-tools") return toolStandIn(kind, node, way, input);
  const update = habits.updateFor(way.from, way.target);
  if (update === null) return { kind: "unable", reason: "update-unknown" };
  if (kind.kind === "command") return ready(node, () => new CommandLike(way.target, update));
  // Nothing written: the condition decides by itself, perhaps with a model of its own, and nothing would be saved.
  if (Object.keys(update).length === 0) return { kind: "unable", reason: "update-unknown" };
  return ready(node, () => update);
};

const ready = (node: CompiledNode, answer: () => unknown): StandIn => ({
  kind: "ready",
  first: around(node.bound, () => Promise.resolve(answer())),
});

const toolStandIn = (
  { arguments: mappings }: Extract<ConductorKind, { kind: "agent-tools" }>,
  node: CompiledNode,
  { target, answer }: Way,
  input: unknown,
): StandIn => {
  const mapping = mappings.get(target);
  if (mapping === undefined || answer !== null) return { kind: "unable", reason: "arguments-needed" };
  const text = mapping === null ? undefined : lastHumanText(input as Readonly<Record<string, unknown>>); // a state is a record
  if (mapping !== null && text === undefined) return { kind: "unable", reason: "arguments-needed" };
  const args = mapping === null ? {} : { [mapping]: text };
  return ready(node, () => ({ messages: [callMessage(target, args, undefined)] }));
};

/** The supervisor's own graph with another answer in place of its model's; its tools, hooks and settings are the real ones. */
const transferStandIn = (
  { tools, modelNode }: Extract<ConductorKind, { kind: "transfer-tools" }>,
  node: CompiledNode,
  { target, answer }: Way,
): StandIn => {
  const tool = tools.get(target);
  const inner: unknown = node.bound;
  const model = isCompiledApp(inner) ? inner.nodes[modelNode] : undefined;
  if (!isCompiledApp(inner) || model === undefined) return { kind: "unable", reason: "update-unknown" };
  if (answer === null && tool === undefined) return { kind: "unable", reason: "update-unknown" };
  if (answer === null && tool?.needsArguments !== false) return { kind: "unable", reason: "arguments-needed" };
  const message = () =>
    answer === null ? callMessage(tool?.name ?? "", {}, inner.name) : answerMessage(answer, inner.name);
  const answering = answeringNode(model, () => ({ messages: [message()] }));
  const fields = { ...inner, nodes: { ...inner.nodes, [modelNode]: answering }, autoValidate: false };
  return { kind: "ready", first: new (classOf(inner))(fields) as Invocable }; // a compiled graph runs like any node's inside
};

/** A copy of a node whose inside answers at once. */
const answeringNode = (node: CompiledNode, answer: () => unknown): CompiledNode => {
  const copy = copyOf(node);
  copy.getNode = () => {
    const sequence = node.getNode();
    if (sequence !== undefined && Array.isArray(sequence.steps))
      sequence.first = around(node.bound, () => Promise.resolve(answer()));
    return sequence;
  };
  return copy;
};
