import type { z } from "zod";

/** One broken place of a document, in words. */
export interface ExplainedIssue {
  /** Key path, what was expected, what was found. */
  readonly what: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
}

type Issue = z.core.$ZodIssue;

/** Says where and how `document` breaks its schema; the deepest branch speaks for a union. */
export const explainIssue = (issue: Issue, document: unknown): ExplainedIssue => {
  const deepest = deepestIssue(issue);
  const place = showPath(deepest.path);
  if (deepest.code === "unrecognized_keys") {
    const keys = deepest.keys.map((key) => JSON.stringify(key)).join(", ");
    return { what: `${place}: unknown key ${keys}`, remedy: `Remove ${keys} at ${place}, or correct its spelling.` };
  }
  const found = valueAt(document, deepest.path);
  const wanted = lowerFirst(deepest.message.replace(/^(Invalid|Too) [^:.]*[:.] /, "").replace(/, received .*$/, ""));
  return {
    what: `${place}: ${wanted}, got ${show(found)}`,
    remedy: found === undefined ? `Add ${place}.` : `Correct ${place}.`,
  };
};

const deepestIssue = (issue: Issue, parent: readonly PropertyKey[] = []): Issue => {
  const here = { ...issue, path: [...parent, ...issue.path] };
  if (here.code !== "invalid_union") return here;
  const inner = here.errors.flat().map((branch) => deepestIssue(branch, here.path));
  return inner.reduce<Issue>((best, next) => (next.path.length > best.path.length ? next : best), here);
};

const showPath = (path: readonly PropertyKey[]): string => {
  const text = path
    .map((key) => (typeof key === "string" && /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`))
    .join("");
  return text === "" ? "the document" : text.replace(/^\./, "");
};

const valueAt = (document: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined, // any object may be indexed
    document,
  );

/** Short and safe for a terminal: JSON escapes control characters. */
const show = (value: unknown): string => {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
