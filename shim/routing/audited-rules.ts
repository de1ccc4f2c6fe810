import type { Audit } from "../../contracts/audit.ts";
import type { AuditedApp } from "../../contracts/audited-app.ts";
import type { RoutingRule } from "../registry/evidence/rules.ts";

/**
 * The rules of one app's own code that an audit could read as data: they decide before the app's model is asked. Where one
 * of several conditions is enough, each is a rule of its own.
 */
export const auditedRules = ({ facts = [] }: Audit, { id }: Pick<AuditedApp, "id">): RoutingRule[] =>
  facts.flatMap(({ app, kind, target, condition, file, line }) =>
    app === id && kind === "rule" && target !== null && condition !== undefined
      ? condition.anyOf.map((when) => ({ from: `${file}:${line}`, when, target, node: condition.node }))
      : [],
  );
