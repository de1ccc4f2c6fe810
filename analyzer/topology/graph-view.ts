import type { GraphModel, GraphRoute } from "../extract/graph-model.ts";
import { END, START } from "../extract/graph-model.ts";
import type { FunctionNode } from "../source/values/value.ts";

/** A graph as sets of names: what topology questions are asked of. */
export interface GraphView {
  readonly names: readonly string[];
  /** Nodes that run a model, an agent or a graph. */
  readonly agents: ReadonlySet<string>;
  /** Prebuilt tool executors, and nodes that only run tools. */
  readonly toolNodes: ReadonlySet<string>;
  /** Every way out of a node; ends included. */
  readonly out: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ways that are always taken. */
  readonly fixed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Nodes whose next one a model picks: in the node itself or in its router. */
  readonly judges: ReadonlySet<string>;
  /** Nodes whose code runs an agent or a graph itself. */
  readonly delegates: ReadonlySet<string>;
  /** A function that answers after several nodes what runs next: a conductor that is no node. */
  readonly sharedRouter: SharedRouter | undefined;
  /** Nodes that are reached by `Send`. */
  readonly sent: ReadonlySet<string>;
  /** Those among them of which several runs may go on at once. */
  readonly repeated: ReadonlySet<string>;
  /** Names that stand for more than one node: they exist only at run time. */
  readonly several: ReadonlySet<string>;
  /** Nodes that wait for several others. */
  readonly joins: ReadonlySet<string>;
  /** Ways that somebody or something picks. */
  readonly picked: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those among them that the node itself takes: by `Command` or by a transfer tool. */
  readonly handed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Nodes that hand over to somebody who is known only at run time. */
  readonly handsOpen: ReadonlySet<string>;
  /** Nodes whose router gives at least two answers that all end: whoever runs the graph reads them. */
  readonly labelling: ReadonlySet<string>;
}

/** See {@link GraphView.sharedRouter}. */
export interface SharedRouter {
  readonly fn: FunctionNode;
  readonly after: readonly string[];
  readonly targets: readonly string[];
}

/** What is asked of one conditional edge besides what it says itself. */
export interface RouteReader {
  /** Where it leads to after the node that it follows; default: all its targets. */
  readonly waysAfter?: (route: GraphRoute) => readonly string[];
  /** Edges that only bound a loop by counting: their ways are ways, but nobody picks them. */
  readonly counting?: ReadonlySet<GraphRoute>;
}

/** After a node with one way on, a shared function decides nothing but whether to stop. */
const isChoice = (route: GraphRoute, { waysAfter, counting }: RouteReader): boolean =>
  !counting?.has(route) &&
  (!route.complete || (waysAfter?.(route) ?? route.targets).filter((it) => it !== END).length > 1);

const sharedRouter = (graph: GraphModel, reader: RouteReader): SharedRouter | undefined => {
  const uses = new Map<FunctionNode, GraphModel["routes"]>();
  for (const route of graph.routes.filter((it) => isChoice(it, reader)))
    for (const fn of route.functions) uses.set(fn, [...(uses.get(fn) ?? []), route]);
  const [best] = [...uses].filter(([, routes]) => routes.length >= 2).sort((a, b) => b[1].length - a[1].length);
  if (!best) return undefined;
  const targets = new Set(best[1].flatMap((r) => r.targets).filter((t) => graph.nodes.has(t)));
  return { fn: best[0], after: best[1].map((r) => r.from), targets: [...targets] };
};

/** Tells the conditional edges that are never taken: what the node before always writes leads elsewhere. */
const neverTaken = (
  graph: GraphModel,
  { waysAfter }: RouteReader,
): ((edge: GraphModel["edges"][number]) => boolean) => {
  const never = new Set<string>();
  for (const route of graph.routes) {
    const ways = waysAfter?.(route) ?? route.targets;
    for (const to of route.targets) if (!ways.includes(to)) never.add(`${route.from}>${to} ${route.place.end}`);
  }
  return (edge) => never.has(`${edge.from}>${edge.to} ${edge.place.end}`);
};

/** A router after one node only, all of whose answers end the run. */
const isLabelling = (graph: GraphModel, route: GraphRoute): boolean =>
  (route.map?.size ?? 0) >= 2 &&
  [...(route.map?.values() ?? [])].every((to) => to === END) &&
  !graph.routes.some((it) => it !== route && it.functions.some((fn) => route.functions.includes(fn)));

/** Builds the view; where a picker's targets are not all known, every node that comes back to it counts as one. */
export const graphView = (
  graph: GraphModel,
  { agents, toolNodes, delegates, judges }: Pick<GraphView, "agents" | "toolNodes" | "delegates" | "judges">,
  reader: RouteReader = {},
): GraphView => {
  const out = new Map<string, Set<string>>();
  const fixed = new Map<string, Set<string>>();
  const picked = new Map<string, Set<string>>();
  const handed = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, from: string, to: string) => {
    const set = map.get(from);
    if (set) set.add(to);
    else map.set(from, new Set([to]));
  };
  const never = neverTaken(graph, reader);
  const bounding = new Set([...(reader.counting ?? [])].map((route) => route.place));
  for (const edge of graph.edges) {
    if (edge.kind === "conditional" && never(edge)) continue;
    add(out, edge.from, edge.to);
    if (edge.kind === "conditional" && bounding.has(edge.place)) continue;
    add(edge.kind === "static" ? fixed : picked, edge.from, edge.to);
    if (edge.kind === "command" || edge.kind === "handoff") add(handed, edge.from, edge.to);
  }
  const hasNamed = graph.routes.some((r) => r.from !== START && !graph.several.has(r.from));
  for (const route of graph.routes) {
    if (route.complete || (hasNamed && graph.several.has(route.from))) continue; // many nodes' own ways
    const reached = new Set([...out.entries()].flatMap(([from, tos]) => (from === route.from ? [] : [...tos])));
    for (const name of graph.nodes.keys()) {
      const returns = out.get(name)?.has(route.from) ?? false;
      const orphan = !reached.has(name) && !out.get(START)?.has(name);
      if (name === route.from || (!returns && !orphan)) continue;
      add(out, route.from, name);
      add(picked, route.from, name);
    }
  }
  const sent = new Set(graph.edges.filter((e) => e.kind === "send").map((e) => e.to));
  return {
    names: [...graph.nodes.keys()],
    agents,
    toolNodes,
    delegates,
    judges,
    sharedRouter: sharedRouter(graph, reader),
    out,
    fixed,
    sent,
    repeated: graph.repeated,
    several: graph.several,
    joins: graph.joins,
    picked,
    handed,
    handsOpen: new Set(graph.routes.filter((r) => !r.complete && r.byItself).map((r) => r.from)),
    labelling: new Set(graph.routes.filter((r) => isLabelling(graph, r)).map((r) => r.from)),
  };
};

/** True when `to` can be reached from `from` without passing `avoid`. */
export const reaches = (view: GraphView, from: string, to: string, avoid?: string): boolean => {
  const seen = new Set([from]);
  const queue = [from];
  for (const name of queue)
    for (const next of view.out.get(name) ?? []) {
      if (next === to) return true;
      if (next === avoid || next === END || seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  return false;
};
