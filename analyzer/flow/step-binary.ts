import { ts } from "ts-morph";
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
  if (
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken ||
    operator === ts.SyntaxKind.AmpersandAmpersandToken
  )
    return walker.push(at(item, binary));
  walker.push(at(item, binary, { pending: [], label: false }));
};

/** Compared with a constant or another value: the outcome is a choice; compared with nothing (`null`, `""`): an existence check. */
const compared = (walker: Walker, item: Item, binary: ts.BinaryExpression): void => {
  if (item.pending.length) return; // the object around it is compared, not the value
  const other = binary.left === item.node ? binary.right : binary.left;
  const nothing =
    other.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(other) && other.text === "undefined") ||
    (ts.isStringLiteralLike(other) && other.text === "");
  const sized = ts.isPropertyAccessExpression(item.node) && /^(length|size)$/.test(item.node.name.text);
  const [tested] = walker.analysis.values.texts(other).texts;
  walker.push(at(item, binary, { pending: [], label: !nothing && !sized, tested: tested ?? item.tested }));
};
