import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, isFunctionNode, walk } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";

/** One of several ways through a function, with the calls made on it. */
export interface Branch {
  readonly calls: readonly ts.CallExpression[];
}

/** Code that takes one of several ways by what an expression is. */
export interface Choice {
  /** What the way is picked by. */
  readonly by: ts.Expression;
  readonly branches: readonly Branch[];
}

/** Every `switch`, chain of `if`s about one expression, and call through a table of functions in a body. */
export const choicesIn = (analysis: Analysis, fn: FunctionNode): readonly Choice[] => {
  const found: Choice[] = [];
  if (fn.body)
    walk(fn.body, (node) => {
      if (ts.isSwitchStatement(node))
        found.push({ by: node.expression, branches: node.caseBlock.clauses.map((c) => ({ calls: callsIn(c) })) });
      else if (ts.isBlock(node)) found.push(...ladders(node.statements));
      else if (ts.isCallExpression(node)) found.push(...tableCall(analysis, node));
      return true;
    });
  return found;
};

/** `if (x === "a") …; else if (x === "b") …`, or such `if`s one after the other: those that compare the same expression. */
const ladders = (statements: readonly ts.Statement[]): readonly Choice[] => {
  const byText = new Map<string, { by: ts.Expression; branches: Branch[] }>();
  for (const statement of statements)
    for (let at: ts.Statement | undefined = statement; at && ts.isIfStatement(at); at = at.elseStatement) {
      const by = compared(at.expression);
      if (!by) break;
      const choice = byText.get(by.getText()) ?? { by, branches: [] };
      choice.branches.push({ calls: callsIn(at.thenStatement) });
      if (at.elseStatement && !ts.isIfStatement(at.elseStatement))
        choice.branches.push({ calls: callsIn(at.elseStatement) });
      byText.set(by.getText(), choice);
    }
  return [...byText.values()].filter((c) => c.branches.length >= 2);
};

/** The side of a comparison with a constant that is not the constant. */
const compared = (condition: ts.Expression): ts.Expression | undefined => {
  const at = bare(condition);
  if (!ts.isBinaryExpression(at) || !/^={2,3}$/.test(at.operatorToken.getText())) return undefined;
  if (ts.isStringLiteralLike(at.right)) return at.left;
  return ts.isStringLiteralLike(at.left) ? at.right : undefined;
};

/** `table[key](…)`, `table.get(key)(…)`, `list.find((x) => x.name === key).run(…)`, also by way of a name. */
const tableCall = (analysis: Analysis, call: ts.CallExpression): readonly Choice[] => {
  const callee = bare(call.expression);
  const held = ts.isPropertyAccessExpression(callee) && picks(bare(callee.expression)) ? callee.expression : callee;
  const by = picks(bare(held)) ?? pickedBefore(analysis, held);
  if (!by || analysis.values.functions(callee).length < 2) return [];
  return [{ by, branches: [{ calls: [call] }] }];
};

/** The expression that one entry of a table is picked by. */
const picks = (node: ts.Expression): ts.Expression | undefined => {
  if (ts.isElementAccessExpression(node)) return node.argumentExpression;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  return /^(get|find)$/.test(node.expression.name.text) ? node.arguments[0] : undefined;
};

/** `const run = table[key]; run(…)`. */
const pickedBefore = (analysis: Analysis, node: ts.Expression): ts.Expression | undefined => {
  const at = bare(node);
  const name = ts.isIdentifier(at)
    ? at
    : ts.isPropertyAccessExpression(at) && ts.isIdentifier(at.expression)
      ? at.expression
      : undefined;
  for (const declaration of (name && analysis.references.symbolOf(name)?.declarations) ?? [])
    if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
      const by = picks(bare(declaration.initializer));
      if (by) return by;
    }
  return undefined;
};

/** Calls under a node; those in callbacks only when asked for. */
export const callsIn = (root: ts.Node, inCallbacks = false): ts.CallExpression[] => {
  const calls: ts.CallExpression[] = [];
  walk(root, (node) => {
    if (ts.isCallExpression(node)) calls.push(node);
    return inCallbacks || !isFunctionNode(node);
  });
  return calls;
};
