import type { StateSite } from "../../../contracts/audited-site.ts";
import { isDeadApp } from "../is-dead-app.ts";
import type { FindingDraft, Rule } from "../rule.ts";

/** Flags runs whose thread id is the same for everybody. */
export const rule: Rule = {
  meta: {
    id: "constant-thread-id",
    title: "Thread id that is the same for every run",
    level: "warning",
    stage: null,
    why:
      "LangGraph keeps one conversation per thread id, so with a saver all users of this code read and continue the same " +
      "conversation.",
    docs: "docs/rules/constant-thread-id.md",
  },
  check: (model) =>
    model.stateSites
      .filter((site) => site.kind === "thread-id" && site.threadId === "constant" && !isDeadApp(model, site.app))
      .map(toDraft),
};

const toDraft = (site: StateSite): FindingDraft => ({
  file: site.file,
  line: site.line,
  app: site.app,
  subject: [site.name],
  what: `The thread id is the constant ${site.name}.`,
  remedy: "Make one thread id per conversation and keep it with the user or tenant whom the conversation belongs to.",
  fix: "manual",
});
