import type { StateSite } from "../../../contracts/audited-site.ts";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { Change } from "../../kit/edit-plan.ts";
import { packageOfFile } from "../../kit/package-of-file.ts";
import { isSourceFile, parseSource } from "../../kit/parse-source.ts";
import { isSurelyString } from "./is-surely-string.ts";

/** What is done about a thread id for which a tenant is in reach: the change, or why it is left to a person. */
export type Binding = { readonly change: Change } | { readonly reason: string };

/**
 * How the thread ids of each app become their tenant's. An app's ids change all together or not at all: a run, a look at
 * the state and an update that name one conversation must still name one. That is so where every `thread_id` that the
 * package's source names is one of these ids, each made of the same-named tenant; where conversations are only in the
 * memory of a process so far, so that none is lost under its old id; and where id and tenant are surely texts.
 */
export function bindingsOf(context: PlanContext, sites: readonly StateSite[]): ReadonlyMap<StateSite, Binding> {
  const found = new Map<StateSite, Binding>();
  const candidates = sites.filter((it) => it.tenant && (it.threadId === "request" || it.threadId === "unknown"));
  // Where one is a request's, the others must change with it, wherever they come from.
  const apps = new Set(candidates.filter((it) => it.threadId === "request").map((it) => it.app));
  for (const app of apps) {
    const own = candidates.filter((it) => it.app === app);
    const reason = whyNotTogether(context, own);
    const changes = reason === undefined ? own.map((it) => changeOf(context, it)) : [];
    const problem = reason ?? changes.find((it) => typeof it === "string");
    for (const [index, site] of own.entries()) {
      const change = changes[index];
      if (problem !== undefined) found.set(site, { reason: String(problem) });
      else if (change !== undefined && typeof change !== "string") found.set(site, { change });
    }
  }
  return found;
}

function whyNotTogether(context: PlanContext, sites: readonly StateSite[]): string | undefined {
  const [first] = sites;
  if (!first) return "no app of this project owns it";
  const savers = context.audit.stateSites.filter((it) => it.kind === "saver" && it.app === first.app);
  if (savers.length === 0) return "nothing keeps the conversations of this app";
  const kept = savers.find((it) => it.durability !== "process");
  if (kept) return `${kept.name} keeps conversations under their old ids; move them with it`;
  if (new Set(sites.map((it) => lastName(it.tenant?.expr ?? ""))).size > 1)
    return "the places name their tenant in different ways";
  const { folder } = packageOfFile(context, first.file);
  const prefix = folder === "" ? "" : `${folder}/`;
  const files = new Set([...context.files.filter((it) => it.startsWith(prefix)), ...sites.map((it) => it.file)]);
  for (const file of files) {
    const text = isSourceFile(file) ? (context.readText(file) ?? "") : "";
    const named = text.match(/\bthread_id\b/g)?.length ?? 0;
    if (named > sites.filter((it) => it.file === file).length)
      return `${file} names thread_id in another way, which would have to change with it`;
  }
  return undefined;
}

function changeOf(context: PlanContext, site: StateSite): Change | string {
  const { file, line, start, end, tenant } = site;
  const text = context.readText(file);
  if (text === undefined || start === undefined || end === undefined || !tenant)
    return "its place is not known exactly";
  const source = parseSource(file, text);
  const given = text.slice(start, end);
  if (!isSurelyString(source, start, given)) return `${oneLine(given)} may be no text`;
  if (!/(tenant|org(ani[sz]ation)?|workspace|account|customer|user)_?id/i.test(tenant.expr))
    return `${tenant.expr} does not say that it is a tenant`;
  if (!isSurelyString(source, start, tenant.expr)) return `${tenant.expr} may be no text`;
  // Both are encoded: no tenant and id of one conversation read like those of another.
  const bound = `\`\${encodeURIComponent(${tenant.expr})}/\${encodeURIComponent(${given})}\``;
  const what = `the thread id becomes one of ${tenant.expr}`;
  return { id: `bind-thread-ids ${file}:${start}`, file, line, what, edits: [{ file, start, end, text: bound }] };
}

const lastName = (expr: string): string => /\w+$/.exec(expr)?.[0] ?? expr;
const oneLine = (text: string): string => text.replace(/\s+/g, " ");
