import { diskFolder } from "../../analyzer/index.ts";
import type { Audit } from "../../contracts/audit.ts";
import type { CodeStage, CodeStages } from "../../contracts/code-stages.ts";
import type { RunEvidence } from "../../contracts/run-evidence.ts";
import { stageNames } from "../../contracts/stage-names.ts";
import type { Codemod } from "./define-codemod.ts";
import { realDisk } from "./disk.ts";
import { placesOf } from "./file-outcomes.ts";
import { findMarks } from "./find-marks.ts";
import { JournalStore } from "./journal-store.ts";
import { type PlannedRun, planRun } from "./plan-run.ts";
import { openProject, type Project, planContext } from "./project.ts";

/** What to survey. */
export interface SurveyOptions {
  /** Absolute, real path. */
  readonly root: string;
  readonly toolVersion: string;
  readonly codemods: readonly Codemod[];
  /** What runs showed. Default: nothing is known. */
  readonly evidence?: RunEvidence;
  readonly onStep?: (step: string) => void;
}

/** Which stages a project's code has been through and what each would do now. Reads only. */
export function surveyStages({ root, toolVersion, codemods, evidence, onStep }: SurveyOptions): CodeStages {
  const project = openProject(diskFolder(root), { toolVersion, evidence, ...(onStep && { onStep }) });
  onStep?.("planning");
  const stages = stageNames.map((name, stage) => ({ name, stage })).slice(1);
  return {
    contract: "code-stages/1",
    toolVersion,
    stages: stages.map(({ name, stage }) => {
      const own = codemods.filter((it) => it.meta.stage === stage);
      return { stage, name, codemods: own.map((it) => it.meta.id), ...stateOf(project, own, stage) };
    }),
    marks: findMarks(project),
    runs: new JournalStore(realDisk, root).all().map(({ id, startedAt, stage, codemods: ids, state, commit }) => ({
      id,
      startedAt,
      stage,
      codemods: ids,
      state,
      commit,
    })),
  };
}

type StageState = Pick<CodeStage, "state" | "reason" | "changes" | "manual">;

function stateOf(project: Project, codemods: readonly Codemod[], stage: number): StageState {
  const asked = askedOf(project.audit, stage);
  if (codemods.length === 0) {
    const found = asked.length === 0 ? "the audit finds nothing for it" : `places for it: ${asked.length}`;
    const reason = `this version has no codemod for it; ${found}`;
    return { state: "unavailable", reason, changes: [], manual: asked };
  }
  const run = planRun(project, codemods);
  const { changes, marks, left } = placesOf(run);
  const manual = [
    ...marks.map(({ file, line, reason }) => ({ file, line, what: reason })),
    ...left.filter((it) => it.kind === "refused").map(({ file, line, reason }) => ({ file, line, what: reason })),
  ];
  if (changes.length > 0)
    return { state: "open", reason: `changes that would be made: ${changes.length}`, changes, manual };
  const isDone = codemods.some((it) =>
    it.isDone?.(
      project.audit,
      planContext(project, () => false),
    ),
  );
  if (isDone) return { state: "done", reason: "nothing left that can be changed", changes, manual };
  return { state: "not-applicable", reason: reasonOf(run), changes, manual };
}

/** Why nothing would be changed, by what the codemods say of the places they left and of the project as a whole. */
function reasonOf(run: PlannedRun): string {
  const places = placesOf(run).left.map((it) => it.reason);
  const refusals = run.codemods.flatMap(({ result }) => (result.kind === "refusal" ? [result.reason] : []));
  const reasons = [...new Set([...places, ...refusals])];
  return reasons.length === 0 ? "the audit finds nothing that it is for" : reasons.join("; ");
}

const askedOf = ({ findings }: Audit, stage: number) =>
  findings.filter((it) => it.fix === `stage-${stage}`).map(({ file, line, what }) => ({ file, line, what }));
