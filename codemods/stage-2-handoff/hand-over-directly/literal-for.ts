import type { ts } from "ts-morph";
import { styleOf } from "../../kit/text-style.ts";

/** A constant as code, in the quotes of the file. */
export function literalFor(source: ts.SourceFile, value: unknown): string {
  const { quote } = styleOf(source);
  const write = (it: unknown): string => {
    if (typeof it === "string") {
      const escaped = JSON.stringify(it).slice(1, -1);
      return quote === '"' ? `"${escaped}"` : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
    }
    if (Array.isArray(it)) return `[${it.map(write).join(", ")}]`;
    if (typeof it !== "object" || it === null) return JSON.stringify(it);
    const fields = Object.entries(it).map(
      ([name, field]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : write(name)}: ${write(field)}`,
    );
    return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  };
  return write(value);
}
