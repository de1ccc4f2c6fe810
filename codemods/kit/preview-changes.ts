import { applyEdits } from "./apply-edits.ts";
import type { Change } from "./edit-plan.ts";
import type { PlannedCodemod } from "./plan-run.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** Each change of a codemod with its own diff, without what it shares with others. */
export function previewChanges({
  result,
  before,
}: PlannedCodemod): { readonly change: Change; readonly diff: string }[] {
  if (result.kind === "refusal") return [];
  return result.changes.map((change) => {
    const text = before.readText(change.file) ?? "";
    const after = applyEdits(
      text,
      change.edits.filter((it) => it.file === change.file),
    );
    return { change, diff: unifiedDiff({ file: change.file, before: text, after }) };
  });
}
