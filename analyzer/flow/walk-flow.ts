import type { ts } from "ts-morph";
import type { FlowContext } from "./flow-context.ts";
import { isOtherwise } from "./is-otherwise.ts";
import { isPassedBy, isUse } from "./is-passed-by.ts";
import { type Frame, type Item, REJECTED, type Sink, type Walker } from "./item.ts";
import { step } from "./step.ts";

const MAX_STEPS = 6000;

/** Where the result of one call ends up. */
export interface Flow {
  readonly sinks: readonly Sink[];
  /** Steps taken; 6,000 is the budget, and reaching it is an escape. */
  readonly steps: number;
  /** What it came to, in order. */
  readonly visited: readonly Item[];
}

type About = Pick<Walker, "shape" | "callsTools" | "value">;

/**
 * Follows a value from where it appears to where it ends. A work list with a budget, no recursion. Where the budget ends
 * before the walk comes to content, one path after the other is followed to its end, up to the first that is.
 */
export const walkFlow = (context: FlowContext, starts: readonly Item[], about: About): Flow => {
  const flow = walk(context, starts, about, "nearest first");
  if (flow.steps < MAX_STEPS || about.value !== undefined || flow.sinks.some(isContent)) return flow;
  const content = walk(context, starts, about, "deepest first").sinks.find(isContent);
  return content ? { ...flow, sinks: [...flow.sinks, content] } : flow;
};

const isContent = ({ role }: Sink): boolean => role === "content";

const walk = (
  context: FlowContext,
  starts: readonly Item[],
  { shape, callsTools, value }: About,
  order: "nearest first" | "deepest first",
): Flow => {
  const sinks: Sink[] = [];
  const queue: Item[] = [...starts];
  const seen = new Map<ts.Node, Set<string>>();
  const ended = new Set<string>();
  const walker: Walker = {
    ...context,
    shape,
    callsTools,
    value,
    picks: (constant) => value === undefined || !isOtherwise(context.analysis, constant, queue),
    hasRoom: () => queue.length <= MAX_STEPS,
    push: (item) => {
      if (queue.length > MAX_STEPS) return; // would come after the last step
      if (isNeverUsed(context, item)) return;
      const key = keyOf(item);
      const keys = seen.get(item.node);
      if (keys?.has(key)) return;
      if (keys) keys.add(key);
      else seen.set(item.node, new Set([key]));
      queue.push(item);
    },
    sink: (wanted, what, item, dispatch) => {
      if (wanted === "route" && item.pending[0] === REJECTED) return; // it fails there
      const role = wanted === "content" && item.faint ? "neutral" : wanted;
      const shown = !item.named && (item.pending.length > 0 || item.carried) ? `${item.channel}|${item.label}` : "";
      const key = `${role}|${item.node.pos}|${item.node.getSourceFile().fileName}|${item.field}|${what}|${item.chosen?.pos ?? ""}|${item.tested ?? ""}|${shown}|${item.said ?? ""}`;
      if (ended.has(key)) return;
      ended.add(key);
      sinks.push({ role, what, item, dispatch });
    },
  };
  const next = order === "nearest first" ? (done: number) => queue[done] : () => queue.pop();
  let steps = 0;
  for (let item = next(0); item; item = next(steps)) {
    if (steps >= MAX_STEPS) {
      walker.sink("escape", "too many uses to follow", item);
      break;
    }
    step(walker, item);
    steps++;
    if (order === "deepest first" && sinks.some(isContent)) break;
  }
  return { sinks, steps, visited: queue };
};

/** Of the one value that the walk is about, at a place where that value never comes. */
const isNeverUsed = ({ analysis }: FlowContext, { node, said, pending }: Item): boolean =>
  said !== null && !pending.length && isUse(node) && isPassedBy(analysis, node, node.getText(), said);

/**
 * What tells two visits of one node apart: the rest of an item follows from these, or only explains. Which constant a
 * faint one was no longer matters, nor, once stored, what a choice was tested for.
 */
const keyOf = (item: Item): string => {
  const why = item.faint
    ? `faint${item.hops < 2 ? (item.firstChosen?.pos ?? "") : ""}`
    : `${item.chosen?.pos ?? ""}|${item.chosen && item.hops ? "" : (item.tested ?? "")}`;
  const flags = [
    item.label,
    item.implicit,
    item.carried,
    item.named,
    item.measured,
    item.listed,
    item.answered,
    item.last,
    item.reshaped,
    item.plain,
  ];
  let set = "";
  for (const flag of flags) set += flag ? "1" : "0"; // a text a visit: lists of numbers on the way cost more
  const kept = `${set}${item.outcome ?? ""}${item.rest ?? ""}`;
  return `${item.pending.join(".")}|${item.field ?? ""}|${kept}|${item.channel ?? ""}|${item.said ?? ""}|${frameKey(item.frame)}|${why}`;
};

const frameKey = (frame: Frame | undefined): string =>
  frame ? `${idOf(frame.fn)}:${frame.call ? idOf(frame.call) : ""}<${frameKey(frame.parent)}` : "";

const ids = new WeakMap<ts.Node, number>();
let last = 0;
const idOf = (node: ts.Node): number => {
  const known = ids.get(node);
  if (known !== undefined) return known;
  ids.set(node, ++last);
  return last;
};
