import { ts } from "ts-morph";
import type { StateSite } from "../../../contracts/audited-site.ts";
import type { Analysis } from "../../source/analysis.ts";
import { dressed, enclosingFunction } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";

type Lifetime = NonNullable<StateSite["lifetime"]>;

const MAX_DEPTH = 4;

/** How long what a node makes is kept: by where it is put, and by who calls the function that makes it. */
export const lifetimeOf = (analysis: Analysis, node: ts.Node): Lifetime => {
  const fn = enclosingFunction(node);
  if (!fn)
    return ts.isPropertyDeclaration(dressed(node).parent) && !isStatic(dressed(node).parent) ? "object" : "process";
  const kept = keptIn(analysis, node, fn) ?? madeOnce(analysis, node, fn);
  if (kept) return kept;
  return runsOnce(analysis, fn, 0) ? "process" : "call";
};

/** Where an assignment puts it: a module's variable, a field, or nowhere beyond the function. */
const keptIn = (analysis: Analysis, node: ts.Node, fn: FunctionNode): Lifetime | undefined => {
  let at = dressed(node);
  while (ts.isBinaryExpression(at.parent) && at.parent.right === at) {
    const { left, operatorToken } = at.parent;
    if (operatorToken.kind >= ts.SyntaxKind.FirstAssignment && operatorToken.kind <= ts.SyntaxKind.LastAssignment)
      return holderOf(analysis, left, fn);
    at = dressed(at.parent);
  }
  return ts.isPropertyDeclaration(at.parent) ? "object" : undefined;
};

/** Part of what `holder ??= …` makes: that is made once for each holder. */
const madeOnce = (analysis: Analysis, node: ts.Node, fn: FunctionNode): Lifetime | undefined => {
  for (let at = node; at.parent && at !== fn; at = at.parent) {
    const { parent } = at;
    if (
      ts.isBinaryExpression(parent) &&
      parent.right === at &&
      parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken
    )
      return holderOf(analysis, parent.left, fn);
  }
  return undefined;
};

const holderOf = (analysis: Analysis, left: ts.Expression, fn: FunctionNode): Lifetime | undefined => {
  if (ts.isPropertyAccessExpression(left)) {
    if (left.expression.kind === ts.SyntaxKind.ThisKeyword) return "object";
    return /^(globalThis|global|window)$/.test(left.expression.getText()) || ts.isAsExpression(left.expression)
      ? "process"
      : undefined;
  }
  const [declaration] = ts.isIdentifier(left) ? (analysis.references.symbolOf(left)?.declarations ?? []) : [];
  if (!declaration) return undefined;
  const outer = enclosingFunction(declaration);
  if (!outer) return "process";
  return outer === fn ? undefined : "object";
};

/** True when a function is only ever called while a module is loaded. */
const runsOnce = (analysis: Analysis, fn: FunctionNode, depth: number): boolean => {
  if (depth > MAX_DEPTH || ts.isMethodDeclaration(fn)) return false;
  const callers = analysis.values.callers(fn);
  return (
    callers.length > 0 &&
    callers.every((call) => {
      const outer = enclosingFunction(call);
      return outer ? outer !== fn && runsOnce(analysis, outer, depth + 1) : true;
    })
  );
};

const isStatic = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword) ?? false);
