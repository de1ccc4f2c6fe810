import { type Known, known, unknown } from "./known.ts";

/** Methods of a text that need no more than texts and numbers, and give a text, a number or a list of texts. */
const METHODS =
  /^(at|charAt|concat|endsWith|includes|indexOf|lastIndexOf|normalize|replace|replaceAll|slice|split|startsWith|substring|toLowerCase|toString|toUpperCase|trim|trimEnd|trimStart|valueOf)$/;

/** Longer texts are no answers that name an agent, and patterns take their time with them. */
const MAX_LENGTH = 200;

/** What a method gives for a known text; unknown for methods and arguments that are not known. */
export const textMethod = (text: string, method: string, args: readonly Known[]): Known => {
  if (text.length > MAX_LENGTH) return unknown;
  const given = args.map((it) => (it.t === "const" ? it.value : it.t === "pattern" ? it.pattern : undefined));
  if (given.some((it) => it === undefined || it === null)) return unknown;
  const [first] = args;
  if (method === "match" && first?.t === "pattern") return toKnown(text.match(first.pattern));
  if (!METHODS.test(method) || (first?.t === "pattern" && !/^(replace|replaceAll|split)$/.test(method))) return unknown;
  try {
    // The name is one of METHODS, and every one of them takes texts, numbers and (three of them) patterns.
    const run = Reflect.get(String.prototype, method) as (...given: unknown[]) => unknown;
    return toKnown(run.apply(text, given));
  } catch {
    return unknown; // `replaceAll` with a pattern for one place throws
  }
};

/** What `pattern.test(text)` or `pattern.exec(text)` gives; unknown where it depends on the call before. */
export const patternMethod = (pattern: RegExp, method: string, [text]: readonly Known[]): Known => {
  if (text?.t !== "const" || typeof text.value !== "string" || pattern.global) return unknown;
  if (text.value.length > MAX_LENGTH) return unknown;
  if (method === "test") return known(pattern.test(text.value));
  return method === "exec" ? toKnown(pattern.exec(text.value)) : unknown;
};

/** A value of the language, as it is known: what JSON can hold, and `undefined`. */
export const toKnown = (value: unknown): Known => {
  if (Array.isArray(value)) return { t: "list", items: value.map(toKnown) };
  if (value === null || value === undefined) return known(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return known(value);
  if (typeof value !== "object") return unknown;
  return {
    t: "record",
    fields: new Map(Object.entries(value).map(([name, field]) => [name, toKnown(field)])),
    open: false,
  };
};
