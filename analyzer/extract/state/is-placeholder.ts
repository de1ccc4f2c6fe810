import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { assignedValues } from "../../source/values/stored-values.ts";

/**
 * True for a constant thread id that only stands there until the code puts another config in its place:
 * `let config = { configurable: { thread_id: "" } }`, and for each request `config = { configurable: { thread_id: from } }`.
 */
export const isPlaceholder = ({ values, references }: Analysis, value: ts.Expression): boolean => {
  if (!values.texts(value).complete) return false;
  const held = configAround(value)?.parent;
  const name = held && ts.isVariableDeclaration(held) ? held.name : undefined;
  const symbol = name && references.symbolOf(name);
  const later = symbol ? assignedValues(values, symbol, undefined) : [];
  const ids = values.property(values.property(later, "configurable", value), "thread_id", value);
  return ids.some((id) => id.t !== "text");
};

/** The config that a thread id is written into. */
const configAround = (value: ts.Expression): ts.Node | undefined => {
  const configurable = value.parent.parent.parent;
  return ts.isPropertyAssignment(configurable) ? configurable.parent : undefined;
};
