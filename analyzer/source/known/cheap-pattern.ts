import type { ts } from "ts-morph";

const MAX_REPEATS = 3;

/**
 * The pattern that a literal is, where trying it on a short text takes no time: no repetition of a group, no look around, no
 * reference back, at most three repetitions in all. Undefined for others, and for one that keeps its place between calls.
 */
export const cheapPattern = (literal: ts.RegularExpressionLiteral): RegExp | undefined => {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(literal.text) ?? [];
  if (source === undefined || flags === undefined || flags.includes("y")) return undefined;
  const plain = source.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x"); // escapes and sets are one character
  if (/\\[1-9k]/.test(source) || /\((\?[=!<])/.test(plain) || /\)[*+{]/.test(plain)) return undefined;
  if ((plain.match(/[*+{]/g) ?? []).length > MAX_REPEATS) return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined; // the code itself does not run
  }
};
