import type { Audit } from "../contracts/audit.ts";
import { type CallSite, nodeIn, runsIn } from "../contracts/call-site.ts";
import { keptElsewhere } from "../contracts/kept-elsewhere.ts";
import { type LoadedApp, loadAndExtract } from "./extract/load-and-extract.ts";
import { siteTest } from "./extract/site.ts";
import type { FlowContext } from "./flow/flow-context.ts";
import { type ReportedCalls, reportCallSites } from "./flow/report-call-sites.ts";
import { runsOfGraphs } from "./flow/runs-of-graphs.ts";
import type { AppAt } from "./flow/to-call-site.ts";
import { runRules } from "./rules/run-rules.ts";
import { type Outline, outlineOf } from "./source/outline.ts";
import type { ParseCache } from "./source/program/load-program.ts";
import { byCodeUnit, byPlace } from "./source/sort-order.ts";
import type { SourceTree } from "./source/source-tree.ts";
import { appOf, appOfCalls, appRunBy } from "./topology/app-of.ts";
import { type BuiltApp, buildApps } from "./topology/build-apps.ts";
import { choosesWay } from "./topology/chooses-way.ts";
import { decidedBy } from "./topology/decided-by.ts";
import { judgeApp } from "./topology/judge-app.ts";
import { NodeKinds } from "./topology/node-kinds.ts";
import { shareMade } from "./topology/share-made.ts";

/** How to audit. */
export interface AuditOptions {
  /** Version to write into the report. */
  readonly toolVersion: string;
  /** The folder as the user named it. Default: `.`. */
  readonly root?: string;
  /** Called as each step begins, with a few words for a progress line. Default: nobody is told. */
  readonly onStep?: (step: string) => void;
}

/** Audits a scanned folder: pure, deterministic, independent of file order. Never throws on odd source. */
export const auditTree = (tree: SourceTree, options: AuditOptions): Audit => {
  options.onStep?.("resolving imports");
  return auditOutline(outlineOf(tree), options);
};

/** The rest of an audit, from the outline on. `parsed`: files of it that are parsed already. */
export const auditOutline = (outline: Outline, options: AuditOptions, parsed?: ParseCache): Audit => {
  const tell = options.onStep ?? (() => undefined);
  const loaded = loadAndExtract(outline, tell, parsed);
  const { analysis, parts } = loaded;
  tell("working out the topology");
  const isSite = siteTest(parts.sites);
  const kinds = new NodeKinds(analysis, isSite, parts.graphs, parts.roles);
  const built = buildApps(analysis, parts, kinds);
  const appAt: AppAt = (node) => appOf(analysis, parts, built, node);
  tell("following the results of model calls");
  const context: FlowContext = {
    analysis,
    roles: parts.roles,
    graphs: parts.graphs,
    isSite,
    handsOver: (fn) => kinds.handsOver(fn),
    runs: runsOfGraphs(analysis, parts.graphs, parts.dispatches),
  };
  const agents = new Map(parts.graphs.map((g) => [g, kinds.split(g).agents]));
  const { callSites, waysOf } = reportCallSites(
    context,
    parts.sites,
    parts.prebuilts,
    (g) => agents.get(g) ?? new Set(),
    {
      at: appOfCalls(analysis, parts, built, outline.graph.imports),
      ofGraph: (graph) => built.find((b) => b.source === graph)?.app.id ?? null,
    },
  );
  return report(options, outline.tree, loaded, built, { callSites: shareMade(callSites, built), waysOf }, appAt);
};

/** The app as it is where what its conductor's model says turns out to choose no agent. */
const settled = ({ app, instead, otherwise }: BuiltApp, sites: readonly CallSite[]): BuiltApp["app"] => {
  const callsOf = ({ conductor }: BuiltApp["app"]): readonly CallSite[] =>
    conductor ? sites.filter((s) => nodeIn(s, app.id) === conductor.node) : [];
  const own = callsOf(app);
  const deciding = own.filter((s) => s.decides !== null);
  const isNone = {
    gate: deciding.length > 0 && deciding.every((s) => s.decides === "gate"),
    work: own.length > 0 && !own.some(choosesWay),
  };
  const other = isNone.work ? instead?.() : undefined;
  if (other && callsOf(other).some(choosesWay)) return { ...other, id: app.id };
  return otherwise?.unless.some((it) => isNone[it]) ? { ...otherwise.app(), id: app.id } : app;
};

/** Joins what was found to `audit/1`: sites to their apps, verdicts and findings on top; every list sorted. */
const report = (
  options: AuditOptions,
  tree: SourceTree,
  { analysis, parts }: LoadedApp,
  built: readonly BuiltApp[],
  { callSites, waysOf }: ReportedCalls,
  appAt: AppAt,
): Audit => {
  const stateSites = parts.state
    .map(({ node, ...site }) => ({ ...site, app: appAt(node) }))
    .sort((a, b) => byPlace(a, b) || byCodeUnit(a.kind, b.kind));
  const dispatchSites = parts.dispatches
    .map(({ node, ...site }) => ({ ...site, app: appRunBy(analysis, parts, built, node) }))
    .sort(byPlace);
  const facts = parts.facts
    .map(({ node, ...fact }) => ({ ...fact, app: node ? appAt(node) : null }))
    .sort((a, b) => byPlace(a, b) || byCodeUnit(a.kind, b.kind) || byCodeUnit(a.expr, b.expr));
  const places = built.map(({ app }) => app);
  const apps = built.map((one) => {
    const sites = callSites.filter((s) => runsIn(s, one.app.id));
    const app = settled(one, sites);
    const decided = decidedBy(analysis, { ...one, app }, parts.sites, { sites, waysOf });
    const conductor = app.conductor && decided ? { ...app.conductor, by: decided.by } : app.conductor;
    const isElsewhere = keptElsewhere({ facts, dispatchSites, apps: places }, app.id) !== null;
    const state = stateSites.filter((s) => s.app === app.id && !isElsewhere);
    return { ...app, conductor, verdict: judgeApp({ app, sites, state, decided }) };
  });
  const model = { apps, callSites, stateSites, dispatchSites, tenancySites: [...parts.tenancy].sort(byPlace), facts };
  const unparsable = analysis.loaded.unparsable.filter((u) => !tree.skipped.some((s) => s.file === u.file));
  return {
    contract: "audit/1",
    toolVersion: options.toolVersion,
    root: options.root ?? ".",
    ...model,
    findings: runRules(model),
    skipped: [...tree.skipped, ...unparsable].sort(
      (a, b) => byCodeUnit(a.file, b.file) || byCodeUnit(a.reason, b.reason),
    ),
  };
};
