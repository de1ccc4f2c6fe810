import { BaseCallbackHandler } from "@langchain/core/callbacks/base";

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g;
const hex = /\b[0-9a-f]{32}\b/g;

/** Text without what differs between two runs of the same thing: ids and times. */
const withoutChance = (text: string): string =>
  text
    .replace(uuid, "<uuid>")
    .replace(time, "<time>")
    .replace(hex, "<hex>")
    .replace(/\brun-<uuid>/g, "<run>");

/**
 * Any value as plain data that two equal runs give alike: ids and times taken out, functions and instances by name, errors
 * by name and message, circles cut. Fields whose numbers are times (`ts`, `timestamp`, …) count by their presence only.
 */
export const plainValue = (value: unknown): unknown => plain(value, []);

const timeFields = new Set(["ts", "timestamp", "created_at", "nodeFirstAttemptTime", "node_first_attempt_time"]);

const plain = (value: unknown, ancestors: readonly object[]): unknown => {
  if (typeof value === "string") return withoutChance(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `<function ${value.name}>`;
  if (typeof value === "symbol") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (ancestors.includes(value)) return "<circle>";
  if (ancestors.length > 16) return "<deep>";
  const inner = [...ancestors, value];
  if (value instanceof Error) return { error: value.name, message: withoutChance(value.message) };
  if (value instanceof AbortSignal) return "<signal>";
  if (value instanceof BaseCallbackHandler) return `<handler ${value.name}>`;
  if (value instanceof Uint8Array) return withoutChance(Buffer.from(value).toString());
  if (value instanceof Map) return { map: [...value].map((item) => plain(item, inner)) };
  if (value instanceof Set) return { set: [...value].map((item) => plain(item, inner)) };
  if (Array.isArray(value)) return value.map((item) => plain(item, inner));
  const fields = Object.entries(value)
    .filter(([key]) => key !== "lc_kwargs")
    .map(([key, field]) => [withoutChance(key), timeFields.has(key) ? "<time>" : plain(field, inner)] as const);
  const type = value.constructor?.name;
  return { ...(type === undefined || type === "Object" ? {} : { "<class>": type }), ...Object.fromEntries(fields) };
};
