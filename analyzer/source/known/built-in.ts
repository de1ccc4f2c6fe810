import { type Known, known, truthOf, unknown } from "./known.ts";
import { Thrown } from "./paths.ts";
import { toKnown } from "./text-method.ts";

/** What a function of the language gives, such as `String(v)` or `Object.entries(table)`; unknown for others. */
export const builtIn = (name: string, [first]: readonly Known[], choose: () => boolean): Known => {
  if (!first) return unknown;
  switch (name) {
    case "String":
      return first.t === "const" ? known(String(first.value)) : unknown;
    case "Boolean": {
      const truth = truthOf(first);
      return truth === undefined ? unknown : known(truth);
    }
    case "JSON.parse":
      return parsed(first, choose);
    case "Array.isArray":
      return first.t === "unknown" || first.t === "state" ? unknown : known(first.t === "list");
    case "Object.keys":
      return entriesOf(first, (key) => known(key));
    case "Object.values":
      return entriesOf(first, (_, value) => value);
    case "Object.entries":
      return entriesOf(first, (key, value) => ({ t: "list", items: [known(key), value] }));
    default:
      return unknown;
  }
};

/** Texts that are no JSON throw, and so may texts that are not known. */
const parsed = (text: Known, choose: () => boolean): Known => {
  if (text.t !== "const") {
    if (choose()) return unknown;
    throw new Thrown();
  }
  try {
    return toKnown(JSON.parse(String(text.value)));
  } catch {
    throw new Thrown();
  }
};

/** Keys that are whole numbers come first, whatever is written: their order is not told. */
const entriesOf = (table: Known, entry: (key: string, value: Known) => Known): Known =>
  table.t !== "record" || table.open || [...table.fields.keys()].some((key) => /^\d+$/.test(key))
    ? unknown
    : { t: "list", items: [...table.fields].map(([key, value]) => entry(key, value)) };
