import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { kindsOfType } from "../../source/kinds-of-type.ts";
import type { FunctionNode } from "../../source/values/value.ts";
import type { Roles } from "../roles.ts";
import type { Site } from "../site.ts";
import { beginsWithPrompt } from "./begins-with-prompt.ts";
import { callsHandedOn } from "./calls-handed-on.ts";
import { isInside } from "./is-inside.ts";
import { lambdaRuns } from "./lambda-runs.ts";
import { makerOf, ownerOf } from "./owner-of.ts";
import { mentions, parametersOf } from "./parameter-names.ts";
import { returnsResult } from "./returns-result.ts";
import { runnableMethods } from "./runnable-methods.ts";
import { inputsOf } from "./wrapper-inputs.ts";

const MAX_ROUNDS = 4;
/** Kinds that run no model of the project's, whatever a method of the same name does elsewhere. */
const NO_WRAPPERS = ["tool", "tool-node", "retriever", "prompt", "parser", "graph"] as const;

/**
 * Calls of the project's own wrappers: shared functions that run a model with what their caller hands them and give its
 * result back, lambdas around a model, and methods named like a runnable's (`invoke`, `stream`) that end at a model.
 * Wrappers of wrappers, four deep.
 */
export const findWrappers = (analysis: Analysis, direct: readonly Site[], roles: Roles): Site[] => {
  const found = new Map<ts.Node, Site>();
  const known = new Set<ts.Node>(direct.map((s) => s.node));
  const addCall = (call: ts.CallExpression, next: Site[]) => {
    known.add(call);
    const wrapped = wrapperSite(call);
    found.set(call, wrapped);
    next.push(wrapped);
  };
  const add = (fn: FunctionNode, next: Site[]) => {
    for (const call of analysis.values.callers(fn))
      if (ts.isCallExpression(call) && !known.has(call) && !isInside(call, fn) && !runsOther(analysis, call))
        addCall(call, next);
  };
  let fresh: Site[] = direct.filter((s) => s.kind === "explicit");
  for (const fn of runnableMethods(analysis, known)) if (!roles.has(fn)) add(fn, fresh);
  for (let round = 0; round < MAX_ROUNDS && fresh.length; round++) {
    const next: Site[] = [];
    for (const call of lambdaRuns(analysis, known)) addCall(call, next);
    for (const site of fresh) {
      const fn = ownerOf(analysis, site.node);
      if (!fn || roles.has(fn) || !isWrapper(analysis, fn, site)) continue;
      if (isShared(analysis, fn)) add(fn, next);
      else for (const call of callsHandedOn(analysis, fn)) if (!known.has(call)) next.push(wrapperSite(call));
    }
    fresh = next;
  }
  return [...found.values()];
};

const wrapperSite = (node: ts.CallExpression): Site => ({
  node,
  kind: "explicit",
  runs: "wrapper",
  receiver: undefined,
  prebuilt: null,
});

/** `tool.invoke(…)` is no call of an own class's `invoke`, though both are declared by the same framework method. */
const runsOther = (analysis: Analysis, call: ts.CallExpression): boolean => {
  if (!ts.isPropertyAccessExpression(call.expression)) return false;
  const kinds = analysis.kinds.of(call.expression.expression);
  return !kinds.has("model") && !kinds.has("agent") && NO_WRAPPERS.some((kind) => kinds.has(kind));
};

/** Exported and called elsewhere, or a method: a helper that only its own file calls is a part of its caller. */
const isShared = (analysis: Analysis, fn: FunctionNode): boolean => {
  if (ts.isMethodDeclaration(fn))
    return (
      !ts.getModifiers(fn)?.some((m) => m.kind === ts.SyntaxKind.PrivateKeyword) && !ts.isPrivateIdentifier(fn.name)
    );
  const maker = makerOf(fn);
  if (maker) return isShared(analysis, maker);
  if (analysis.values.callers(fn).some((call) => call.getSourceFile() !== fn.getSourceFile())) return true;
  return ts.isPropertyAssignment(fn.parent) || /\b(module\.)?exports\b/.test(fn.getSourceFile().text);
};

const isWrapper = (analysis: Analysis, fn: FunctionNode, site: Site): boolean => {
  if (ts.isConstructorDeclaration(fn) || ts.isGetAccessorDeclaration(fn)) return false;
  const parameters = parametersOf(analysis, fn);
  const handed = site.receiver && mentions(analysis, site.receiver, parameters) ? site.receiver : undefined;
  if (handed && !isPlainModel(analysis, handed)) return false; // runs what it is handed: the caller made that
  const inputs = inputsOf(analysis, fn, site.node, parameters);
  if (!inputs.fromParameters || inputs.ownPrompt) return false;
  if (site.receiver && beginsWithPrompt(analysis, site.receiver)) return false;
  return returnsResult(analysis, fn, site.node);
};

/** By its type a model and nothing else: what it is asked comes from elsewhere, unlike what a chain or an agent is asked. */
const isPlainModel = ({ checker }: Analysis, node: ts.Expression): boolean => {
  const kinds = kindsOfType(checker, checker.getTypeAtLocation(node));
  return kinds.size === 1 && kinds.has("model");
};
