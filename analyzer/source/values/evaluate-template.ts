import type { ts } from "ts-morph";
import type { Evaluator } from "./evaluator.ts";
import { MAX_VALUES } from "./max-values.ts";
import type { Env, Value } from "./value.ts";

/** Every text that a template may become; unknown when one of its parts is. */
export const templateValues = (
  values: Evaluator,
  node: ts.TemplateExpression,
  env: Env | undefined,
): readonly Value[] => {
  let texts = [node.head.text];
  for (const span of node.templateSpans) {
    const part = values.texts(span.expression, env);
    if (!part.complete || texts.length * part.texts.length > MAX_VALUES) return [{ t: "unknown", node }];
    texts = texts.flatMap((head) => part.texts.map((text) => head + text + span.literal.text));
  }
  return texts.map((text) => ({ t: "text", text }));
};
