import type { StoredWrite } from "./checkpoint-record.ts";

/**
 * Compares pending writes as a live run applies them: by path, then task, both by code point, then index. LangGraph
 * exports its comparison since langgraph-checkpoint 1.2 only, and the saver serves older ones too.
 */
export const compareWrites = (a: StoredWrite, b: StoredWrite): number =>
  compareByCodePoint(a.path, b.path) || compareByCodePoint(a.task, b.task) || a.idx - b.idx;

function compareByCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((char, index) => char !== right[index]);
  if (at < 0) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}
