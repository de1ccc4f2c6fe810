/** An element of a value: one that the server holds, by number, or the n-th of those that are sent along. */
export type ElementPlace = { readonly kind: "held" | "sent"; readonly number: number };

const [EM, SUB] = ["\u0019", "\u001a"];

/** An object's reference: each key with its own. Keys are free of control characters. */
export const joinMap = (entries: ReadonlyArray<readonly [key: string, ref: string]>): string =>
  `m${entries.map(([key, ref]) => `${SUB}${key}${EM}${ref}`).join("")}`;

/** Reverses {@link joinMap}. */
export const splitMap = (ref: string): Array<readonly [key: string, ref: string]> =>
  ref
    .split(SUB)
    .slice(1)
    .map((entry) => {
      const [key = "", inner = ""] = entry.split(EM);
      return [key, inner] as const;
    });

/** Numbers of the elements that a reference stands for, in order; the same reading as in `scripts/_refs.lua`. */
export const elementsOf = (ref: string): number[] => {
  if (ref.startsWith("m")) return splitMap(ref).flatMap(([, inner]) => elementsOf(inner));
  if (!ref.startsWith("v") && !ref.startsWith("l")) return [];
  return [...ref.slice(1).matchAll(/(\d+)-?(\d*)/g)].flatMap(([, first, last]) => {
    const from = Number(first);
    return Array.from({ length: Number(last || first) - from + 1 }, (_, index) => from + index);
  });
};

/** `0-57,+0-1`: places in order, neighbours drawn together, so that an appended list keeps a short name. */
export const rangesOf = (places: readonly ElementPlace[]): string => {
  const ranges: Array<{ kind: ElementPlace["kind"]; from: number; to: number }> = [];
  for (const { kind, number } of places) {
    const last = ranges.at(-1);
    if (last !== undefined && last.kind === kind && last.to === number - 1) last.to = number;
    else ranges.push({ kind, from: number, to: number });
  }
  return ranges
    .map(({ kind, from, to }) => `${kind === "sent" ? "+" : ""}${from}${from === to ? "" : `-${to}`}`)
    .join();
};
