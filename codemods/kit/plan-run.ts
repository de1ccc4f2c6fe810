import type { Codemod } from "./define-codemod.ts";
import type { EditPlan, Refusal } from "./edit-plan.ts";
import { type FileChange, planFiles } from "./plan-files.ts";
import { type Project, planContext, withTexts } from "./project.ts";

/** What one codemod of a run planned, over the files as the codemods before it leave them. */
export interface PlannedCodemod {
  readonly codemod: Codemod;
  readonly result: EditPlan | Refusal;
  /** What this codemod alone changes. */
  readonly files: readonly FileChange[];
  /** Files whose text it read, sorted. */
  readonly lookedAt: readonly string[];
  readonly before: Project;
  readonly after: Project;
}

/** A whole run, computed and nothing written. */
export interface PlannedRun {
  readonly codemods: readonly PlannedCodemod[];
  /** All codemods together, against the untouched tree; sorted by file. */
  readonly files: readonly FileChange[];
  readonly before: Project;
  readonly after: Project;
}

/** Plans codemods in order, each over a fresh audit of what the ones before it leave. Pure: reads, never writes. */
export function planRun(
  project: Project,
  codemods: readonly Codemod[],
  isDeclined: (changeId: string) => boolean = () => false,
): PlannedRun {
  const planned: PlannedCodemod[] = [];
  let now = project;
  for (const codemod of codemods) {
    const before = now;
    const lookedAt = new Set<string>();
    const readText = (file: string): string | undefined => {
      const text = before.readText(file);
      if (text !== undefined) lookedAt.add(file);
      return text;
    };
    const result = codemod.plan({ ...planContext(before, isDeclined), readText });
    const files = result.kind === "plan" ? planFiles(codemod.meta.id, result, before.readText) : [];
    now = files.length === 0 ? before : withTexts(before, new Map(files.map((it) => [it.file, it.after])));
    planned.push({ codemod, result, files, lookedAt: [...lookedAt].sort(), before, after: now });
  }
  const touched = [...new Set(planned.flatMap((it) => it.files.map(({ file }) => file)))].sort();
  const files = touched.map((file) => ({
    file,
    before: project.readText(file) ?? null,
    after: now.readText(file) ?? "",
  }));
  return { codemods: planned, files: files.filter((it) => it.before !== it.after), before: project, after: now };
}
