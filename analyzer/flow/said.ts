import { ts } from "ts-morph";
import { certain } from "../source/known/certain.ts";
import { pathOf } from "../source/known/follow-code.ts";
import { Scope } from "../source/known/known.ts";
import { Lost } from "../source/known/paths.ts";
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
export const saidByTable = ({ analysis }: Walker, { said }: Item, table: ts.Expression): string | null | undefined => {
  if (said === null) return null;
  const holder = certain(() => pathOf(analysis, new Map(), doubted).evaluate(table, new Scope()));
  if (holder.t !== "record" || holder.open) return null;
  const entry = holder.fields.get(said);
  if (!entry) return undefined;
  return entry.t === "const" && typeof entry.value === "string" ? entry.value : null;
};

/** A question to which the code gives no answer. */
const doubted = (): never => {
  throw new Lost();
};

/** The text of a constant that code chooses, or of the one member that it finds in the text; null in other walks. */
export const saidOf = ({ analysis, value }: Walker, { said }: Item, chosen: ts.Expression): string | null => {
  if (!value) return null;
  const { texts, complete } = analysis.values.texts(chosen);
  const fitting = ts.isCallExpression(chosen) ? texts.filter((text) => said?.includes(text)) : texts;
  const [text, other] = fitting;
  return complete && text !== undefined && other === undefined ? text : null;
};
