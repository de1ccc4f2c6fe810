import type { AppModel } from "../../../contracts/audit.ts";
import type { StateSite } from "../../../contracts/audited-site.ts";
import type { FindingDraft, Rule } from "../rule.ts";

/** Flags savers and stores of live apps that keep their contents in the process. */
export const rule: Rule = {
  meta: {
    id: "in-memory-saver",
    title: "Saver or store that lives in the process",
    level: "warning",
    stage: 3,
    why:
      "A restart loses every conversation, and a second process does not see them, so the app can neither be deployed " +
      "without loss nor scaled out.",
    docs: "docs/rules/in-memory-saver.md",
  },
  check: (model) =>
    model.stateSites
      .filter((site) => (site.kind === "saver" || site.kind === "store") && site.durability === "process")
      .filter((site) => isInLiveApp(model, site))
      .map(toDraft),
};

const isInLiveApp = (model: AppModel, site: StateSite): boolean =>
  model.apps.some((app) => app.id === site.app && !app.dead);

const toDraft = (site: StateSite): FindingDraft => ({
  file: site.file,
  line: site.line,
  app: site.app,
  subject: [site.kind, site.name],
  what:
    site.kind === "saver"
      ? `${site.name} keeps the checkpoints of this app in the memory of one process.`
      : `${site.name} keeps the long-term store of this app in the memory of one process.`,
  remedy: `Give the graph a ${site.kind} outside the process, such as Redis or Postgres.`,
  fix: "stage-3",
});
