import type { AppModel } from "../../../contracts/audit.ts";
import type { StateSite } from "../../../contracts/audited-site.ts";
import { type KeptElsewhere, keptElsewhere } from "../../../contracts/kept-elsewhere.ts";
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
      .map((site) => toDraft(site, keptElsewhere(model, site.app))),
};

const isInLiveApp = (model: AppModel, site: StateSite): boolean =>
  model.apps.some((app) => app.id === site.app && !app.dead);

const toDraft = (site: StateSite, elsewhere: KeptElsewhere | null): FindingDraft => ({
  file: site.file,
  line: site.line,
  app: site.app,
  subject: [site.kind, site.name],
  what:
    site.kind === "saver"
      ? `${site.name} keeps the checkpoints of this app in the memory of one process.`
      : `${site.name} keeps the long-term store of this app in the memory of one process.`,
  ...(elsewhere === null
    ? {
        remedy: `Give the graph a ${site.kind} outside the process, such as Redis or Postgres.`,
        fix: "stage-3" as const,
      }
    : { level: "info", fix: "none", ...adviceFor(site.kind, elsewhere) }),
});

const adviceFor = (kind: StateSite["kind"], elsewhere: KeptElsewhere): Pick<FindingDraft, "why" | "remedy"> =>
  elsewhere.kind === "server"
    ? {
        why: `The LangGraph server of ${elsewhere.file} runs this graph and brings a ${kind} of its own; this one is not used there.`,
        remedy: `Nothing, as long as only that server runs the graph; ${kind === "saver" ? "a checkpointer" : "a store"} of one's own is for code that runs it elsewhere.`,
      }
    : {
        why: `This app runs in a ${elsewhere.what}: its conversations end with that process, and no shared Redis may be reached from there.`,
        remedy: "Keep what must last behind a server of your own, or in storage that this host has.",
      };
