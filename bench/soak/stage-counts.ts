import type { Migration } from "../../contracts/migration.ts";

/** What a run of one stage's codemods did to a checkout, counted. */
export interface StageCounts {
  /** In-memory savers and stores that moved (stage 3); pairs that hand over directly (stage 2). */
  readonly moved: number;
  /** Those that the stage is not for, by reason: tests, dead code, browsers, orders that only a prompt asks for. */
  readonly excluded: Readonly<Record<string, number>>;
  /** Those that stay although the stage is for them, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Savers and stores that are no in-memory ones. */
  readonly external: number;
  readonly marks: number;
  readonly files: number;
  /** What verification stopped the run with. */
  readonly problems: readonly string[];
}

/** What a run did for one stage. */
export const countsOf = (stage: 2 | 3, migration: Migration): StageCounts =>
  stage === 2 ? countPairs(migration) : countSavers(migration);

/** Pairs of agents that hand over directly now; those that code fixes and that stay; orders that only a prompt asks for. */
function countPairs({ changes, left, marks, files, problems }: Migration): StageCounts {
  const pairs = changes.reduce((total, { what }) => total + what.split(" -> ").length - 1, 0);
  const shown = left.map((it) => ({
    ...it,
    reason: it.reason.replace(/^.* to [^:]*: /, "").replace(/asks for [^:]*:/, "asks for it:"),
  }));
  return {
    moved: problems.length > 0 ? 0 : pairs,
    excluded: byReason(shown.filter((it) => it.kind === "unchanged")),
    refused: {
      ...byReason(shown.filter((it) => it.kind === "refused")),
      ...(problems.length > 0 && pairs > 0 && { "stopped by verification": pairs }),
    },
    external: 0,
    marks: marks.length,
    files: files.filter((it) => "diff" in it).length,
    problems,
  };
}

function countSavers({ changes, left, marks, files, problems }: Migration): StageCounts {
  const savers = left.filter((it) => it.codemod === saverCodemod);
  const inMemory = savers.filter((it) => !/keeps its state outside the process|this project's own/.test(it.reason));
  const isExcluded = (it: Migration["left"][number]): boolean =>
    it.kind === "unchanged" || it.reason.includes("must not reach a Redis server");
  const moved = changes.filter((it) => it.codemod === saverCodemod).length;
  return {
    moved: problems.length > 0 ? 0 : moved,
    excluded: byReason(inMemory.filter(isExcluded)),
    refused: {
      ...byReason(inMemory.filter((it) => !isExcluded(it))),
      ...(problems.length > 0 && moved > 0 && { "stopped by verification": moved }),
    },
    external: savers.length - inMemory.length,
    marks: marks.length,
    files: files.filter((it) => "diff" in it).length,
    problems,
  };
}

const saverCodemod = "move-savers-to-redis";

function byReason(places: readonly { readonly reason: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of places) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
