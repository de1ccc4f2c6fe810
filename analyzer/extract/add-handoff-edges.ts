import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";
import { walk } from "../source/syntax.ts";
import type { Value } from "../source/values/value.ts";
import { addOpenHop, commandHops } from "./find-commands.ts";
import { boundTo, type Prebuilt, type PrebuiltTool } from "./find-prebuilts.ts";
import type { GraphModel, GraphNode } from "./graph-model.ts";
import { END } from "./graph-model.ts";
import { makes } from "./made-from.ts";

/** A hop out of what runs behind a node; undefined where its target is known only at run time. */
interface Handoff {
  readonly to: string | undefined;
  readonly place: ts.Node;
  readonly kind: "command" | "handoff";
}

/**
 * Adds the edges that are taken from inside a node: `Command.PARENT` of a sub-graph, and the transfer tools of a
 * prebuilt agent. Only targets that the graph around has are drawn.
 */
export const addHandoffEdges = (
  analysis: Analysis,
  graphs: readonly GraphModel[],
  prebuilts: readonly Prebuilt[],
): void => {
  for (const graph of graphs)
    for (const node of graph.nodes.values()) {
      const hops = handoffsOf(analysis, node, graphs, prebuilts);
      const ways = hops.flatMap(({ to, ...hop }) =>
        to !== undefined && (to === END || graph.nodes.has(to)) ? [{ to, ...hop }] : [],
      );
      const open = hops.find((h) => h.to === undefined);
      if (open)
        addOpenHop(
          graph,
          node.name,
          open.place,
          ways.map((w) => w.to),
        );
      if (!ways.length) continue;
      const ends = !graph.edges.some((e) => e.from === node.name); // an agent that calls no transfer tool is done
      if (ends && ways.every((h) => h.kind === "handoff")) ways.push({ to: END, place: node.place, kind: "handoff" });
      for (const { to, place, kind } of ways)
        if (to !== node.name && !graph.edges.some((e) => e.from === node.name && e.to === to && !isConditional(e)))
          graph.edges.push({ from: node.name, to, kind, label: null, place });
    }
};

/** A router that may lead there too does not say that the node itself hands over. */
const isConditional = ({ kind }: GraphModel["edges"][number]): boolean => kind === "conditional";

const handoffsOf = (
  analysis: Analysis,
  node: GraphNode,
  graphs: readonly GraphModel[],
  prebuilts: readonly Prebuilt[],
): readonly Handoff[] => {
  const runs = [...node.values, ...ranInside(analysis, node)];
  const inner = graphs.filter((g) => node.values.some((v) => makes(v, g)));
  const agents = runs.flatMap((v) =>
    v.t === "made" ? prebuilts.filter((p) => p.origin === v.node).map((p) => boundTo(analysis, p, v.env)) : [],
  );
  return [
    ...inner.flatMap((g) => g.parentHops.map((hop): Handoff => ({ to: hop.to, place: hop.place, kind: "command" }))),
    ...agents.flatMap((agent) => agent.tools.flatMap((tool) => transfersOf(analysis, tool))),
  ];
};

/** What the code of a node runs: `agent.invoke(state)`. */
const ranInside = (analysis: Analysis, node: GraphNode): readonly Value[] => {
  const found: Value[] = [];
  for (const fn of node.functions)
    if (fn.body)
      walk(fn.body, (at) => {
        if (
          ts.isCallExpression(at) &&
          ts.isPropertyAccessExpression(at.expression) &&
          /^(invoke|stream|streamEvents)$/.test(at.expression.name.text)
        )
          found.push(...analysis.values.of(at.expression.expression));
        return true;
      });
  return found;
};

/** True for a tool that passes the conversation on to a node of the graph around, wherever that is. */
export const isTransferTool = (analysis: Analysis, { value, functions }: PrebuiltTool): boolean =>
  (value.t === "made" && hasRole(analysis.references, value.node.expression, "handoff-tool")) ||
  functions.some((fn) => commandHops(analysis, { t: "fn", node: fn, env: undefined }, [fn]).some((h) => h.forParent));

/** Where a transfer tool leads: the prebuilt `createHandoffTool({agentName})`, or a tool that returns a `Command` for the graph around. */
const transfersOf = (analysis: Analysis, tool: PrebuiltTool): readonly Handoff[] => {
  const { value } = tool;
  if (value.t === "made" && hasRole(analysis.references, value.node.expression, "handoff-tool"))
    return (value.node.arguments ?? []).flatMap((options) =>
      analysis.values
        .property(analysis.values.of(options, value.env), "agentName", options)
        .map((v): Handoff => ({ to: v.t === "text" ? v.text : undefined, place: value.node, kind: "handoff" })),
    );
  const env = value.t === "made" || value.t === "fn" ? value.env : undefined;
  return tool.functions.flatMap((fn) =>
    commandHops(analysis, { t: "fn", node: fn, env }, [fn])
      .filter((hop) => hop.forParent)
      .flatMap(({ targets, place }) =>
        [...targets.names.keys(), ...(targets.complete ? [] : [undefined])].map(
          (to): Handoff => ({ to, place, kind: "handoff" }),
        ),
      ),
  );
};
