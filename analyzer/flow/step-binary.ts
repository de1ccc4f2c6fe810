import { ts } from "ts-morph";
import { isSameConstant } from "./chosen-constant.ts";
import { at, type Item, type Walker } from "./item.ts";
import { assignTo } from "./step-assign.ts";
import { stepCondition } from "./step-condition.ts";

const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.InKeyword,
  ts.SyntaxKind.InstanceOfKeyword,
]);

/** One side of an operator: assigned, compared, chosen between, or made into something else. */
export const stepBinary = (walker: Walker, item: Item, binary: ts.BinaryExpression): void => {
  const operator = binary.operatorToken.kind;
  if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) {
    if (binary.right !== item.node) return; // overwritten
    assignTo(walker, item, binary.left);
    if (!ts.isExpressionStatement(binary.parent)) walker.push(at(item, binary));
    return;
  }
  if (COMPARISONS.has(operator)) return compared(walker, item, binary);
  if (operator === ts.SyntaxKind.CommaToken && binary.left === item.node) return;
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken && binary.left === item.node)
    return stepCondition(walker, item, binary);
  if (operator === ts.SyntaxKind.BarBarToken && item.outcome === false) return; // the other side decides
  if (
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken ||
    operator === ts.SyntaxKind.AmpersandAmpersandToken
  )
    return walker.push(at(item, binary, { outcome: item.outcome }));
  walker.push(at(item, binary, { pending: [], label: false, reshaped: true, said: null }));
};

/** Compared with a constant or another value: the outcome is a choice; compared with nothing (`null`, `""`): an existence check. */
const compared = (walker: Walker, item: Item, binary: ts.BinaryExpression): void => {
  if (item.pending.length) return; // the object around it is compared, not the value
  const other = binary.left === item.node ? binary.right : binary.left;
  const nothing =
    other.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(other) && other.text === "undefined") ||
    (ts.isStringLiteralLike(other) && other.text === "");
  const [tested] = walker.analysis.values.texts(other).texts;
  walker.push(
    at(item, binary, {
      pending: [],
      label: !nothing && !item.measured,
      tested: tested ?? item.tested,
      reshaped: true,
      said: null,
      outcome: outcomeOf(walker, item, binary, other),
    }),
  );
};

/** Known where a constant that was chosen is compared with a constant. */
const outcomeOf = (walker: Walker, item: Item, binary: ts.BinaryExpression, other: ts.Expression): boolean | null => {
  const operator = binary.operatorToken.kind;
  const equals =
    operator === ts.SyntaxKind.EqualsEqualsEqualsToken || operator === ts.SyntaxKind.EqualsEqualsToken
      ? true
      : operator === ts.SyntaxKind.ExclamationEqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsToken
        ? false
        : undefined;
  const same = equals === undefined ? null : isSameConstant(walker, item, other);
  return same === null ? null : same === equals;
};
