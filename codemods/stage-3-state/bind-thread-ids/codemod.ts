import type { StateSite } from "../../../contracts/audited-site.ts";
import { keptElsewhere } from "../../../contracts/kept-elsewhere.ts";
import { defineCodemod, type PlanContext } from "../../kit/define-codemod.ts";
import { type Change, emptyPlan, type LeftAlone, type ManualMark } from "../../kit/edit-plan.ts";
import { isTestFile } from "../../kit/is-test-file.ts";
import { fileParser } from "../move-savers-to-redis/saver-site.ts";
import { sortSavers } from "../move-savers-to-redis/sort-savers.ts";
import { type Binding, bindingsOf } from "./bindings-of.ts";

const id = "bind-thread-ids";

/** Makes thread ids of requests belong to their tenant where that is sound; marks the others, and constants. */
export const codemod = defineCodemod({
  meta: {
    id,
    stage: 3,
    what: "Makes thread ids that a request names a part of their tenant's, where each use of them can change, and marks the others and constants.",
    safety: "review",
    answers: ["constant-thread-id"],
  },
  plan: (context) => {
    const kept = keptApps(context);
    const changes: Change[] = [];
    const marks: ManualMark[] = [];
    const left: LeftAlone[] = [];
    const sites = context.audit.stateSites.filter((it) => it.kind === "thread-id");
    const bound = bindingsOf(context, sites);
    for (const site of sites) {
      const { file, line } = site;
      if (isTestFile(file, context.readText(file) ?? "")) {
        left.push({ file, line, kind: "unchanged", reason: "a test: its conversations are meant to end with it" });
        continue;
      }
      const binding = bound.get(site);
      if (binding && "change" in binding && !context.isDeclined(binding.change.id)) {
        changes.push(binding.change);
        continue;
      }
      const reason = kept.has(site.app) ? whyMarked(site, binding) : undefined;
      if (reason === undefined) left.push({ file, line, kind: "unchanged", reason: whyFine(site, kept.has(site.app)) });
      else marks.push({ file, line, reason });
    }
    return { ...emptyPlan, changes, marks, left };
  },
});

/**
 * Apps whose conversations outlive a process, or will when this stage is through; for the others a thread id says nothing.
 * A saver that something stands in the way of counts: it is meant to move.
 */
function keptApps(context: PlanContext): ReadonlySet<string | null> {
  const { moving, staying } = sortSavers(context, fileParser(context));
  const kept = staying.filter((it) => it.site.durability !== "process" || it.kind === "refused" || it.keptByAnother);
  const apps = [...moving, ...kept].map(({ site }) => site).filter((it) => it.kind === "saver");
  const isGone = (id: string | null): boolean =>
    context.audit.apps.some((it) => it.id === id && it.dead) || keptElsewhere(context.audit, id)?.kind === "host";
  return new Set(apps.map((it) => it.app).filter((it) => !isGone(it)));
}

function whyMarked(site: StateSite, binding: Binding | undefined): string | undefined {
  if (site.threadId === "constant")
    return `every run continues the one conversation ${site.name}; give each conversation an id of its own`;
  if (site.threadId !== "request") return undefined;
  const how = site.tenant
    ? `make it of ${site.tenant.expr} and the id, encoded`
    : "no tenant or user id is in reach here";
  const why = binding && "reason" in binding ? `; not done here: ${binding.reason}` : "";
  return `whoever sends this id reads that conversation; tie it to a tenant (${how}${why})`;
}

function whyFine({ threadId }: StateSite, isKept: boolean): string {
  if (!isKept) return "no conversation of this app outlives its process";
  if (threadId === "tenant-scoped") return "the thread id names its tenant already";
  if (threadId === "user") return "the thread id is a user's id";
  return threadId === "random" ? "a new thread for each run" : "where the thread id comes from could not be seen";
}
