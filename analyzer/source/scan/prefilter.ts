import { PREFILTER_NAMES, type PrefilterNames } from "./prefilter-names.ts";

const oneOf = (names: readonly string[], withoutFirst = 0): string =>
  `(?:${names.map((name) => name.slice(withoutFirst).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|")})`;

/** One pattern for the whole table: a text is looked through once. */
function prefilterPattern(names: PrefilterNames): RegExp {
  const alternatives = [
    `@${oneOf(names.scoped, 1)}`,
    `["'\`](?:(?:npm:)?${oneOf(names.quoted)}(?:@[^"'\`/\\n]*)?(?:/[^"'\`\\n]*)?["'\`]|${oneOf(names.hosts)})`,
    `/(?:${oneOf(names.hosts)}|${oneOf(names.paths, 1)})`,
    `[.:]${oneOf(names.methods)}`,
  ];
  return new RegExp(alternatives.join("|"));
}

const PATTERN = prefilterPattern(PREFILTER_NAMES);

/** True when the text names a framework, a model SDK or a chat endpoint, be it in a comment: a start, not a verdict. */
export const namesFramework = (text: string): boolean => PATTERN.test(text);
