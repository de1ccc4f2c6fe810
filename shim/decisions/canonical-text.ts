/** More of a value than this is not looked at: what a decision writes is small, what it drags along need not be. */
const maxLength = 200_000;
const maxDepth = 24;

/**
 * A text that is equal for equal values, whatever the order of their keys. Functions and symbols count by their type,
 * circles and what lies very deep by their place; a very long value by its first part and nothing else.
 */
export const canonicalText = (value: unknown): string => {
  const parts: string[] = [];
  let length = 0;
  const put = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  const write = (item: unknown, ancestors: readonly object[]): void => {
    if (length > maxLength) return;
    if (typeof item !== "object" || item === null) return put(scalarText(item));
    if (ancestors.includes(item)) return put(`<circle ${ancestors.length - ancestors.indexOf(item)}>`);
    if (ancestors.length >= maxDepth) return put("<deep>");
    const inner = [...ancestors, item];
    if (item instanceof Date) return put(`<date ${item.getTime()}>`);
    if (ArrayBuffer.isView(item))
      return put(`<bytes ${Buffer.from(item.buffer, item.byteOffset, item.byteLength).toString("base64")}>`);
    if (item instanceof Map) return writeList("map", [...item], inner);
    if (item instanceof Set) return writeList("set", [...item], inner);
    if (Array.isArray(item)) return writeList("", item, inner);
    put("{");
    for (const key of Object.keys(item).sort()) {
      const field = (item as Record<string, unknown>)[key]; // its own key
      if (field === undefined) continue;
      put(`${JSON.stringify(key)}:`);
      write(field, inner);
      put(",");
    }
    put("}");
  };
  const writeList = (name: string, items: readonly unknown[], ancestors: readonly object[]): void => {
    put(`${name}[`);
    for (const item of items) {
      write(item, ancestors);
      put(",");
    }
    put("]");
  };
  write(value, []);
  return parts.join("");
};

const scalarText = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function" || typeof value === "symbol") return `<${typeof value}>`;
  return typeof value === "bigint" ? `${value}n` : Object.is(value, -0) ? "0" : String(value);
};
