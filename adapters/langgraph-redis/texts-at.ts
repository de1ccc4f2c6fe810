/**
 * Texts of a value at a path, as LangGraph documents it for a store's index: `$` for all of it, `field`, `nested.field`,
 * `list[0]`, `list[-1]`, `list[*]`, `*`, `{one,other.nested}`. What is no text, number or boolean is given as JSON.
 */
export const textsAt = (value: unknown, path: string): string[] =>
  path === "" || path === "$"
    ? [toText(value)]
    : stepsOf(path).reduce<unknown[]>(take, [value]).filter(isThere).map(toText);

/** Dots and brackets separate steps; what is between braces is one step. */
const stepsOf = (path: string): string[] => path.match(/\{[^}]*\}|\[[^\]]*\]|[^.[\]{}]+/g) ?? [];

const take = (values: readonly unknown[], step: string): unknown[] => values.flatMap((value) => inner(value, step));

const inner = (value: unknown, step: string): unknown[] => {
  if (typeof value !== "object" || value === null) return [];
  if (step.startsWith("{")) {
    const paths = step.slice(1, -1).split(",");
    return paths.flatMap((path) => stepsOf(path.trim()).reduce<unknown[]>(take, [value]));
  }
  if (step === "*" || step === "[*]") return Object.values(value);
  if (!step.startsWith("[")) return Object.hasOwn(value, step) ? [Object(value)[step]] : [];
  return Array.isArray(value) ? [value.at(Number(step.slice(1, -1)))] : [];
};

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

const toText = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value, null, 2) : String(value));
