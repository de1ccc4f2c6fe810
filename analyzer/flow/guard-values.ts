import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, isFunctionNode } from "../source/syntax.ts";
import { objectEntries } from "../source/values/value-items.ts";
import type { Item, Sink } from "./item.ts";

/** A value of the model's answer, and the constant that the code chooses for it. */
export interface GuardValue {
  readonly value: string;
  readonly chosen: string;
}

/** The accesses by which a value was looked up in tables on its way, the last first. */
export const tablesOn = ({ trail }: Item): readonly ts.ElementAccessExpression[] => {
  const found: ts.ElementAccessExpression[] = [];
  for (let at: Item["trail"] | undefined = trail; at; at = at.parent)
    if (ts.isElementAccessExpression(at.node)) found.push(at.node);
  return found;
};

/** What a table of constants turns each of its keys into. */
export const tableValues = (analysis: Analysis, access: ts.ElementAccessExpression): readonly GuardValue[] =>
  analysis.values.of(access.expression).flatMap((table) =>
    table.t === "object"
      ? objectEntries(analysis.values, table).flatMap(([value, entry]) => {
          const [text, other] = entry;
          return text?.t === "text" && !other && value !== "" ? [{ value, chosen: text.text }] : [];
        })
      : [],
  );

/**
 * The values for which the code chooses the constant that a route rests on: an element that `find` looks for in the text, a
 * compared text around the constant. Empty where more than one choice lies between, or the test is another.
 */
export const guardValues = (analysis: Analysis, { item }: Sink): readonly GuardValue[] => {
  const { chosen, firstChosen } = item;
  if (!chosen || (firstChosen && firstChosen !== chosen) || tablesOn(item).length > 0) return [];
  const { texts, complete } = analysis.values.texts(chosen);
  if (!complete || texts.length === 0) return [];
  if (ts.isCallExpression(chosen)) return apart(texts).map((text) => ({ value: text, chosen: text }));
  const [text, other] = texts;
  if (text === undefined || other !== undefined) return [];
  return apart(testedAround(analysis, chosen)).map((value) => ({ value, chosen: text }));
};

/** Texts that hold no other of them: asked whether it includes them, such a text is taken for one only. */
const apart = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => text !== "" && texts.every((other) => other === text || !text.includes(other)));

/** Texts that one of, when it is the answer, leads to this constant. */
const testedAround = (analysis: Analysis, constant: ts.Expression): readonly string[] => {
  for (let at: ts.Node = constant; at.parent && !isFunctionNode(at); at = at.parent) {
    const { parent } = at;
    if (ts.isConditionalExpression(parent) && at === parent.whenTrue) return testsIn(analysis, parent.condition);
    if (ts.isConditionalExpression(parent) && at === parent.whenFalse) return [];
    if (ts.isIfStatement(parent) && at === parent.thenStatement) return testsIn(analysis, parent.expression);
    if (ts.isIfStatement(parent) && at === parent.elseStatement && !ts.isIfStatement(at)) return [];
    if (ts.isCaseClause(parent)) return casesInto(analysis, parent);
    if (ts.isDefaultClause(parent)) return casesInto(analysis, parent);
    if (ts.isArrayLiteralExpression(parent)) return []; // several at once
  }
  return [];
};

/** The clause's own text, and those of the empty ones that fall into it. */
const casesInto = (analysis: Analysis, clause: ts.CaseOrDefaultClause): readonly string[] => {
  const { clauses } = clause.parent;
  const found = ts.isCaseClause(clause) ? [...constantIn(analysis, clause.expression)] : [];
  for (let i = clauses.indexOf(clause) - 1; i >= 0; i--) {
    const before = clauses[i];
    if (!before || before.statements.length > 0 || !ts.isCaseClause(before)) break;
    found.push(...constantIn(analysis, before.expression));
  }
  return found;
};

/** Texts that make a condition true by themselves: compared with, or asked for with `includes` and its like. */
const testsIn = (analysis: Analysis, condition: ts.Expression): readonly string[] => {
  const at = bare(condition);
  if (ts.isBinaryExpression(at)) {
    const kind = at.operatorToken.kind;
    if (kind === ts.SyntaxKind.BarBarToken) return [...testsIn(analysis, at.left), ...testsIn(analysis, at.right)];
    if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.EqualsEqualsToken) return [];
    return [...constantIn(analysis, at.left), ...constantIn(analysis, at.right)];
  }
  const [first] = ts.isCallExpression(at) ? at.arguments : [];
  const asks =
    ts.isCallExpression(at) &&
    ts.isPropertyAccessExpression(at.expression) &&
    /^(includes|startsWith|endsWith)$/.test(at.expression.name.text);
  return asks && first ? constantIn(analysis, first) : [];
};

const constantIn = (analysis: Analysis, node: ts.Expression): readonly string[] => {
  const { texts, complete } = analysis.values.texts(node);
  return complete && texts.length === 1 ? texts : [];
};
