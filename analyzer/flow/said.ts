import { ts } from "ts-morph";
import { objectEntries } from "../source/values/value-items.ts";
import { holds } from "./holds.ts";
import type { Item, Walker } from "./item.ts";
import { tidied } from "./tidied.ts";

/** The text that a field of the result has in a walk that is about one value of it. */
export const saidIn = ({ value }: Walker, field: string | null): string | null =>
  value && value.field === field ? value.text : null;

/** What a method without arguments makes of the text, or a list that holds it of itself; null for any other call. */
export const saidBy = ({ said, listed }: Item, call: ts.CallExpression, method: string): string | null => {
  if (listed && /^(concat|flat|reverse|toReversed)$/.test(method)) return said;
  return said === null || call.arguments.length > 0 ? null : tidied(said, method);
};

/** What a condition on the text comes to, where both are known. */
export const outcomeFor = (walker: Walker, { said, node }: Item, condition: ts.Expression): boolean | null =>
  said === null ? null : holds(walker.analysis, condition, node.getText(), said);

/** What a table of constants has under the text: undefined where it has nothing, null where that cannot be told. */
export const saidByTable = (walker: Walker, { said }: Item, table: ts.Expression): string | null | undefined => {
  const [object, other] = walker.analysis.values.of(table);
  if (said === null || object?.t !== "object" || other || object.node.properties.some(ts.isSpreadAssignment))
    return null;
  const entry = objectEntries(walker.analysis.values, object).find(([key]) => key === said)?.[1];
  if (!entry) return undefined;
  const [text, more] = entry;
  return text?.t === "text" && !more ? text.text : null;
};

/** The text of a constant that code chooses, or of the one member that it finds in the text; null in other walks. */
export const saidOf = ({ analysis, value }: Walker, { said }: Item, chosen: ts.Expression): string | null => {
  if (!value) return null;
  const { texts, complete } = analysis.values.texts(chosen);
  const fitting = ts.isCallExpression(chosen) ? texts.filter((text) => said?.includes(text)) : texts;
  const [text, other] = fitting;
  return complete && text !== undefined && other === undefined ? text : null;
};
