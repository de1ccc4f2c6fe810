import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare } from "../source/syntax.ts";
import { objectEntries } from "../source/values/value-items.ts";
import { tidied } from "./tidied.ts";

/**
 * What a condition comes to where the expression written `use` is this text: true, false, or null where the code does not
 * show it. Comparisons with constants, members of constant lists and tables, parts of the text, and joins of these.
 */
export const holds = (analysis: Analysis, condition: ts.Expression, use: string, value: string): boolean | null => {
  const at = bare(condition);
  const own = textOf(at, use, value);
  if (own !== undefined) return own !== "";
  if (ts.isPrefixUnaryExpression(at) && at.operator === ts.SyntaxKind.ExclamationToken)
    return not(holds(analysis, at.operand, use, value));
  if (ts.isBinaryExpression(at)) return joined(analysis, at, use, value);
  return ts.isCallExpression(at) ? asked(analysis, at, use, value) : null;
};

const not = (outcome: boolean | null): boolean | null => (outcome === null ? null : !outcome);

const joined = (analysis: Analysis, at: ts.BinaryExpression, use: string, value: string): boolean | null => {
  const { AmpersandAmpersandToken, BarBarToken, InKeyword } = ts.SyntaxKind;
  const kind = at.operatorToken.kind;
  if (kind === AmpersandAmpersandToken || kind === BarBarToken) {
    const decisive = kind === BarBarToken;
    const sides = [holds(analysis, at.left, use, value), holds(analysis, at.right, use, value)];
    if (sides.includes(decisive)) return decisive;
    return sides.includes(null) ? null : !decisive;
  }
  const [left, right] = [textOf(at.left, use, value), textOf(at.right, use, value)];
  if (kind === InKeyword) return left === undefined ? null : isKey(analysis, at.right, left);
  const equal = EQUALITY.get(kind);
  const own = left ?? right;
  if (equal === undefined || own === undefined) return null;
  const text = oneText(analysis, left === undefined ? at.left : at.right);
  return text === undefined ? null : (text === own) === equal;
};

const EQUALITY: ReadonlyMap<ts.SyntaxKind, boolean> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, true],
  [ts.SyntaxKind.EqualsEqualsToken, true],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, false],
  [ts.SyntaxKind.ExclamationEqualsToken, false],
]);

/** `list.includes(v)`, `set.has(v)`, `v.includes("a")`. */
const asked = (analysis: Analysis, call: ts.CallExpression, use: string, value: string): boolean | null => {
  const [first] = call.arguments;
  if (!ts.isPropertyAccessExpression(call.expression) || !first || ts.isSpreadElement(first)) return null;
  const { expression: receiver, name } = call.expression;
  const argument = textOf(first, use, value);
  if (argument !== undefined && name.text === "test") return matches(receiver, argument);
  if (argument !== undefined && /^(includes|has)$/.test(name.text))
    return listOf(analysis, receiver)?.includes(argument) ?? null;
  const own = textOf(receiver, use, value);
  const part = own === undefined ? undefined : oneText(analysis, first);
  if (own === undefined || part === undefined) return null;
  if (name.text === "includes") return own.includes(part);
  if (name.text === "startsWith") return own.startsWith(part);
  return name.text === "endsWith" ? own.endsWith(part) : null;
};

/** A pattern without repetition, which takes no time to try. */
const matches = (pattern: ts.Expression, text: string): boolean | null => {
  const at = bare(pattern);
  const [, source, flags] = (ts.isRegularExpressionLiteral(at) && /^\/(.*)\/([a-z]*)$/.exec(at.text)) || [];
  if (source === undefined || /[*+{]|\?(?!:)/.test(source)) return null;
  try {
    return new RegExp(source, flags).test(text);
  } catch {
    return null; // the code itself does not run
  }
};

/** What an expression is that only tidies up the use: `String(v).trim()`. */
const textOf = (node: ts.Expression, use: string, value: string): string | undefined => {
  const at = bare(node);
  if (at.getText() === use) return value;
  if (!ts.isCallExpression(at)) return undefined;
  const [first] = at.arguments;
  if (first && at.expression.getText() === "String") return textOf(first, use, value);
  if (first || !ts.isPropertyAccessExpression(at.expression)) return undefined;
  const inner = textOf(at.expression.expression, use, value);
  return inner === undefined ? undefined : (tidied(inner, at.expression.name.text) ?? undefined);
};

/** Members of a constant list, or of a set of one; null where they are not all known. */
const listOf = (analysis: Analysis, node: ts.Expression): readonly string[] | null => {
  const values = analysis.values.of(node);
  const [list, other] = values;
  if (!list || other) return null;
  if (list.t === "made" && ts.isNewExpression(list.node) && list.node.expression.getText() === "Set") {
    const [from] = list.node.arguments ?? [];
    return from ? listOf(analysis, from) : null;
  }
  if (list.t !== "array") return null;
  const texts = list.items.map(([item, more]) => (item?.t === "text" && !more ? item.text : undefined));
  return texts.includes(undefined) ? null : texts.filter((text) => text !== undefined);
};

const isKey = (analysis: Analysis, table: ts.Expression, value: string): boolean | null => {
  const [object, other] = analysis.values.of(table);
  return object?.t === "object" && !other
    ? objectEntries(analysis.values, object).some(([key]) => key === value)
    : null;
};

const oneText = (analysis: Analysis, node: ts.Expression): string | undefined => {
  const { texts, complete } = analysis.values.texts(node);
  return complete && texts.length === 1 ? texts[0] : undefined;
};
