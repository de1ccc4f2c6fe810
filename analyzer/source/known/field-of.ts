import { isInherited } from "./is-inherited.ts";
import { type Known, known, unknown } from "./known.ts";
import type { Path } from "./path.ts";

/** What `value.key` holds. */
export const fieldOf = (path: Path, value: Known, key: string | number): Known => {
  if (value.t === "state") return path.facts.get(String(key)) ?? unknown;
  if (value.t === "record")
    return value.fields.get(String(key)) ?? (value.open || isInherited(key) ? unknown : known(undefined));
  if (value.t === "list" && key === "length") return known(value.items.length);
  if (value.t === "list") return /^\d+$/.test(String(key)) ? (value.items[Number(key)] ?? known(undefined)) : unknown;
  if (value.t === "const" && typeof value.value === "string" && key === "length") return known(value.value.length);
  if (value.t === "const" && (value.value === undefined || value.value === null)) return known(undefined);
  return unknown;
};
