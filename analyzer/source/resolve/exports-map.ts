import { memberOf, recordOf } from "./json-shape.ts";
import { fillStar, matchStar } from "./star-pattern.ts";

const DEEPEST = 20;

/**
 * File targets, in order of declaration, that an `exports` (or, with keys that begin with `#`, an `imports`) field has
 * for a key such as `.`, `./sub` or `#x`. All conditions count: which one is built is no question here.
 */
export function exportTargets(field: unknown, key: string): string[] {
  const record = recordOf(field);
  const hasKeys =
    record !== undefined && Object.keys(record).some((name) => name.startsWith(".") || name.startsWith("#"));
  if (!hasKeys) return key === "." ? leaves(field, undefined, 0) : [];
  const exact = memberOf(record, key);
  if (exact !== undefined && !key.includes("*")) return leaves(exact, undefined, 0);
  const match = matchStar(
    Object.entries(record).map(([name, value]) => ({ pattern: name.endsWith("/") ? `${name}*` : name, value })),
    key,
  );
  return match === undefined ? [] : leaves(match.value, match.star, 0);
}

function leaves(value: unknown, star: string | undefined, depth: number): string[] {
  if (depth > DEEPEST) return [];
  if (typeof value === "string")
    return [value.endsWith("/") && star !== undefined ? value + star : fillStar(value, star)];
  const inner = Array.isArray(value) ? value : Object.values(recordOf(value) ?? {});
  return inner.flatMap((item) => leaves(item, star, depth + 1));
}
