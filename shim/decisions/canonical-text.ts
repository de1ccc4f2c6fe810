/** More of a value than this is not looked at: what a decision writes is small, what it drags along need not be. */
const maxLength = 200_000;
const maxDepth = 24;

/**
 * A text that is equal for equal values, whatever the order of their keys. Functions and symbols count by their type,
 * circles and what lies very deep by their place; a very long value by its first part and nothing else.
 */
export const canonicalText = (value: unknown): string => {
  let text = "";
  /** The objects around the one being written; one list for all, since copying it at each step costs more than the rest. */
  const around: object[] = [];
  const write = (item: unknown): void => {
    if (text.length > maxLength) return;
    if (typeof item !== "object" || item === null) {
      text += scalarText(item);
      return;
    }
    const place = around.indexOf(item);
    if (place !== -1) text += `<circle ${around.length - place}>`;
    else if (around.length >= maxDepth) text += "<deep>";
    else {
      around.push(item);
      writeObject(item);
      around.pop();
    }
  };
  const writeObject = (item: object): void => {
    if (Array.isArray(item)) return writeList("", item);
    if (item instanceof Date) text += `<date ${item.getTime()}>`;
    else if (ArrayBuffer.isView(item))
      text += `<bytes ${Buffer.from(item.buffer, item.byteOffset, item.byteLength).toString("base64")}>`;
    else if (item instanceof Map) writeList("map", [...item]);
    else if (item instanceof Set) writeList("set", [...item]);
    else writeFields(item as Record<string, unknown>); // read by its own keys only
  };
  const writeFields = (item: Readonly<Record<string, unknown>>): void => {
    text += "{";
    for (const key of Object.keys(item).sort()) {
      const field = item[key];
      if (field === undefined) continue;
      text += `${JSON.stringify(key)}:`;
      write(field);
      text += ",";
    }
    text += "}";
  };
  const writeList = (name: string, items: readonly unknown[]): void => {
    text += `${name}[`;
    for (const item of items) {
      write(item);
      text += ",";
    }
    text += "]";
  };
  write(value);
  return text;
};

const scalarText = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function" || typeof value === "symbol") return `<${typeof value}>`;
  return typeof value === "bigint" ? `${value}n` : Object.is(value, -0) ? "0" : String(value);
};
