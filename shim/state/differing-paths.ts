/** Where two values differ, and how. Holds no contents. */
export interface Difference {
  /** Such as `channel_values.messages[3].content`; "" for the whole. */
  readonly path: string;
  readonly kind: "missing" | "added" | "type" | "value";
}

/** The first `limit` differences of `mirror` from `authority`; decoded values, so that the order of keys does not matter. */
export const differingPaths = (authority: unknown, mirror: unknown, limit = 20): Difference[] => {
  const found: Difference[] = [];
  compare(authority, mirror, "", found, limit);
  return found;
};

const compare = (a: unknown, b: unknown, path: string, found: Difference[], limit: number): void => {
  if (found.length >= limit || Object.is(a, b)) return;
  if (kindOf(a) !== kindOf(b)) return void found.push({ path, kind: "type" });
  if (typeof a !== "object" || a === null) return void found.push({ path, kind: "value" });
  const [own, other] = [entriesOf(a), entriesOf(Object(b))];
  for (const key of new Set([...own.keys(), ...other.keys()])) {
    if (found.length >= limit) return;
    const inner = Array.isArray(a) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    if (!other.has(key)) found.push({ path: inner, kind: "missing" });
    else if (!own.has(key)) found.push({ path: inner, kind: "added" });
    else compare(own.get(key), other.get(key), inner, found, limit);
  }
};

const kindOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "list" : typeof value);

/** Fields, members of sets and maps alike; what is undefined is not there, since not every store keeps it. */
const entriesOf = (value: object): Map<string, unknown> => {
  const pairs: Iterable<readonly [unknown, unknown]> =
    value instanceof Map ? value : value instanceof Set ? [...value].entries() : Object.entries(value);
  return new Map([...pairs].filter(([, inner]) => inner !== undefined).map(([key, inner]) => [String(key), inner]));
};
