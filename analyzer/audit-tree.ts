import type { Audit } from "../contracts/audit.ts";
import type { CallSite } from "../contracts/call-site.ts";
import { type AppParts, extractAppParts } from "./extract/extract-app-parts.ts";
import { siteName } from "./extract/site.ts";
import { wantedCallers } from "./extract/wanted-callers.ts";
import { type ClassifiedSite, classifySite } from "./flow/classify-site.ts";
import { decide } from "./flow/decide.ts";
import { evidenceOf } from "./flow/evidence-of.ts";
import { rolesAround } from "./flow/graphs-around.ts";
import { runsOfGraphs } from "./flow/state-roots.ts";
import type { FlowContext } from "./flow/walk-flow.ts";
import { runRules } from "./rules/run-rules.ts";
import { type Analysis, createAnalysis } from "./source/analysis.ts";
import { growByText } from "./source/grow-by-text.ts";
import { type ImportGraph, importGraph } from "./source/import-graph.ts";
import { byCodeUnit } from "./source/inside-path.ts";
import { loadProgram, type ParseCache } from "./source/load-program.ts";
import { createResolver, type Resolver } from "./source/resolve/resolve-module.ts";
import type { SourceTree } from "./source/source-tree.ts";
import { isFrameworkPackage } from "./source/surface/surface.ts";
import { enclosingName, oneLine } from "./source/syntax.ts";
import { growWorkingSet, workingSet } from "./source/working-set.ts";
import { type BuiltApp, buildApps } from "./topology/build-apps.ts";
import { judgeApp } from "./topology/judge-app.ts";
import { NodeKinds } from "./topology/node-kinds.ts";

/** How to audit. */
export interface AuditOptions {
  /** Version to write into the report. */
  readonly toolVersion: string;
  /** The folder as the user named it. Default: `.`. */
  readonly root?: string;
  /** Called as each step begins, with a few words for a progress line. Default: nobody is told. */
  readonly onStep?: (step: string) => void;
}

/** How often the set may grow by callers, and how far. */
const MAX_ROUNDS = 2;
const MAX_FILES = 3000;

/** Audits a scanned folder: pure, deterministic, independent of file order. Never throws on odd source. */
export const auditTree = (tree: SourceTree, options: AuditOptions): Audit => {
  const tell = options.onStep ?? (() => undefined);
  tell("resolving imports");
  const resolver = createResolver(tree, { isFramework: isFrameworkPackage });
  const graph = importGraph(tree, resolver);
  const { analysis, parts } = loadAndExtract(tree, resolver, graph, tell);
  const siteNodes = new Set(parts.sites.map((s) => s.node));
  const kinds = new NodeKinds(analysis, (node) => siteNodes.has(node as never));
  tell("working out the topology");
  const built = buildApps(analysis, parts, kinds);
  tell("following the results of model calls");
  const context: FlowContext = {
    analysis,
    roles: parts.roles,
    graphs: parts.graphs,
    isSite: (node) => siteNodes.has(node as never),
    handsOver: (fn) => kinds.handsOver(fn),
    runs: runsOfGraphs(analysis, parts.graphs, parts.dispatches),
  };
  const callSites = classifyAll(context, parts, built, kinds);
  return report(analysis, parts, built, callSites, tree, options);
};

/** Loads the working set and reads it; where what was found has callers outside, once more with those. */
const loadAndExtract = (
  tree: SourceTree,
  resolver: Resolver,
  graph: ImportGraph,
  tell: (step: string) => void,
): { analysis: Analysis; parts: AppParts } => {
  const parsed: ParseCache = new Map();
  let files = growByText(tree, resolver, graph, workingSet(tree, graph));
  for (let round = 1; ; round++) {
    tell(`loading ${files.length} files`);
    const analysis = createAnalysis(tree, loadProgram(tree, resolver, files, parsed));
    tell("finding graphs, agents and model calls");
    const parts = extractAppParts(analysis);
    const grown =
      round < MAX_ROUNDS
        ? growWorkingSet(tree, files, wantedCallers(analysis, graph, parts.sites), MAX_FILES)
        : undefined;
    if (!grown?.added.length) return { analysis, parts };
    files = growByText(tree, resolver, graph, grown.files);
  }
};

const report = (
  analysis: Analysis,
  parts: AppParts,
  built: readonly BuiltApp[],
  callSites: CallSite[],
  tree: SourceTree,
  options: AuditOptions,
): Audit => {
  const appAt = (node: import("ts-morph").ts.Node): string | null => appOf(analysis, parts, built, node);
  const stateSites = parts.state
    .map(({ node, ...site }) => ({ ...site, app: appAt(node) }))
    .sort((a, b) => byPlace(a, b) || byCodeUnit(a.kind, b.kind));
  const dispatchSites = parts.dispatches.map(({ node, ...site }) => ({ ...site, app: appAt(node) })).sort(byPlace);
  const apps = built.map(({ app }) => {
    const sites = callSites.filter((s) => s.app === app.id);
    return { ...app, verdict: judgeApp({ app, sites, state: stateSites.filter((s) => s.app === app.id) }) };
  });
  const model = { apps, callSites, stateSites, dispatchSites, tenancySites: [...parts.tenancy].sort(byPlace) };
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

const classifyAll = (
  context: FlowContext,
  parts: AppParts,
  built: readonly BuiltApp[],
  kinds: NodeKinds,
): CallSite[] => {
  const prebuilts = new Map(parts.prebuilts.map((p) => [p.origin as import("ts-morph").ts.Node, p]));
  const agents = new Map(parts.graphs.map((g) => [g, kinds.split(g).agents]));
  const found = parts.sites.map((site) => classifySite(context, site, prebuilts));
  const sites = found.map((f) =>
    toCallSite(
      context,
      parts,
      built,
      f,
      decide(context, f, (g) => agents.get(g) ?? new Set()),
    ),
  );
  sites.sort((a, b) => byCodeUnit(a.file, b.file) || a.start - b.start || a.end - b.end);
  return withOrdinals(sites);
};

const toCallSite = (
  context: FlowContext,
  parts: AppParts,
  built: readonly BuiltApp[],
  found: ClassifiedSite,
  decision: ReturnType<typeof decide>,
): CallSite => {
  const { analysis } = context;
  const { site } = found;
  const name = siteName(site);
  const file = name.getSourceFile();
  const start = name.getStart(file);
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const roles = rolesAround(context, site.node);
  const role = roles.find((r) => r.t !== "tool");
  const expr = oneLine(site.node);
  const enclosing = enclosingName(site.node);
  return {
    id: `${analysis.placeOf(name).file}#${enclosing}#${oneLine(site.node, 60)}`,
    file: analysis.placeOf(name).file,
    line: line + 1,
    column: character + 1,
    start: site.node.getStart(file),
    end: site.node.end,
    expr,
    kind: site.kind,
    runs: site.runs,
    enclosing,
    app: appOf(analysis, parts, built, site.node),
    node: role?.t === "node" ? role.node : role?.t === "router" ? role.from : null,
    classification: found.classification,
    decides: decision.decides,
    replaceability: decision.replaceability,
    targets: [...decision.targets],
    reason: found.reason,
    evidence: evidenceOf(analysis, found),
  };
};

/** The app whose graph runs this code: by role, by the prebuilt it is, or by being the only one in the file. */
const appOf = (
  analysis: Analysis,
  parts: AppParts,
  built: readonly BuiltApp[],
  node: import("ts-morph").ts.Node,
): string | null => {
  for (const role of rolesAround({ analysis, roles: parts.roles }, node)) {
    if (role.t === "tool") continue;
    const owner = built.find((b) => b.source === role.graph);
    if (owner) return owner.app.id;
  }
  const own = built.find((b) => b.source.origin === node);
  if (own) return own.app.id;
  const worker = built.find(
    (b) => "agents" in b.source && b.source.agents.some((a) => a.value.t === "made" && a.value.node === node),
  );
  if (worker) return worker.app.id;
  const { file } = analysis.placeOf(node);
  const inFile = built.filter((b) => b.app.graph.file === file);
  const [only] = inFile;
  if (inFile.length === 1 && only) return only.app.id;
  return built.length === 1 ? (built[0]?.app.id ?? null) : null;
};

const withOrdinals = (sites: readonly CallSite[]): CallSite[] => {
  const seen = new Map<string, number>();
  return sites.map((site) => {
    const count = (seen.get(site.id) ?? 0) + 1;
    seen.set(site.id, count);
    return count === 1 ? site : { ...site, id: `${site.id}~${count}` };
  });
};

const byPlace = (a: { file: string; line: number }, b: { file: string; line: number }): number =>
  byCodeUnit(a.file, b.file) || a.line - b.line;
