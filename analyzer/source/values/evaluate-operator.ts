import { ts } from "ts-morph";
import type { Evaluator } from "./evaluator.ts";
import { MAX_VALUES } from "./max-values.ts";
import type { Env, Value } from "./value.ts";

/** What `a || b`, `a ?? b`, `a && b`, `a = b`, `a, b` and `a + b` may be; other operators are unknown. */
export const operatorValues = (
  values: Evaluator,
  node: ts.BinaryExpression,
  env: Env | undefined,
): readonly Value[] => {
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
    case ts.SyntaxKind.BarBarToken:
      return [
        ...values.of(node.left, env).filter((v) => !(v.t === "literal" && !v.value)),
        ...values.of(node.right, env),
      ];
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.EqualsToken:
    case ts.SyntaxKind.CommaToken:
      return values.of(node.right, env);
    case ts.SyntaxKind.PlusToken:
      return joined(values, node, env);
    default:
      return [{ t: "unknown", node }];
  }
};

const joined = (values: Evaluator, node: ts.BinaryExpression, env: Env | undefined): readonly Value[] => {
  const [left, right] = [values.texts(node.left, env), values.texts(node.right, env)];
  if (!left.complete || !right.complete || left.texts.length * right.texts.length > MAX_VALUES)
    return [{ t: "unknown", node }];
  return left.texts.flatMap((a) => right.texts.map((b) => ({ t: "text", text: a + b }) as const));
};
