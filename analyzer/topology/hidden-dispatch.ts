import { ts } from "ts-morph";
import type { Agent } from "../../contracts/audited-app.ts";
import type { GraphModel, GraphNode } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import { enclosingName, isFunctionNode, propertyName, returnedExpressions } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { type Choice, callsIn, choicesIn } from "./branches.ts";
import type { NodeKinds } from "./node-kinds.ts";
import { type Frame, stateChannelsOf } from "./state-channels-of.ts";

/** A unit of work that the code of a node runs without being a node itself. */
export interface HiddenWorker {
  readonly name: string;
  readonly place: ts.Node;
  /** Default: a function. */
  readonly kind?: Agent["kind"];
}

/** One node whose code picks among several units of work. */
export interface HiddenDispatch {
  /** The node with the branching. */
  readonly node: string;
  /** The node that writes what the branching reads; the same node where none does. */
  readonly decider: string;
  readonly workers: readonly HiddenWorker[];
}

/** How deep below a node's function a branching may stand. */
const MAX_DEPTH = 2;

/** Dispatch hidden inside nodes: `if`/`else`, `switch` or a table of functions about something the state says. */
export const hiddenDispatches = (analysis: Analysis, graph: GraphModel, kinds: NodeKinds): readonly HiddenDispatch[] =>
  [...graph.nodes.values()].flatMap((node) => {
    for (const frame of framesOf(node, kinds))
      for (const choice of choicesIn(analysis, frame.fn)) {
        const channels = stateChannelsOf(analysis, choice.by, frame);
        if (!channels.size) continue;
        const writer = writerOf(analysis, graph, node, channels);
        const workers = workersOf(choice, kinds, writer !== undefined);
        if (workers.length >= 2) return [{ node: node.name, decider: writer ?? node.name, workers }];
      }
    return [];
  });

/** The node's own functions, and those that they call, each once. */
const framesOf = (node: GraphNode, kinds: NodeKinds): readonly Frame[] => {
  let level: readonly Frame[] = node.functions.map((fn) => ({ fn, call: undefined, outer: undefined }));
  const frames = [...level];
  const seen = new Set(node.functions);
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const next: Frame[] = [];
    for (const outer of level)
      for (const call of callsIn(outer.fn.body ?? outer.fn, true))
        for (const fn of kinds.called(call))
          if (!seen.has(fn)) {
            seen.add(fn);
            next.push({ fn, call, outer });
          }
    frames.push(...next);
    level = next;
  }
  return frames;
};

/** The other node that gives one of these channels a value: one before this node where there are several. */
const writerOf = (
  analysis: Analysis,
  graph: GraphModel,
  node: GraphNode,
  channels: ReadonlySet<string>,
): string | undefined => {
  const writers = [...graph.nodes.values()].filter(
    (n) => n !== node && n.functions.some((fn) => writes(analysis, fn, channels)),
  );
  const before = writers.find((n) => graph.edges.some((e) => e.from === n.name && e.to === node.name));
  return (before ?? writers[0])?.name;
};

const writes = (analysis: Analysis, fn: FunctionNode, channels: ReadonlySet<string>): boolean =>
  returnedExpressions(fn).some((returned) =>
    [...channels].some((name) =>
      analysis.values
        .property(analysis.values.of(returned), name, returned)
        .some((v) => v.t !== "unknown" || v.node !== returned),
    ),
  );

/** Functions that run a model, one or more a branch; where another node decides, also what else gives each branch its result. */
const workersOf = (choice: Choice, kinds: NodeKinds, decidedElsewhere: boolean): readonly HiddenWorker[] => {
  const found = new Map<FunctionNode, HiddenWorker>();
  let branches = 0;
  for (const branch of choice.branches) {
    const before = found.size;
    const called = branch.calls.flatMap((call) => kinds.called(call).map((fn) => ({ call, fn })));
    const working = called.filter(({ fn }) => kinds.runsModel(fn));
    const giving = decidedElsewhere ? called.filter(({ call }) => givesResult(call, choice)) : [];
    for (const { call, fn } of working.length ? working : giving)
      if (!found.has(fn)) found.set(fn, { name: nameOf(fn, call), place: call });
    if (found.size > before) branches++;
  }
  return branches >= 2 || choice.branches.length === 1 ? [...found.values()] : [];
};

/** `return await work(…)`, or `result = await work(…)` where other branches give the same name a value: what the branch is for. */
const givesResult = (call: ts.CallExpression, choice: Choice): boolean => {
  const target = resultTarget(call);
  if (target === undefined) return false;
  if (target === RETURNED) return true;
  const giving = choice.branches.filter((b) => b.calls.some((other) => resultTarget(other) === target));
  return giving.length >= 2;
};

const RETURNED = "return";

/** What an awaited call's result is given to: a name as written, or the caller. */
const resultTarget = (call: ts.CallExpression): string | undefined => {
  const awaited = ts.isAwaitExpression(call.parent) ? call.parent : undefined;
  if (ts.isReturnStatement((awaited ?? call).parent)) return RETURNED;
  const given = awaited?.parent;
  return given && ts.isBinaryExpression(given) && given.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? given.left.getText()
    : undefined;
};

const nameOf = (fn: FunctionNode, call: ts.CallExpression): string => {
  const holder = fn.parent;
  const held = fn.name ?? (isHolder(holder) ? holder.name : undefined);
  const own = held ? propertyName(held as ts.PropertyName | ts.BindingName) : undefined;
  const owner = ts.isMethodDeclaration(fn) && ts.isClassLike(fn.parent) ? fn.parent.name?.text : undefined;
  return owner ?? own ?? (enclosingName(fn.body ?? fn) || call.expression.getText());
};

const isHolder = (node: ts.Node): node is ts.VariableDeclaration | ts.PropertyAssignment | ts.PropertyDeclaration =>
  !isFunctionNode(node) &&
  (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node));
