import type { Audit } from "../contracts/audit.ts";
import type { RoutingRule } from "../shim/registry/evidence/rules.ts";
import { auditedRules } from "../shim/routing/audited-rules.ts";

/** Rules of an audited project: those that a registry can follow, and those that only people can read. */
export interface AuditedRuleList {
  readonly rules: readonly RoutingRule[];
  readonly unreadable: readonly { readonly from: string; readonly target: string | null; readonly expr: string }[];
}

/** Of all apps of the audit, in its order. */
export const auditedRuleList = (audit: Audit): AuditedRuleList => ({
  rules: audit.apps.flatMap((app) => auditedRules(audit, app)),
  unreadable: (audit.facts ?? [])
    .filter(({ kind, condition }) => kind === "rule" && condition === undefined)
    .map(({ file, line, target, expr }) => ({ from: `${file}:${line}`, target, expr })),
});
