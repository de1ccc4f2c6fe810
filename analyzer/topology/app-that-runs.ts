import { ts } from "ts-morph";
import type { AppParts } from "../extract/extract-app-parts.ts";
import { rolesAround } from "../flow/graphs-around.ts";
import type { Analysis } from "../source/analysis.ts";
import { isFunctionNode } from "../source/syntax.ts";
import type { BuiltApp } from "./build-apps.ts";

/**
 * The app that an agent works for, or the code of a tool: the one whose agent has that tool, or whose node or tool runs
 * what the node makes. Undefined where there is none.
 */
export const appThatRuns = (
  analysis: Analysis,
  parts: AppParts,
  built: readonly BuiltApp[],
  node: ts.Node,
): BuiltApp | undefined => {
  const own = ownerOfTool(built, node);
  if (own || !ts.isCallExpression(node)) return own;
  for (const use of runsOf(analysis, node)) {
    const [role] = rolesAround({ analysis, roles: parts.roles }, use).flatMap((it) => (it.t === "tool" ? [] : [it]));
    const owner = role ? built.find((it) => it.source === role.graph) : ownerOfTool(built, use);
    if (owner) return owner;
  }
  return undefined;
};

/** The app of an agent that has the tool in whose body a node stands. */
const ownerOfTool = (built: readonly BuiltApp[], node: ts.Node): BuiltApp | undefined => {
  for (let fn = ts.findAncestor(node, isFunctionNode); fn; fn = ts.findAncestor(fn.parent, isFunctionNode)) {
    const body = fn;
    const owner = built.find(
      ({ source }) => "tools" in source && source.tools.some((tool) => tool.functions.includes(body)),
    );
    if (owner) return owner;
  }
  return undefined;
};

/** Where what a call makes is run by the name that keeps it. */
const runsOf = (analysis: Analysis, made: ts.CallExpression): readonly ts.Identifier[] => {
  const holder = ts.isAwaitExpression(made.parent) ? made.parent.parent : made.parent;
  const symbol = ts.isVariableDeclaration(holder) ? analysis.references.symbolOf(holder.name) : undefined;
  return symbol ? analysis.references.usesWhere(symbol, isRun) : [];
};

const isRun = ({ parent }: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(parent) &&
  /^(invoke|stream|streamEvents|batch)$/.test(parent.name.text) &&
  ts.isCallExpression(parent.parent);
