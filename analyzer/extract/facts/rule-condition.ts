import { ts } from "ts-morph";
import type { RuleCondition, RuleTest } from "../../../contracts/rule-test.ts";
import { bare, isFunctionNode, walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";
import { testedText } from "./tested-text.ts";

/**
 * The condition of a branch in a node's function as tests of the state that the node is given; null where that is not
 * proven: the branch may not be reached first (a model, an unreadable branch or anything else that waits or returns comes
 * before it), goes on afterwards, or looks at more than the state. `isRule`: an earlier branch is a rule with a target too.
 */
export const ruleCondition = (
  fn: FunctionNode,
  branch: ts.IfStatement,
  node: string,
  isRule: (earlier: ts.IfStatement) => boolean,
): RuleCondition | null => {
  if (!fn.body || !ts.isBlock(fn.body)) return null;
  const { statements } = fn.body;
  const at = statements.indexOf(branch);
  if (at < 0 || !returns(branch.thenStatement)) return null;
  const passed = statements.slice(0, at).every((it) => !mayDecide(it) || (isReadable(fn, it) && isRule(it)));
  const anyOf = passed ? alternatives(fn, branch.expression) : null;
  return anyOf && { node, anyOf };
};

/** It ends the turn, and nothing is waited for on the way. */
const returns = (then: ts.Statement): boolean => {
  const last = ts.isBlock(then) ? then.statements.at(-1) : then;
  return last !== undefined && ts.isReturnStatement(last) && !waits(then);
};

/** Of two readable branches that both hold with different targets the registry believes neither, so their order is no matter. */
const isReadable = (fn: FunctionNode, statement: ts.Statement): statement is ts.IfStatement =>
  ts.isIfStatement(statement) &&
  !statement.elseStatement &&
  !waits(statement) &&
  alternatives(fn, statement.expression) !== null;

const mayDecide = (statement: ts.Statement): boolean => {
  let found = waits(statement);
  walk(statement, (node) => {
    if (isFunctionNode(node)) return false;
    found ||= ts.isReturnStatement(node) || ts.isThrowStatement(node);
    return !found;
  });
  return found;
};

const waits = (statement: ts.Statement): boolean => {
  let found = false;
  walk(statement, (node) => {
    found ||=
      ts.isAwaitExpression(node) || ts.isYieldExpression(node) || (ts.isForOfStatement(node) && !!node.awaitModifier);
    return !found && !isFunctionNode(node);
  });
  return found;
};

/** Lists of tests of which one must hold as a whole; null: not all of it can be read. */
const alternatives = (fn: FunctionNode, condition: ts.Expression): RuleTest[][] | null => {
  const expression = bare(condition);
  if (ts.isBinaryExpression(expression)) {
    const sides = [expression.left, expression.right] as const;
    const kind = expression.operatorToken.kind;
    if (kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.AmpersandAmpersandToken) {
      const [left, right] = sides.map((side) => alternatives(fn, side));
      if (!left || !right) return null;
      if (kind === ts.SyntaxKind.BarBarToken) return [...left, ...right];
      return left.flatMap((one) => right.map((other) => [...one, ...other]));
    }
  }
  const test = testOf(fn, expression);
  return test && [[test]];
};

const PLACES: Readonly<Record<string, "anywhere" | "start" | "end">> = {
  includes: "anywhere",
  startsWith: "start",
  endsWith: "end",
};

const testOf = (fn: FunctionNode, expression: ts.Expression): RuleTest | null => {
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken) {
    const read = testedText(fn, expression.left);
    const value = bare(expression.right);
    if (!read || read.lowered || !ts.isStringLiteralLike(value)) return null;
    return { kind: "equals", channel: read.channel, value: value.text };
  }
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return null;
  const [first, more] = expression.arguments;
  if (!first || more) return null;
  const { name } = expression.expression;
  const receiver = bare(expression.expression.expression);
  const where = PLACES[name.text];
  if (where && ts.isStringLiteralLike(bare(first))) {
    const read = testedText(fn, receiver);
    const { text } = bare(first) as ts.StringLiteralLike; // looked at just now
    return read && text !== "" ? { kind: "has-text", channel: read.channel, text, where, lowered: read.lowered } : null;
  }
  if (name.text !== "test" || !ts.isRegularExpressionLiteral(receiver)) return null;
  const [, pattern, flags = ""] = /^\/(.*)\/([a-z]*)$/s.exec(receiver.text) ?? [];
  const read = testedText(fn, first);
  // Other flags keep a place between calls, or read the pattern otherwise.
  if (!read || !pattern || !/^i?$/.test(flags)) return null;
  return { kind: "matches", channel: read.channel, pattern, ignoresCase: flags === "i", lowered: read.lowered };
};
