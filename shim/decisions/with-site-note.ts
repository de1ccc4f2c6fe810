import type { Decision } from "../../contracts/decision.ts";
import type { SiteNote } from "../registry-first/site-notes.ts";

/** The record of a decision in whose node the app's own code asked a registry first: who decided, and what was weighed. */
export const withSiteNote = (decision: Decision, note: SiteNote | null): Decision =>
  note === null
    ? decision
    : {
        ...decision,
        ...(note.answered ? { by: "registry" as const, tokens: null } : {}),
        candidates: [...note.candidates],
        abstained: note.abstained,
        stage: 1,
        mode: "live",
      };
