import type { AppModel } from "../../contracts/audit.ts";
import type { Finding } from "../../contracts/audited-site.ts";
import { findingFingerprint } from "./finding-fingerprint.ts";
import { rules as allRules } from "./registry.ts";
import type { FindingDraft, Rule, RuleMeta } from "./rule.ts";

/** All findings of the rules over one model, sorted by file, line, rule. `rules` defaults to the whole registry. */
export function runRules(model: AppModel, rules: readonly Rule[] = allRules): Finding[] {
  return rules.flatMap((rule) => toFindings(rule.meta, rule.check(model))).sort(byPlaceThenRule);
}

function toFindings(meta: RuleMeta, drafts: readonly FindingDraft[]): Finding[] {
  const seen = new Map<string, number>();
  return drafts.toSorted(byPlace).map((draft) => {
    const key = JSON.stringify([draft.file, draft.subject]);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return {
      file: draft.file,
      line: draft.line,
      ruleId: meta.id,
      level: draft.level ?? meta.level,
      what: draft.what,
      why: draft.why ?? meta.why,
      remedy: draft.remedy,
      fix: draft.fix,
      app: draft.app,
      fingerprint: findingFingerprint(meta.id, draft.file, draft.subject, ordinal),
    };
  });
}

type Placed = Pick<Finding, "file" | "line" | "what">;

const byPlace = (a: Placed, b: Placed): number => compare(a.file, b.file) || a.line - b.line || compare(a.what, b.what);

// `what` last, so that two findings of one rule on one line keep one order whatever order the model lists them in.
const byPlaceThenRule = (a: Finding, b: Finding): number =>
  compare(a.file, b.file) || a.line - b.line || compare(a.ruleId, b.ruleId) || compare(a.what, b.what);

// By code unit, not by locale: the same order on every machine.
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
