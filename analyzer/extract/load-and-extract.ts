import { type Analysis, createAnalysis } from "../source/analysis.ts";
import { growByText } from "../source/grow-by-text.ts";
import type { Outline } from "../source/outline.ts";
import { loadProgram, type ParseCache } from "../source/program/load-program.ts";
import { growWorkingSet } from "../source/working-set.ts";
import { type AppParts, extractAppParts } from "./extract-app-parts.ts";
import { wantedCallers } from "./wanted-callers.ts";

/** How often the set may grow by callers, and by how many files. */
const MAX_ROUNDS = 2;
const MAX_CALLERS = 250;

/** The program over a working set, and what was read off it. */
export interface LoadedApp {
  readonly analysis: Analysis;
  readonly parts: AppParts;
}

/**
 * Loads the working set and reads it; where what was found has callers outside, once more with those. `parsed`: files
 * that are parsed already.
 */
export const loadAndExtract = (
  { tree, resolver, graph, files: first }: Outline,
  tell: (step: string) => void,
  parsed: ParseCache = new Map(),
): LoadedApp => {
  let files = first;
  for (let round = 1; ; round++) {
    tell(`loading ${files.length} files`);
    const analysis = createAnalysis(tree, loadProgram(tree, resolver, files, parsed));
    tell("finding graphs, agents and model calls");
    const parts = extractAppParts(analysis);
    const grown =
      round < MAX_ROUNDS
        ? growWorkingSet(tree, files, wantedCallers(analysis, graph, parts.sites), files.length + MAX_CALLERS)
        : undefined;
    if (!grown?.added.length) return { analysis, parts };
    files = growByText(tree, resolver, graph, grown.files);
  }
};
