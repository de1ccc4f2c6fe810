import { type CallSite, picksEdge } from "../../../contracts/call-site.ts";
import { isDeadApp } from "../is-dead-app.ts";
import type { FindingDraft, Rule } from "../rule.ts";

/** Flags model calls whose answer only picks the next agent, and says of gates that they stay. */
export const rule: Rule = {
  meta: {
    id: "routing-only-call",
    title: "Model call that only picks the next agent",
    level: "warning",
    stage: 1,
    why:
      "Each run waits and pays for a model to name an agent out of a fixed list, a choice that a capability registry " +
      "makes without a model whenever it is sure.",
    docs: "docs/rules/routing-only-call.md",
  },
  check: (model) =>
    model.callSites
      .filter((site) => site.classification === "routing-only" && !isDeadApp(model, site.app))
      .flatMap((site) => {
        if (site.replaceability === "rewrite") return [toRewrite(site)];
        return site.decides === "gate" ? [toGate(site)] : [];
      }),
};

const toRewrite = (site: CallSite): FindingDraft => ({
  ...toPlace(site),
  what: `The answer of this call only decides who works next${among(site.targets)}.`,
  remedy: "Ask the registry first and the model only when the registry abstains.",
  fix: "stage-1",
});

const toGate = (site: CallSite): FindingDraft => ({
  ...toPlace(site),
  level: "info",
  what: `The answer of this call ${gives(site)}, but it is a judgement, not a choice of agent.`,
  why: "A registry knows what agents can do; it cannot approve, escalate, retry or stop in a model's place.",
  remedy: "Keep this call.",
  fix: "none",
});

const gives = (site: CallSite): string => (picksEdge(site) ? "only picks an edge" : "only comes to a yes or no");

const toPlace = (site: CallSite): Pick<FindingDraft, "file" | "line" | "app" | "subject"> => ({
  file: site.file,
  line: site.line,
  app: site.app,
  subject: [site.enclosing, site.expr],
});

const among = (targets: readonly string[]): string =>
  targets.length > 0 ? `, among ${targets.length}: ${targets.join(", ")}` : "";
