import type { StateSite } from "../../../contracts/audited-site.ts";
import { defineCodemod, type PlanContext } from "../../kit/define-codemod.ts";
import { emptyPlan, type LeftAlone, type ManualMark } from "../../kit/edit-plan.ts";
import { tenantInReach } from "./tenant-in-reach.ts";

/** Marks thread ids that let conversations meet: constants, and ids that a request names without its tenant. */
export const codemod = defineCodemod({
  meta: {
    id: "mark-thread-ids",
    stage: 3,
    what: "Marks thread ids that are the same for every run, and those that a request may choose without its tenant.",
    safety: "review",
    answers: ["constant-thread-id"],
  },
  plan: (context) => {
    const kept = keptApps(context);
    const sites = context.audit.stateSites.filter((it) => it.kind === "thread-id");
    const marks: ManualMark[] = [];
    const left: LeftAlone[] = [];
    for (const site of sites) {
      const { file, line } = site;
      const reason = kept.has(site.app) ? whyMarked(context, site) : undefined;
      if (reason === undefined) left.push({ file, line, kind: "unchanged", reason: whyFine(site, kept.has(site.app)) });
      else marks.push({ file, line, reason });
    }
    return { ...emptyPlan, marks, left };
  },
});

/** Apps whose conversations are kept at all; for the others a thread id says nothing. */
const keptApps = ({ audit }: PlanContext): ReadonlySet<string | null> =>
  new Set(
    audit.stateSites
      .filter((it) => it.kind === "saver" && !audit.apps.find((app) => app.id === it.app)?.dead)
      .map((it) => it.app),
  );

function whyMarked(context: PlanContext, site: StateSite): string | undefined {
  if (site.threadId === "constant")
    return `every run continues the one conversation ${site.name}; give each conversation an id of its own`;
  if (site.threadId !== "request") return undefined;
  const tenant = tenantInReach(context, site);
  const how =
    tenant === undefined ? "no tenant or user id is in reach here" : `make it of ${tenant} and the id, encoded`;
  return `whoever sends this id reads that conversation; tie it to a tenant (${how})`;
}

function whyFine({ threadId }: StateSite, isKept: boolean): string {
  if (!isKept) return "nothing keeps the conversations of this app";
  if (threadId === "tenant-scoped") return "the thread id names its tenant already";
  return threadId === "random" ? "a new thread for each run" : "where the thread id comes from could not be seen";
}
