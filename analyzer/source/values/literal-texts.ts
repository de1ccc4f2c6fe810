import { ts } from "ts-morph";
import type { Evaluator } from "./evaluator.ts";
import { MAX_VALUES } from "./max-values.ts";
import type { Value } from "./value.ts";

/** The texts of a type that is a literal or a union of literals; undefined for any other, or for more than 64. */
export const literalTexts = (type: ts.Type): string[] | undefined => {
  const parts = type.isUnion() ? type.types : [type];
  const texts: string[] = [];
  for (const part of parts) {
    if (!part.isStringLiteral()) return undefined;
    texts.push(part.value);
  }
  return texts.length && texts.length <= MAX_VALUES ? texts : undefined;
};

/** The literal type the checker knows, as for `START` and constant enum members of stubs; else unknown. */
export const typedValues = (values: Evaluator, node: ts.Expression): readonly Value[] => {
  const texts = isCallee(node) ? undefined : literalTexts(values.checker.getTypeAtLocation(node));
  return texts ? texts.map((text) => ({ t: "text", text })) : [{ t: "unknown", node }];
};

/** What is called is no text: then its type, which may cost much to find, need not be asked for. */
const isCallee = (node: ts.Expression): boolean => ts.isCallExpression(node.parent) && node.parent.expression === node;
