import type { Dynamic } from "../../../contracts/audited-app.ts";
import type { FindingDraft, Rule } from "../rule.ts";

/** Flags (say in one sentence what it flags). */
export const rule: Rule = {
  meta: {
    id: "template-rule",
    title: "Agents that only exist at run time",
    level: "info",
    stage: null,
    why: "Nothing can be promised about agents whose names are made up while the app runs.",
    docs: "docs/rules/template-rule.md",
  },
  check: (model) =>
    model.apps
      .filter((app) => !app.dead)
      .flatMap((app) => app.dynamic.filter((dynamic) => dynamic.what === "agents").map((it) => toDraft(app.id, it))),
};

const toDraft = (app: string, dynamic: Dynamic): FindingDraft => ({
  file: dynamic.file,
  line: dynamic.line,
  app,
  subject: [dynamic.expr],
  what: `The agents of this graph come from ${dynamic.expr}.`,
  remedy: "List the agents in the code where you can.",
  fix: "manual",
});
