import type { Abstention, Candidate } from "../../contracts/decision.ts";

/** What the registry said at a routing call site that asked it first, for the record of the task it ran in. */
export interface SiteNote {
  /** True: its answer took effect, and no model was asked. */
  readonly answered: boolean;
  readonly candidates: readonly Candidate[];
  /** null: it answered. */
  readonly abstained: Abstention | null;
}

/** Notes that nobody fetches (the graph is not wrapped) make room for newer ones. */
const MOST_KEPT = 1_000;

const KEY = Symbol.for("unconduct.site-notes");

/** One list for all copies of this module in the process: a seam may be CommonJS where the app is not. */
const notes = (): Map<string, SiteNote> => {
  if (known !== null) return known;
  const holder = globalThis as { [KEY]?: Map<string, SiteNote> }; // nobody else has this symbol
  holder[KEY] ??= new Map();
  known = holder[KEY];
  return known;
};

/** The list once found: looking through the globals at each decision costs more than looking into it. */
let known: Map<string, SiteNote> | null = null;

/** Leaves a note for a task, by its id. */
export const leaveNote = (task: string, note: SiteNote): void => {
  const kept = notes();
  kept.set(task, note);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
};

/** Takes the note of a task; null: its code asked no registry. */
export const takeNote = (task: string): SiteNote | null => {
  const kept = notes();
  if (kept.size === 0) return null;
  const note = kept.get(task) ?? null;
  kept.delete(task);
  return note;
};
