import type { DecidedBy } from "../../contracts/audited-app.ts";
import { type CallSite, nodeIn } from "../../contracts/call-site.ts";
import type { Place } from "../../contracts/place.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import type { Site } from "../extract/site.ts";
import type { ReportedCalls } from "../flow/report-call-sites.ts";
import type { Analysis } from "../source/analysis.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { alwaysRuns } from "./always-runs.ts";
import type { BuiltApp } from "./build-apps.ts";
import { choosesWay } from "./chooses-way.ts";

/** What the choice of a conductor comes from, and the call of another node that its code goes by. */
export interface Decided {
  readonly by: DecidedBy;
  readonly steeredBy: CallSite | undefined;
  /** Calls of the conductor whose answers choose only at other nodes. */
  readonly elsewhere: readonly CallSite[];
}

/** Reads {@link DecidedBy} off the code of a conductor and the call sites of its app; undefined where nobody conducts. */
export const decidedBy = (
  analysis: Analysis,
  { app, source, view }: Pick<BuiltApp, "app" | "source" | "view">,
  found: readonly Site[],
  { sites, waysOf }: { readonly sites: readonly CallSite[]; readonly waysOf: ReportedCalls["waysOf"] },
): Decided | undefined => {
  const { conductor } = app;
  if (!conductor) return undefined;
  const graph = "nodes" in source ? source : undefined;
  const own = graph ? codeOf(analysis, graph, conductor) : { functions: [], after: [] };
  const places = own.functions.map((fn) => rangeOf(analysis, fn));
  const others = graph ? otherCode(graph, own.functions).map((fn) => rangeOf(analysis, fn)) : [];
  const isOwn = (site: CallSite): boolean =>
    nodeIn(site, app.id) === conductor.node ||
    (site.file === conductor.file && site.line === conductor.line) ||
    places.some((place) => isIn(place, site));
  const calls = sites.filter(isOwn);
  const elsewhere = calls.filter((site) => {
    const ways = waysOf.get(site.id) ?? [];
    const isOther = (at: Place): boolean => others.some((it) => isIn(it, at)) && !places.some((it) => isIn(it, at));
    return ways.length > 0 && ways.every(isOther);
  });
  const choosing = calls.filter((site) => choosesWay(site) && !elsewhere.includes(site));
  if (choosing.length > 0) {
    const always = choosing.some((call) => {
      const node = found.find((it) => isAt(analysis, it, call))?.node;
      return !node || alwaysRuns(analysis, node, own.functions);
    });
    return { by: always ? "model" : "model-at-times", steeredBy: undefined, elsewhere };
  }
  if (calls.length === 0 && (!graph || view?.judges.has(conductor.node)))
    return { by: graph ? "inner-model" : "model", steeredBy: undefined, elsewhere };
  const steering = sites.filter((site) => {
    if (calls.includes(site) || (site.classification !== "mixed" && site.classification !== "routing-only"))
      return false;
    // where all it does is route, each step of the path is one towards the choice
    const path = site.evidence.filter((step) => step.role === "route" || site.classification === "routing-only");
    return path.some((step) => places.some((it) => isIn(it, step))) || own.after.includes(nodeIn(site, app.id) ?? "");
  });
  const steeredBy = steering.find((site) => site.runs === "wrapper") ?? steering[0]; // who asks says more than what asks for all
  return { by: steeredBy ? "other-model" : calls.length > 0 ? "code-beside-model" : "code", steeredBy, elsewhere };
};

/** What decides at other nodes. */
const otherCode = (graph: GraphModel, own: readonly FunctionNode[]): readonly FunctionNode[] =>
  [...[...graph.nodes.values()].flatMap((it) => it.functions), ...graph.routes.flatMap((it) => it.functions)].filter(
    (fn) => !own.includes(fn),
  );

/** The functions that decide, and the nodes after which one that is no node's does. */
const codeOf = (
  analysis: Analysis,
  graph: GraphModel,
  conductor: Place & { readonly node: string },
): { readonly functions: readonly FunctionNode[]; readonly after: readonly string[] } => {
  const node = graph.nodes.get(conductor.node);
  const isHere = (fn: FunctionNode): boolean => {
    const { file, line } = analysis.placeOf(fn);
    return file === conductor.file && line === conductor.line;
  };
  const routes = graph.routes.filter((it) => (node ? it.from === node.name : it.functions.some(isHere)));
  return {
    functions: [...(node?.functions ?? []), ...routes.flatMap((it) => it.functions)],
    after: node ? [] : routes.map((it) => it.from),
  };
};

interface Range {
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

const rangeOf = (analysis: Analysis, fn: FunctionNode): Range => {
  const { file, line } = analysis.placeOf(fn);
  const text = fn.getSourceFile();
  return { file, first: line, last: text.getLineAndCharacterOfPosition(fn.end).line + 1 };
};

const isIn = ({ file, first, last }: Range, at: { file: string; line: number }): boolean =>
  at.file === file && at.line >= first && at.line <= last;

const isAt = (analysis: Analysis, site: Site, call: CallSite): boolean =>
  site.node.getStart() === call.start && analysis.placeOf(site.node).file === call.file;
