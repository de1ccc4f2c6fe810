import { diskFolder } from "../../analyzer/index.ts";
import type { Journal } from "../../contracts/journal.ts";
import type { Migration } from "../../contracts/migration.ts";
import type { RunEvidence } from "../../contracts/run-evidence.ts";
import type { Codemod } from "./define-codemod.ts";
import { type Disk, realDisk } from "./disk.ts";
import { explainDiskErrors } from "./explain-disk-errors.ts";
import { fileOutcomes, placesOf } from "./file-outcomes.ts";
import { formatTexts } from "./format-texts.ts";
import { gitOf, refuseDirty } from "./git.ts";
import { JournalStore } from "./journal-store.ts";
import { loadCompiler } from "./load-compiler.ts";
import { type PlannedRun, planRun } from "./plan-run.ts";
import { openProject, withTexts } from "./project.ts";
import { recoverRuns } from "./recover-runs.ts";
import { type LockHolder, withRunLock } from "./run-lock.ts";
import { typeProblems } from "./type-problems.ts";
import { verifyRun } from "./verify-run.ts";
import { finishRun, writeRun } from "./write-run.ts";

/** How to run codemods over a folder. */
export interface MigrateOptions {
  /** Absolute, real path. */
  readonly root: string;
  readonly toolVersion: string;
  /** Null where single codemods were named. */
  readonly stage: Journal["stage"];
  readonly codemods: readonly Codemod[];
  readonly declarations: ReadonlyMap<string, string>;
  /** What runs showed. Default: nothing is known. */
  readonly evidence?: RunEvidence;
  /** False: plan and report only. */
  readonly write: boolean;
  /** False: written without verification. */
  readonly verify: boolean;
  readonly allowDirty: boolean;
  readonly createCommits: boolean;
  readonly formatChanged: boolean;
  /** Asked for each change; default: all are taken. */
  readonly choose?: (run: PlannedRun) => Promise<(changeId: string) => boolean>;
  readonly onStep?: (step: string) => void;
  readonly now: Date;
  readonly holder: LockHolder;
  /** Default: the real one. */
  readonly disk?: Disk;
}

/** Plans codemods over a folder and, if asked to, verifies and writes them. Nothing that fails verification is written. */
export async function migrate(options: MigrateOptions): Promise<Migration> {
  if (!options.write) return report(options, await plan(options), null);
  const disk = options.disk ?? realDisk;
  return withRunLock(disk, options.root, options.holder, async () => {
    recoverRuns(disk, new JournalStore(disk, options.root), options.root);
    const git = gitOf(options.root);
    refuseDirty(git, options.allowDirty);
    const planned = await plan(options);
    if (planned.run.files.length === 0) return report(options, planned, null);
    const verified = options.verify ? verify(options, planned) : { checks: ["skipped: --no-verify"], problems: [] };
    if (verified.problems.length > 0) return report(options, { ...planned, ...verified }, null);
    options.onStep?.("writing");
    const store = new JournalStore(disk, options.root);
    const journal = explainDiskErrors(
      () => finishRun(store, writeRun(disk, store, options.root, headOf(options), planned.run.files), null),
      () => void recoverRuns(disk, store, options.root),
    );
    const files = planned.run.files.map((it) => it.file);
    const commit = options.createCommits && git ? git.commit(files, commitMessage(planned.run)) : null;
    if (commit !== null) finishRun(store, journal, commit);
    return report(options, { ...planned, ...verified }, { ...journal, commit });
  });
}

interface Planned {
  readonly run: PlannedRun;
  /** Changes that were turned down. */
  readonly declined: number;
}

async function plan({
  root,
  toolVersion,
  codemods,
  evidence,
  choose,
  formatChanged,
  onStep,
}: MigrateOptions): Promise<Planned> {
  const project = openProject(diskFolder(root), { toolVersion, evidence, ...(onStep && { onStep }) });
  onStep?.("planning");
  const all = planRun(project, codemods);
  const isDeclined = (await choose?.(all)) ?? (() => false);
  const run = choose ? planRun(project, codemods, isDeclined) : all;
  const declined = placesOf(all).changes.filter((it) => isDeclined(it.id)).length;
  return { run: formatChanged ? formatted(root, run) : run, declined };
}

/** The run with the texts that the project's formatter makes of it, to be verified as they are. */
function formatted(root: string, run: PlannedRun): PlannedRun {
  const files = formatTexts(root, run.files);
  return { ...run, files, after: withTexts(run.before, new Map(files.map((it) => [it.file, it.after]))) };
}

function verify({ root, declarations, onStep }: MigrateOptions, { run, declined }: Planned) {
  onStep?.("verifying: a second plan and a fresh audit");
  const checks = ["changed files parse", "a second run changes nothing", "a fresh audit shows what was promised"];
  const problems = verifyRun(run, declined);
  if (problems.length > 0) return { checks, problems };
  const compiler = loadCompiler(root);
  onStep?.(`verifying: types, with ${compiler.name}`);
  const found = typeProblems({ root, compiler, files: run.files, declarations });
  return {
    checks: [...checks, `no new type error (${compiler.name})`],
    problems: found.map((it) => `new type error: ${it}`),
  };
}

function headOf({ toolVersion, stage, codemods, now }: MigrateOptions) {
  const startedAt = now.toISOString();
  const id = startedAt.replace(/[-:.]/g, "");
  return { id, toolVersion, startedAt, stage, codemods: codemods.map((it) => it.meta.id) };
}

function commitMessage({ codemods }: PlannedRun): string {
  const at = codemods.filter((it) => it.files.length > 0).map((it) => it.codemod.meta);
  return `unconduct: ${at.map((it) => it.id).join(", ")}\n\n${at.map((it) => it.what).join("\n")}\n`;
}

function report(
  { toolVersion, stage, codemods }: MigrateOptions,
  planned: Planned & Partial<Pick<Migration, "checks" | "problems">>,
  journal: Journal | null,
): Migration {
  const problems = planned.problems ?? [];
  return {
    contract: "migration/1",
    toolVersion,
    stage,
    codemods: codemods.map(({ meta }) => {
      const result = planned.run.codemods.find((it) => it.codemod.meta.id === meta.id)?.result;
      return { id: meta.id, refusal: result?.kind === "refusal" ? result.reason : null };
    }),
    written: journal !== null,
    run: journal?.id ?? null,
    commit: journal?.commit ?? null,
    checks: planned.checks ?? [],
    problems,
    ...placesOf(planned.run),
    files: fileOutcomes(planned.run, problems),
  };
}
