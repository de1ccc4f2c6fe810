import { type Known, known, truthOf, unknown } from "./known.ts";

/** Runs a callback for an element. */
type Ask = (item: Known, index: number) => Known;

/** What a method that asks a function about each element of a list gives; undefined for any other method. */
export const listCallback = (
  items: readonly Known[],
  method: string,
  ask: Ask,
  choose: () => boolean,
): Known | undefined => {
  const holds = (item: Known, index: number): boolean => truthOf(ask(item, index)) ?? choose();
  switch (method) {
    case "map":
      return { t: "list", items: items.map(ask) };
    case "filter":
      return { t: "list", items: items.filter(holds) };
    case "find":
      return items.find(holds) ?? known(undefined);
    case "some":
      return known(items.some(holds));
    case "every":
      return known(items.every(holds));
    default:
      return undefined;
  }
};

/** What a method of a list of constants gives for a constant. */
export const listMethod = (items: readonly Known[], method: string, [wanted]: readonly Known[]): Known => {
  const values = items.map((it) => (it.t === "const" ? it.value : undefined));
  if (!items.every((it) => it.t === "const") || (wanted && wanted.t !== "const")) return unknown;
  if (method === "join") return known(values.map((it) => it ?? "").join(wanted ? String(wanted.value) : ","));
  if (!wanted) return unknown;
  if (method === "includes" || method === "has") return known(values.includes(wanted.value));
  if (method === "indexOf") return known(values.indexOf(wanted.value));
  if (method === "at" && typeof wanted.value === "number") return known(values.at(wanted.value));
  return unknown;
};
