import type { Migration } from "../../contracts/migration.ts";

/** The stages that have codemods. */
export const countedStages = [1, 2, 3] as const;

/** One of them. */
export type CountedStage = (typeof countedStages)[number];

/** True for a stage that has codemods. */
export const isCountedStage = (stage: number): stage is CountedStage => countedStages.some((it) => it === stage);

/** What a run of one stage's codemods did to a checkout, counted. */
export interface StageCounts {
  readonly stage: CountedStage;
  /** Calls that ask the registry first (stage 1); pairs that hand over directly (2); savers and stores that moved (3). */
  readonly moved: number;
  /** Those that the stage is not for, by reason: gates, tests, dead code, browsers, orders that only a prompt asks for. */
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
export const countsOf = (stage: CountedStage, migration: Migration): StageCounts => ({
  stage,
  ...{ 1: countSites, 2: countPairs, 3: countSavers }[stage](migration),
  marks: migration.marks.length,
  files: migration.files.filter((it) => "diff" in it).length,
  problems: migration.problems,
});

type Counted = Pick<StageCounts, "moved" | "excluded" | "refused" | "external">;

/** Calls that only pick who runs next: those that ask first, those that judge or are dead, those that stay. */
function countSites({ changes, left: all, problems }: Migration): Counted {
  const left = all.filter((it) => it.codemod === "ask-registry-first"); // prebuilt conductors are another matter
  const moved = changes.filter((it) => it.id.startsWith("ask-registry-first ")).length;
  return {
    moved: problems.length > 0 ? 0 : moved,
    excluded: byReason(left.filter((it) => it.kind === "unchanged")),
    refused: {
      ...byReason(left.filter((it) => it.kind === "refused")),
      ...(problems.length > 0 && moved > 0 && { "stopped by verification": moved }),
    },
    external: 0,
  };
}

/** Pairs of agents that hand over directly now; those that code fixes and that stay; orders that only a prompt asks for. */
function countPairs({ changes, left, problems }: Migration): Counted {
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
  };
}

function countSavers({ changes, left, problems }: Migration): Counted {
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
  };
}

const saverCodemod = "move-savers-to-redis";

function byReason(places: readonly { readonly reason: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of places) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
