/** The value as an object with unknown members, or undefined. Arrays are no objects here. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  // A JSON value that is neither null nor an array is a plain object.
  return value as Record<string, unknown>;
}

/** An own member of a JSON object; undefined when there is none or the value is no object. */
export function memberOf(value: unknown, key: string): unknown {
  const record = recordOf(value);
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The value when it is a text that is not empty. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** A text, or the texts of an array, as a list; anything else is dropped. */
export const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string" && item !== "");
