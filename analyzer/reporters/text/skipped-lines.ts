import type { Skipped } from "../../../contracts/audited-site.ts";
import { countOf } from "./count-of.ts";
import { type Line, line, span } from "./line.ts";

const shownFiles = 5;

/** Files that could not be used, or only in part, each with its reason. */
export function skippedLines(skipped: readonly Skipped[], all: boolean): Line[] {
  if (skipped.length === 0) return [];
  const shown = all ? skipped : skipped.slice(0, shownFiles);
  const hidden = skipped.length - shown.length;
  return [
    line(
      0,
      span("Skipped", "title"),
      `  ${countOf(skipped.length, "file")} not used or only in part; the rest was audited`,
    ),
    ...shown.map(({ file, reason }) => line(2, span(file, "place"), `  ${reason}`)),
    ...(hidden > 0 ? [line(2, span(`and ${hidden} more (--all)`, "quiet"))] : []),
  ];
}
