import type { TextEdit } from "./edit-plan.ts";
import { migrationError } from "./migration-error.ts";

/**
 * A text with its edits made; everything outside their ranges stays as it is. Insertions at one place keep their order.
 * Throws `MIGRATION_EDITS_OVERLAP` where two edits claim the same text, or one lies outside.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) throw overlap(edit);
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

const overlap = ({ file, start, end }: TextEdit) =>
  migrationError(
    "MIGRATION_EDITS_OVERLAP",
    `Two edits of ${file} claim the same text, or one lies outside the file (offsets ${start} to ${end}).`,
    "This is a defect of unconduct: please report it. Nothing was written; --only runs one codemod at a time.",
  );
