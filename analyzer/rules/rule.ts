import type { AppModel } from "../../contracts/audit.ts";
import type { Finding } from "../../contracts/audited-site.ts";

/** What a rule is, for reports, docs and the check that its docs page says the same. */
export interface RuleMeta {
  /** Kebab-case; the same for folder, docs page and fixtures. Says the fact found. */
  readonly id: string;
  /** A few words, sentence case, no final period. */
  readonly title: string;
  /** Level of a finding that does not say otherwise. */
  readonly level: Finding["level"];
  /** The stage that resolves it; null when only a person can. */
  readonly stage: 1 | 2 | 3 | 4 | 5 | null;
  /** Why it matters, full sentences; the default `why` of each finding. */
  readonly why: string;
  /** Docs page, relative to the repository's root. */
  readonly docs: string;
}

/** A finding as a rule makes it; `runRules` adds the rule's id, the defaults of its meta and the fingerprint. */
export interface FindingDraft extends Pick<Finding, "file" | "line" | "app" | "what" | "remedy" | "fix"> {
  /** Default: the rule's. */
  readonly level?: Finding["level"];
  /** Default: the rule's. */
  readonly why?: string;
  /** Names that tell this finding from others of the file and survive unrelated edits (never a line number). */
  readonly subject: readonly string[];
}

/** A pure question to the model of the audited apps. */
export interface Rule {
  readonly meta: RuleMeta;
  check(model: AppModel): FindingDraft[];
}
