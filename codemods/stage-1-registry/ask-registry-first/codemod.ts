import type { Audit } from "../../../contracts/audit.ts";
import type { CallSite } from "../../../contracts/call-site.ts";
import { defineCodemod, type PlanContext } from "../../kit/define-codemod.ts";
import { dependencyEdits } from "../../kit/dependency-edits.ts";
import { type Change, type EditPlan, emptyPlan, type LeftAlone, type TextEdit } from "../../kit/edit-plan.ts";
import { runtimePackage } from "../../kit/emitted-packages.ts";
import { freeLocal } from "../../kit/free-local.ts";
import { importEdits, usesRequire } from "../../kit/import-edits.ts";
import { type PackageOfFile, packageOfFile } from "../../kit/package-of-file.ts";
import { type SourceReader, sourceReader } from "../../kit/read-source.ts";
import { relativeImport } from "../../kit/relative-import.ts";
import { isSeamName } from "../../kit/seam-file.ts";
import { styleOf } from "../../kit/text-style.ts";
import { draftCards } from "./card-draft.ts";
import { planCards } from "./cards-file.ts";
import { type RegistrySeam, registrySeam, seamChange } from "./registry-seam.ts";
import { type RoutingSite, routingSite, siteChangeId } from "./routing-site.ts";
import { siteEdit } from "./site-edit.ts";
import { siteNames } from "./site-names.ts";

/** Puts the registry before the model where a call only picks the next agent; every such place is off at first. */
export const codemod = defineCodemod({
  meta: {
    id: "ask-registry-first",
    stage: 1,
    what: "Lets calls that only pick the next agent ask a registry first and the model when it abstains, each off until you turn it on.",
    safety: "review",
    answers: ["routing-only-call"],
  },
  plan: (context) => {
    const read = sourceReader(context);
    const { sites, asking, left } = sortOut(context, read);
    const folders = [
      ...new Set([...sites.map(({ site }) => site), ...asking].map(({ file }) => folderOf(context, file))),
    ];
    const plans = folders.map((folder) => {
      const isOwn = (file: string): boolean => folderOf(context, file) === folder;
      return planPackage(context, read, {
        sites: sites.filter(({ site }) => isOwn(site.file)),
        asking: asking.filter(({ file }) => isOwn(file)),
      });
    });
    return {
      ...emptyPlan,
      changes: plans.flatMap((it) => it.changes),
      shared: plans.flatMap((it) => it.shared),
      newFiles: plans.flatMap((it) => it.newFiles),
      left: [...left, ...plans.flatMap((it) => it.left)],
    };
  },
  isDone: (_, context) => context.files.some((it) => isSeamName(it) && asks(context, it)),
  broken: (before, after, plan) => [
    ...(shapeOf(before) === shapeOf(after) ? [] : ["the audit shows other graphs or edges than before"]),
    ...lostSites(before, after, plan),
  ],
});

const asks = (context: PlanContext, seam: string): boolean =>
  context.readText(seam)?.includes("registryFirst(") ?? false;

const folderOf = (context: PlanContext, file: string): string => packageOfFile(context, file).folder;

/** What a question to the registry must not touch. */
const shapeOf = ({ apps }: Audit): string =>
  JSON.stringify(
    apps.map(({ shape, agents, edges }) => [
      shape,
      agents.map((it) => it.name),
      edges.map((it) => [it.from, it.to, it.kind]),
    ]),
  );

/** A call that was put behind the registry still only picks among the same agents; all others are as they were. */
function lostSites(before: Audit, after: Audit, plan: EditPlan): string[] {
  const texts = ({ callSites }: Audit): string[] =>
    callSites
      .filter(({ file }) => plan.changes.some((it) => it.file === file))
      .map((it) => JSON.stringify([it.file, it.classification, it.decides, it.replaceability, it.targets]));
  const left = texts(after);
  const gone = texts(before).filter((it) => {
    const at = left.indexOf(it);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return gone.map((it) => `the audit no longer shows a call as it was: ${it}`);
}

interface Sorted {
  /** Sites to change. */
  readonly sites: readonly RoutingSite[];
  /** Sites that were changed by an earlier run. */
  readonly asking: readonly CallSite[];
}

function sortOut(context: PlanContext, read: SourceReader): Sorted & { readonly left: readonly LeftAlone[] } {
  const sites: RoutingSite[] = [];
  const asking: CallSite[] = [];
  const left: LeftAlone[] = [];
  for (const site of context.audit.callSites) {
    if (site.classification !== "routing-only") continue;
    const { file, line } = site;
    if (site.replaceability !== "rewrite") {
      left.push({ file, line, kind: "unchanged", reason: whyKept(site) });
      continue;
    }
    const found = routingSite(context, read, site);
    if ("kind" in found) {
      left.push({ file, line, ...found });
      if (found.reason.startsWith("it asks")) asking.push(site);
    } else if (!context.isDeclined(siteChangeId(found))) sites.push(found);
  }
  return { sites, asking, left };
}

function whyKept({ decides }: CallSite): string {
  if (decides === "gate") return "it judges the work, and does not choose who does it: no registry may answer that";
  if (decides === "order") return "it says in which order agents run, not who is next";
  return decides === "target"
    ? "it picks an agent, but which answer leads to which is not proven"
    : "what it decides could not be told";
}

function planPackage(context: PlanContext, read: SourceReader, { sites, asking }: Sorted): EditPlan {
  const owner = packageOfFile(context, (sites[0]?.site ?? asking[0])?.file ?? "");
  const seam = registrySeam(context, owner, sites);
  if (seam.against !== undefined) return { ...emptyPlan, left: sites.map((it) => refusal(it, seam.against ?? "")) };
  const names = siteNames(sites, seam.taken);
  const files = [...new Set(sites.map(({ site }) => site.file))].sort();
  const rewritten = files.map((file) => rewriteFile(context, owner, file, sites, names, seam));
  const cards = cardsOf(context, read, [...sites.map(({ site }) => site), ...asking]);
  const planned = planCards(context, seam, cards);
  const seamed = seamChange(context, seam, [...names.values()]);
  const wanted = new Map([[runtimePackage, `^${context.toolVersion}`]]);
  return {
    ...emptyPlan,
    changes: [...rewritten.flatMap((it) => it.changes), ...planned.changes],
    shared: [
      ...rewritten.flatMap((it) => it.imports),
      ...seamed.edits,
      ...(sites.length > 0 ? dependencyEdits(context, owner, wanted) : []),
    ],
    newFiles: [...seamed.newFiles, ...planned.newFiles],
    left:
      planned.against === undefined
        ? []
        : [{ file: seam.cardsFile, line: 1, kind: "refused", reason: planned.against }],
  };
}

const refusal = ({ site: { file, line } }: RoutingSite, reason: string): LeftAlone => ({
  file,
  line,
  kind: "refused",
  reason,
});

function cardsOf(context: PlanContext, read: SourceReader, sites: readonly CallSite[]) {
  const apps = context.audit.apps.filter((app) => sites.some((it) => it.app === app.id));
  const cards = apps.flatMap((app) => {
    const own = sites.filter((it) => it.app === app.id);
    const picked = new Set(own.flatMap((it) => it.targets));
    return draftCards(
      read,
      app,
      [...own.map((it) => it.file), ...own.flatMap((it) => it.evidence.map((e) => e.file))],
      picked,
    );
  });
  // Apps of one package may name an agent alike: the site says among whom it chooses, so one card is enough.
  return cards.filter((it, index) => cards.findIndex((other) => other.id === it.id) === index);
}

function rewriteFile(
  context: PlanContext,
  owner: PackageOfFile,
  file: string,
  sites: readonly RoutingSite[],
  names: ReadonlyMap<RoutingSite, string>,
  seam: RegistrySeam,
): { readonly changes: readonly Change[]; readonly imports: readonly TextEdit[] } {
  const own = sites.filter(({ site }) => site.file === file);
  const source = own[0]?.source;
  if (!source) return { changes: [], imports: [] };
  const module = relativeImport(context, file, seam.seam.file);
  const local = freeLocal(source, module, seam.name);
  const add = [{ module, name: seam.name, local, typeOnly: false }];
  const require = usesRequire(file, source, owner.isModule);
  return {
    changes: own.map((it) => siteEdit(it, local, names.get(it) ?? "")),
    imports: importEdits({ file, source, style: styleOf(source), add, remove: [], require }),
  };
}
