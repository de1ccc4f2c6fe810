import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { bare } from "../../source/syntax.ts";

const USER_ID = /^(user|customer)_?id$/i;
const USER = /^(current|auth(enticated)?|session|logged_?in)?_?(user|customer)$/i;
const OWN_ID = /^(_?id|uid|sub)$/i;
const MAX_STEPS = 3;

/** True for a value that is a user's id and nothing beside it: `user.id`, `userId`, `` `user-${user.id}` ``, `userId ?? "guest"`. */
export const isUserId = (analysis: Analysis, value: ts.Expression, steps = 0): boolean => {
  const node = bare(value);
  if (ts.isPropertyAccessExpression(node))
    return USER_ID.test(node.name.text) || (OWN_ID.test(node.name.text) && USER.test(lastName(node.expression)));
  if (ts.isTemplateExpression(node)) {
    const [span, ...more] = node.templateSpans;
    return span !== undefined && more.length === 0 && isUserId(analysis, span.expression, steps);
  }
  if (ts.isBinaryExpression(node) && /^(\?\?|\|\|)$/.test(node.operatorToken.getText()))
    return isUserId(analysis, node.left, steps) && analysis.values.texts(node.right).complete;
  if (!ts.isIdentifier(node)) return false;
  if (USER_ID.test(node.text)) return true;
  const made = analysis.references.symbolOf(node)?.declarations?.[0];
  return (
    made !== undefined &&
    ts.isVariableDeclaration(made) &&
    made.initializer !== undefined &&
    steps < MAX_STEPS &&
    isUserId(analysis, made.initializer, steps + 1)
  );
};

const lastName = (value: ts.Expression): string => {
  const node = bare(value);
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) ? node.text : "";
};
