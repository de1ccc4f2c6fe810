import type { StageOutcome } from "./stage-outcome.ts";

const columns = ["bare", "1 live", "2 live", "1 and 2 live"] as const;
const figures = [
  ["hops", "hops"],
  ["modelCalls", "model calls"],
  ["conductorTokens", "conductor tokens"],
] as const;

/** Hops, model calls and conductor tokens before and after, a block of columns each; widths fit the longest entry. */
export const stageTable = (outcomes: readonly StageOutcome[]): string => {
  const rows = outcomes.map(({ app, settings }) => [
    app,
    ...figures.flatMap(([key]) =>
      columns.map((name) => String(settings.find(({ setting }) => setting === name)?.[key] ?? "-")),
    ),
  ]);
  const heads = ["", ...figures.flatMap(() => columns.map((name) => name.replace(" live", "").replace(" and ", "+")))];
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  ")
      .trimEnd();
  const widthOf = (block: number) =>
    columns.reduce((sum, _, at) => sum + (widths[1 + block * columns.length + at] ?? 0) + 2, 0);
  const title = figures.map(([, text], block) => text.padStart(widthOf(block))).join("");
  return [" ".repeat(widths[0] ?? 0) + title, line(heads), ...rows.map(line), ""].join("\n");
};
