import type { FileOutcome, Migration } from "../../contracts/migration.ts";
import type { FileChange } from "./plan-files.ts";
import type { PlannedRun } from "./plan-run.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** What happened, or would happen, at single places; the parts of `migration/1` that a plan alone decides. */
export function placesOf({ codemods }: PlannedRun): Pick<Migration, "changes" | "marks" | "left"> {
  const plans = codemods.flatMap(({ codemod, result }) =>
    result.kind === "plan" ? [{ codemod: codemod.meta.id, plan: result }] : [],
  );
  return {
    changes: plans.flatMap(({ codemod, plan }) =>
      plan.changes.map(({ id, file, line, what }) => ({ id, codemod, file, line, what })),
    ),
    marks: plans.flatMap(({ codemod, plan }) => plan.marks.map((it) => ({ codemod, ...it }))),
    left: plans.flatMap(({ codemod, plan }) => plan.left.map((it) => ({ codemod, ...it }))),
  };
}

/** One outcome for every file that a codemod looked at, sorted by path. */
export function fileOutcomes(run: PlannedRun, problems: readonly string[]): FileOutcome[] {
  const places = placesOf(run);
  const changed = new Map(run.files.map((it) => [it.file, it]));
  const paths = new Set([
    ...changed.keys(),
    ...run.codemods.flatMap((it) => it.lookedAt),
    ...places.marks.map((it) => it.file),
    ...places.left.map((it) => it.file),
  ]);
  return [...paths].sort().map((file) => outcomeOf(file, changed.get(file), places, problems));
}

function outcomeOf(
  file: string,
  change: FileChange | undefined,
  { changes, marks, left }: Pick<Migration, "changes" | "marks" | "left">,
  problems: readonly string[],
): FileOutcome {
  const reasonsOf = (places: readonly { file: string; line: number; reason: string }[]): string[] =>
    places.filter((it) => it.file === file).map((it) => `line ${it.line}: ${it.reason}`);
  const refused = reasonsOf(left.filter((it) => it.kind === "refused"));
  if (change && problems.length > 0) return { outcome: "failed", file, reasons: [...problems] };
  if (change) {
    const diff = unifiedDiff(change);
    const own = changes.filter((it) => it.file === file).map((it) => `line ${it.line}: ${it.what}`);
    const isMarked = own.length === 0 && marks.some((it) => it.file === file);
    if (isMarked) return { outcome: "marked", file, reasons: reasonsOf(marks), diff };
    const marked = reasonsOf(marks).map((it) => `${it} (marked for a person)`);
    const what = own.length > 0 ? own : ["needed by the changes in other files"];
    const reasons = [...what, ...marked, ...refused.map((it) => `${it} (refused)`)];
    return { outcome: "changed", file, created: change.before === null, reasons, diff };
  }
  if (refused.length > 0) return { outcome: "refused", file, reasons: refused };
  const stays = [...reasonsOf(left), ...reasonsOf(marks).map((it) => `${it} (marked already)`)];
  return { outcome: "unchanged", file, reasons: stays.length > 0 ? stays : ["looked at: nothing to do here"] };
}
