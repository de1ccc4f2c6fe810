/** An element of a value: one that the server holds, by number, or the n-th of those that are sent along. */
export type ElementPlace = { readonly kind: "held" | "sent"; readonly number: number };

/** Numbers of the elements that a reference stands for, in order; the same reading as in `scripts/_refs.lua`. */
export const elementsOf = (ref: string): number[] => {
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
