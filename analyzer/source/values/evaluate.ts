import { ts } from "ts-morph";
import { isFunctionNode } from "../syntax.ts";
import { elementValues, memberValues } from "./evaluate-access.ts";
import { arrayValue } from "./evaluate-array.ts";
import { calledValues } from "./evaluate-call.ts";
import { nameValues } from "./evaluate-name.ts";
import { operatorValues } from "./evaluate-operator.ts";
import { templateValues } from "./evaluate-template.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/** What one expression may be, by its syntax. The kinds exclude each other: those that are met most are asked for first. */
export const evaluate = (values: Evaluator, node: ts.Expression, env: Env | undefined): readonly Value[] =>
  followed(values, node, env) ?? constantOf(node) ?? madeHere(values, node, env) ?? [{ t: "unknown", node }];

const constantOf = (node: ts.Expression): readonly Value[] | undefined => {
  if (ts.isStringLiteralLike(node)) return [{ t: "text", text: node.text }];
  if (ts.isNumericLiteral(node)) return [{ t: "literal", value: Number(node.text) }];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ t: "literal", value: true }];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ t: "literal", value: false }];
  if (node.kind === ts.SyntaxKind.NullKeyword) return [{ t: "literal", value: null }];
  return undefined;
};

/** Functions, classes, objects and lists that the expression itself makes. */
const madeHere = (values: Evaluator, node: ts.Expression, env: Env | undefined): readonly Value[] | undefined => {
  if (isFunctionNode(node)) return [{ t: "fn", node, env }];
  if (ts.isClassExpression(node)) return [{ t: "class", node }];
  if (ts.isObjectLiteralExpression(node)) return [{ t: "object", node, env }];
  if (ts.isArrayLiteralExpression(node)) return [arrayValue(values, node, env)];
  if (ts.isNewExpression(node)) return [{ t: "made", node, env }];
  return undefined;
};

/** Expressions that stand for what other ones are. */
const followed = (values: Evaluator, node: ts.Expression, env: Env | undefined): readonly Value[] | undefined => {
  if (ts.isIdentifier(node)) return nameValues(values, node, env);
  if (ts.isPropertyAccessExpression(node)) return memberValues(values, node, env);
  if (ts.isCallExpression(node)) return calledValues(values, node, env);
  if (ts.isBinaryExpression(node)) return operatorValues(values, node, env);
  if (ts.isConditionalExpression(node)) return [...values.of(node.whenTrue, env), ...values.of(node.whenFalse, env)];
  if (ts.isElementAccessExpression(node)) return elementValues(values, node, env);
  if (ts.isTemplateExpression(node)) return templateValues(values, node, env);
  return undefined;
};
