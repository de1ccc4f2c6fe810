import { applyEdits } from "./apply-edits.ts";
import type { EditPlan, ManualMark, TextEdit } from "./edit-plan.ts";
import { markEdits } from "./mark-edits.ts";

/** One file as it is and as it shall be. */
export interface FileChange {
  /** POSIX path relative to the project's root. */
  readonly file: string;
  /** Null for a file that does not exist yet. */
  readonly before: string | null;
  readonly after: string;
}

/** What a plan makes of the files, sorted by path; files that would stay as they are do not appear. Pure. */
export function planFiles(
  codemodId: string,
  plan: EditPlan,
  readText: (file: string) => string | undefined,
): FileChange[] {
  const edits = [...plan.changes.flatMap((it) => it.edits), ...plan.shared];
  const files = [...new Set([...edits, ...plan.marks].map((it) => it.file))];
  const changed = files.flatMap((file): FileChange[] => {
    const before = readText(file);
    if (before === undefined) return [];
    const own = edits.filter((it) => it.file === file);
    return [{ file, before, after: withMarks(codemodId, file, before, own, plan.marks) }];
  });
  const created = plan.newFiles.map(({ file, text }): FileChange => ({ file, before: null, after: text }));
  return [...changed, ...created]
    .filter((it) => it.before !== it.after)
    .sort((a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)));
}

/** Marks go in front of the edits of their line, so they are part of the same pass. */
function withMarks(
  codemodId: string,
  file: string,
  before: string,
  edits: readonly TextEdit[],
  marks: readonly ManualMark[],
): string {
  const own = marks.filter((it) => it.file === file);
  return applyEdits(before, [...markEdits(codemodId, file, before, own), ...edits]);
}
