import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { type Known, known } from "../../source/known/known.ts";
import { hasRole } from "../../source/surface-of.ts";
import { bare, propertyName, returnedExpressions } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";

/** Channels that every `return` of a node's function gives the same constant text. */
export const constantWrites = (analysis: Analysis, fn: FunctionNode): ReadonlyMap<string, Known> => {
  const returned = returnedExpressions(fn).map((it) => textsOf(analysis, it));
  const [first] = returned;
  const kept = [...(first ?? [])].filter(([channel, text]) => returned.every((it) => it?.get(channel) === text));
  return new Map(kept.map(([channel, text]) => [channel, known(text)]));
};

const textsOf = (analysis: Analysis, returned: ts.Expression): ReadonlyMap<string, string> | undefined => {
  const update = updateOf(analysis, bare(returned));
  if (!update) return undefined;
  const texts = new Map<string, string>();
  for (const property of update.properties) {
    // What is spread last may say otherwise.
    if (ts.isSpreadAssignment(property)) texts.clear();
    if (!ts.isPropertyAssignment(property)) continue;
    const name = propertyName(property.name);
    const { texts: values, complete } = analysis.values.texts(property.initializer);
    const [only] = values;
    if (name !== undefined && complete && values.length === 1 && only !== undefined) texts.set(name, only);
  }
  return texts;
};

/** The literal that a node returns, or gives its `Command` as the update. */
const updateOf = (analysis: Analysis, returned: ts.Expression): ts.ObjectLiteralExpression | undefined => {
  if (ts.isObjectLiteralExpression(returned)) return returned;
  const options =
    ts.isNewExpression(returned) && hasRole(analysis.references, returned.expression, "command")
      ? returned.arguments?.[0]
      : undefined;
  if (!options || !ts.isObjectLiteralExpression(options)) return undefined;
  const update = options.properties.find((it) => propertyName(it.name) === "update");
  const given = update && ts.isPropertyAssignment(update) ? bare(update.initializer) : undefined;
  return given && ts.isObjectLiteralExpression(given) ? given : undefined;
};
