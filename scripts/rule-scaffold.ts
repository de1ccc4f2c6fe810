import { checkId, type ScaffoldPlan } from "./scaffold-plan.ts";

/** What a new rule is copied from and to. The test of all rules runs its cases, so it brings no test file of its own. */
export const ruleScaffold = (argument: string | undefined): ScaffoldPlan => {
  const id = checkId("rule", argument);
  return {
    what: "rule",
    id,
    placeholder: "template-rule",
    parts: [
      { from: "analyzer/rules/_template", to: `analyzer/rules/${id}` },
      { from: "fixtures/rules/_template", to: `fixtures/rules/${id}` },
      { from: "docs/rules/_template.md", to: `docs/rules/${id}.md` },
    ],
    replacements: [],
  };
};
