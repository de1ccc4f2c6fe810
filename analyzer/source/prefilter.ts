import { PREFILTER_NAMES, type PrefilterNames } from "./prefilter-names.ts";

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** One pattern for the whole table: a text is looked through once. */
export function prefilterPattern(names: PrefilterNames): RegExp {
  const anywhere = names.anywhere.map((name) => escapePattern(name)).join("|");
  const quoted = names.quoted.map((name) => escapePattern(name)).join("|");
  return new RegExp(`${anywhere}|["'\`](?:npm:)?(?:${quoted})(?:@[^"'\`/\\n]*)?(?:/[^"'\`\\n]*)?["'\`]`);
}

const PATTERN = prefilterPattern(PREFILTER_NAMES);

/** True when the text names a framework, a model SDK or a chat endpoint, be it in a comment: a start, not a verdict. */
export const namesFramework = (text: string): boolean => PATTERN.test(text);
