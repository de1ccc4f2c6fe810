import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";

/** Methods that run a model, of runnables and of vendors' clients. */
const METHODS = [
  "invoke",
  "stream",
  "streamEvents",
  "streamLog",
  "batch",
  "transform",
  "call",
  "predict",
  "generate",
  "create",
  "parse",
  "generateContent",
  "sendMessage",
  "complete",
  "chat",
];

const memo = new WeakMap<Analysis, ReadonlySet<string>>();

/** Names of variables and fields that hold such a method as a value (`const go = model.invoke.bind(model)`): few, so that the rest need not be asked. */
export const heldMethodNames = (analysis: Analysis): ReadonlySet<string> => {
  const known = memo.get(analysis);
  if (known) return known;
  const names = new Set<string>();
  for (const method of METHODS)
    for (const id of analysis.references.named(method)) {
      const access = id.parent;
      if (!ts.isPropertyAccessExpression(access) || access.name !== id) continue;
      const name = isCalled(access) ? undefined : holderOf(access);
      if (name) names.add(name);
    }
  memo.set(analysis, names);
  return names;
};

const isCalled = (access: ts.Node): boolean =>
  ts.isCallExpression(access.parent) && access.parent.expression === access;

/** Climbs through `.bind(…)`, casts and alternatives to the name on the left. */
const holderOf = (node: ts.Node): string | undefined => {
  for (let at = node; at.parent; at = at.parent) {
    const parent = at.parent;
    if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent))
      return ts.isIdentifier(parent.name) || ts.isPrivateIdentifier(parent.name) ? parent.name.text : undefined;
    if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      return ts.isPropertyAccessExpression(parent.left)
        ? parent.left.name.text
        : ts.isIdentifier(parent.left)
          ? parent.left.text
          : undefined;
    if (ts.isBlock(parent) || ts.isStatement(parent) || ts.isFunctionLike(parent)) return undefined;
  }
  return undefined;
};
