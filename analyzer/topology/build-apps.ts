import { ts } from "ts-morph";
import type { Agent, AuditedApp, Dynamic, Edge } from "../../contracts/audited-app.ts";
import type { AppParts } from "../extract/extract-app-parts.ts";
import { type Prebuilt, variantsOf } from "../extract/find-prebuilts.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import { graphName } from "../extract/graph-name.ts";
import type { Analysis } from "../source/analysis.ts";
import { byCodeUnit, byPlace } from "../source/sort-order.ts";
import { enclosingName, oneLine, returnedExpressions } from "../source/syntax.ts";
import { agentsInTools } from "./agents-in-tools.ts";
import { channelUse } from "./channel-use.ts";
import { codeChains } from "./code-chains.ts";
import { countingRoutes } from "./counting-routes.ts";
import { findChains } from "./find-chains.ts";
import { findClusters } from "./find-clusters.ts";
import { type Conducting, findConductor, type NoChoice, routerBeside, withoutConductor } from "./find-conductor.ts";
import { findDoubleHops } from "./find-double-hops.ts";
import { findFanOuts } from "./find-fan-outs.ts";
import { fingerprint } from "./fingerprint.ts";
import { type GraphView, graphView } from "./graph-view.ts";
import { type HiddenDispatch, hiddenDispatches } from "./hidden-dispatch.ts";
import { isDeadGraph } from "./is-dead-graph.ts";
import type { NodeKinds } from "./node-kinds.ts";
import { prebuiltApp } from "./prebuilt-app.ts";
import { promptChains, textsUnder } from "./prompt-chains.ts";
import { waysAfter } from "./ways-after.ts";
import { withHidden } from "./with-hidden.ts";

/** An app without its verdict, with what it was built from. */
export interface BuiltApp {
  readonly app: Omit<AuditedApp, "verdict">;
  readonly source: GraphModel | Prebuilt;
  readonly view: GraphView | undefined;
  /** Makes the app as its router conducts it, where what workers come back to turns out to serve them; undefined without one. */
  readonly instead?: () => Omit<AuditedApp, "verdict">;
  /** Makes the app as it is when the decisions of its conductor turn out to be none of an agent; undefined where it stays one. */
  readonly otherwise?: { readonly unless: readonly NoChoice[]; readonly app: () => Omit<AuditedApp, "verdict"> };
}

/** Turns graphs and prebuilts into apps; a prebuilt that is a worker of something else is no app of its own. */
export const buildApps = (analysis: Analysis, parts: AppParts, kinds: NodeKinds): BuiltApp[] => {
  const apps: BuiltApp[] = parts.graphs
    .filter((g) => g.nodes.size > 0)
    .map((graph) => graphApp(analysis, parts, graph, kinds));
  for (const prebuilt of parts.prebuilts) {
    const app = prebuiltApp(analysis, parts, prebuilt, kinds);
    if (app)
      apps.push(
        ...(app.conductor ? madeApps(analysis, parts, prebuilt, kinds) : [{ app, source: prebuilt, view: undefined }]),
      );
  }
  return withUniqueIds(apps);
};

/** One app for each call of a function of the project that makes conductors. */
const madeApps = (analysis: Analysis, parts: AppParts, prebuilt: Prebuilt, kinds: NodeKinds): BuiltApp[] =>
  variantsOf(analysis, prebuilt).flatMap((source) => {
    const app = prebuiltApp(analysis, parts, source, kinds);
    return app?.conductor ? [{ app, source, view: undefined }] : [];
  });

const graphApp = (analysis: Analysis, parts: AppParts, graph: GraphModel, kinds: NodeKinds): BuiltApp => {
  const behind = agentsInTools(analysis, graph, kinds);
  const { delegates, ...split } = kinds.split(graph);
  const all = { ...split, delegates: new Set([...delegates, ...behind.map((it) => it.node)]) };
  const view = graphView(graph, all, {
    waysAfter: (route) => waysAfter(analysis, graph, route),
    counting: countingRoutes(analysis, graph),
  });
  const found = findConductor(view);
  const conducting =
    found.shape === "agents-as-tools"
      ? withAgentsInTools(found, behind)
      : withHidden(found, view, hiddenDispatches(analysis, graph, kinds));
  const build = (by: Conducting) => describeGraph(analysis, parts, { graph, view, kinds }, by);
  const built = { source: graph, view, app: build(conducting) };
  const { shape, conductor } = conducting;
  const router = shape === "supervisor" && conductor !== null ? routerBeside(view, conductor) : undefined;
  if (router) return { ...built, instead: () => build(router) };
  return conducting.unless
    ? { ...built, otherwise: { unless: conducting.unless, app: () => build(withoutConductor(view)) } }
    : built;
};

/** Whoever works behind a tool is named, not the node that executes it. */
const withAgentsInTools = (found: Conducting, behind: readonly HiddenDispatch[]): Conducting => {
  const hidden = behind.filter((it) => found.workers.includes(it.node));
  return { ...found, workers: found.workers.filter((name) => !hidden.some((it) => it.node === name)), hidden };
};

const describeGraph = (
  analysis: Analysis,
  parts: AppParts,
  { graph, view, kinds }: { graph: GraphModel; view: GraphView; kinds: NodeKinds },
  conducting: Conducting,
): Omit<AuditedApp, "verdict"> => {
  const place = analysis.placeOf(graph.origin);
  const name = graphName(analysis, graph);
  const written = edgesOf(analysis, graph);
  const edges = written.filter((it) => it.kind !== "conditional" || view.out.get(it.from)?.has(it.to)); // never taken else
  const agents = [
    ...agentsOf(analysis, graph, kinds, conducting, view.agents),
    ...(conducting.hidden ?? []).flatMap((dispatch) => hiddenAgents(analysis, dispatch)),
  ].sort((a, b) => byPlace(a, b) || byCodeUnit(a.name, b.name));
  const chains = [
    ...findChains(view, getsControlBack(conducting) ? conducting.conductor : null),
    ...chainsByCode(analysis, graph, conducting.conductor),
    ...chainsByPrompt(analysis, graph, conducting.conductor, agents),
  ];
  const clusters = conducting.conductor === null ? [] : findClusters(agents, edges, chains);
  const [fanOuts, doubleHops] = [findFanOuts(view), findDoubleHops(edges)];
  return {
    id: `${place.file}#${name ?? "graph"}`,
    name,
    shape: conducting.shape,
    graph: { ...place, kind: graph.kind },
    conductor: conductorOf(analysis, graph, conducting),
    agents,
    edges,
    chains,
    dynamic: dynamicParts(analysis, graph),
    ...(fanOuts.length && { fanOuts }),
    ...(doubleHops.length && { doubleHops }),
    ...(clusters.length && { clusters }),
    dead: isDeadGraph(analysis, graph, parts),
    fingerprint: fingerprint([...graph.nodes.keys()], written),
  };
};

/** What is known only at run time, each place once, however often a loop or a caller leads there. */
const dynamicParts = (analysis: Analysis, graph: GraphModel): Dynamic[] =>
  graph.dynamic
    .filter(
      (d, index) => graph.dynamic.findIndex((other) => other.place === d.place && other.what === d.what) === index,
    )
    .map((d): Dynamic => ({ what: d.what, ...analysis.placeOf(d.place), expr: oneLine(d.place) }))
    .sort(byPlace);

/** A router, or the node that decides at the end of a plan, is a step like any other. */
const getsControlBack = ({ shape }: Conducting): boolean => shape !== "router" && shape !== "plan-execute";

const chainsByCode = (analysis: Analysis, graph: GraphModel, conductor: string | null): AuditedApp["chains"] =>
  conductor === null ? [] : codeChains(analysis, graph, conductor);

/** Orders that the conductor's own texts ask for, where it runs a model. */
const chainsByPrompt = (
  analysis: Analysis,
  graph: GraphModel,
  conductor: string | null,
  agents: readonly Agent[],
): AuditedApp["chains"] => {
  const node = conductor === null ? undefined : graph.nodes.get(conductor);
  if (!node) return [];
  const names = agents.filter((a) => a.role === "agent" && a.name !== conductor).map((a) => a.name);
  return promptChains(
    node.functions.flatMap((fn) => textsUnder(analysis, fn)),
    names,
  );
};

const conductorOf = (analysis: Analysis, graph: GraphModel, conducting: Conducting): AuditedApp["conductor"] => {
  const node = conducting.conductor ? graph.nodes.get(conducting.conductor) : undefined;
  if (node) return { node: node.name, ...analysis.placeOf(nameNode(node.place)) };
  return conducting.router
    ? {
        node: enclosingName(returnedExpressions(conducting.router)[0] ?? conducting.router) || "router",
        ...analysis.placeOf(conducting.router),
      }
    : null;
};

const hiddenAgents = (analysis: Analysis, { node, workers }: HiddenDispatch): Agent[] =>
  workers.map(({ name, place, kind = "function" }) => ({
    name,
    role: "agent",
    kind,
    ...analysis.placeOf(nameNode(place)),
    inside: node,
  }));

const agentsOf = (
  analysis: Analysis,
  graph: GraphModel,
  kinds: NodeKinds,
  conducting: Conducting,
  agents: ReadonlySet<string>,
): Agent[] =>
  [...graph.nodes.values()].map((node): Agent => {
    const role =
      node.name === conducting.conductor
        ? "conductor"
        : agents.has(node.name) || conducting.workers.includes(node.name)
          ? "agent"
          : "node";
    return {
      name: node.name,
      role,
      kind: kinds.kindOf(node),
      ...analysis.placeOf(nameNode(node.place)),
      ...channelUse(analysis, node.functions),
    };
  });

/** Chained calls all begin where the chain begins; the name of the last method tells them apart. */
const nameNode = (node: ts.Node): ts.Node =>
  ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node;

const edgesOf = (analysis: Analysis, graph: GraphModel): Edge[] => {
  const seen = new Map<string, Edge>();
  for (const { place, ...edge } of graph.edges) {
    const key = `${edge.from}|${edge.to}|${edge.kind}`;
    if (!seen.has(key)) seen.set(key, { ...edge, ...analysis.placeOf(nameNode(place)) });
  }
  return [...seen.values()].sort(
    (a, b) => byCodeUnit(a.from, b.from) || byCodeUnit(a.to, b.to) || byCodeUnit(a.kind, b.kind),
  );
};

const withUniqueIds = (apps: readonly BuiltApp[]): BuiltApp[] => {
  const sorted = [...apps].sort((a, b) => byPlace(a.app.graph, b.app.graph) || byCodeUnit(a.app.id, b.app.id));
  const seen = new Map<string, number>();
  return sorted.map((built) => {
    const count = (seen.get(built.app.id) ?? 0) + 1;
    seen.set(built.app.id, count);
    return count === 1 ? built : { ...built, app: { ...built.app, id: `${built.app.id}~${count}` } };
  });
};
