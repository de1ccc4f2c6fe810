import { PREFILTER_NAMES, type PrefilterNames } from "./prefilter-names.ts";

const oneOf = (names: readonly string[], withoutFirst = 0): string =>
  `(?:${names.map((name) => name.slice(withoutFirst).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|")})`;

/** What no ordinary text has in it, as alternatives of a pattern. */
const unmistakable = (names: PrefilterNames): readonly string[] => [
  `@${oneOf(names.scoped, 1)}`,
  `/(?:${oneOf(names.hosts)}|${oneOf(names.paths, 1)})`,
  `[.:]${oneOf(names.methods)}`,
  `["'\`]${oneOf(names.hosts)}`,
];

const quoted = (names: PrefilterNames): string =>
  `["'\`](?:npm:)?${oneOf(names.quoted)}(?:@[^"'\`/\\n]*)?(?:/[^"'\`\\n]*)?["'\`]`;

/** One pattern for the whole table: a text is looked through once. */
const PATTERN = new RegExp([...unmistakable(PREFILTER_NAMES), quoted(PREFILTER_NAMES)].join("|"));
const UNMISTAKABLE = new RegExp(unmistakable(PREFILTER_NAMES).join("|"));
const IMPORTED = new RegExp(`^(?:npm:)?${oneOf(PREFILTER_NAMES.quoted)}(?:@[^/]*)?(?:/|$)`);

/** True when the text names a framework, a model SDK or a chat endpoint, be it in a comment: a start, not a verdict. */
export const namesFramework = (text: string): boolean => PATTERN.test(text);

/**
 * True when a text with these import specifiers does so without doubt: a word in quotes, such as the `"ai"` of a scope or
 * of a folder, counts only where it is imported.
 */
export const surelyNamesFramework = (text: string, specifiers: readonly string[]): boolean =>
  specifiers.some((specifier) => IMPORTED.test(specifier)) || UNMISTAKABLE.test(text);
