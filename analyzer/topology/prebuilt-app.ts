import { ts } from "ts-morph";
import type { Agent, AuditedApp, Edge, Shape } from "../../contracts/audited-app.ts";
import type { AppParts } from "../extract/extract-app-parts.ts";
import { nameOf, type Prebuilt } from "../extract/find-prebuilts.ts";
import { END, START } from "../extract/graph-model.ts";
import { holderName } from "../extract/graph-name.ts";
import { rolesAround } from "../flow/graphs-around.ts";
import type { Analysis } from "../source/analysis.ts";
import { byCodeUnit } from "../source/sort-order.ts";
import { oneLine } from "../source/syntax.ts";
import type { Value } from "../source/values/value.ts";
import { agentsBehindTool } from "./agents-behind-tool.ts";
import { fingerprint } from "./fingerprint.ts";
import { handingTools } from "./handing-tools.ts";
import type { NodeKinds } from "./node-kinds.ts";
import { promptChains, textsUnder } from "./prompt-chains.ts";

/** The app that a prebuilt constructor builds, or undefined when it is only a worker of something else. */
export const prebuiltApp = (
  analysis: Analysis,
  parts: AppParts,
  prebuilt: Prebuilt,
  kinds: NodeKinds,
): Omit<AuditedApp, "verdict"> | undefined => {
  const { workers, open } = workersOf(analysis, prebuilt, kinds);
  const shape = shapeOf(prebuilt, workers.length);
  if (shape === "single-agent" && isPartOfSomething(analysis, parts, prebuilt)) return undefined;
  const place = analysis.placeOf(prebuilt.origin.expression);
  const conductor =
    shape === "swarm" || shape === "single-agent"
      ? null
      : { node: prebuilt.name ?? holderName(prebuilt.origin) ?? "agent", ...place };
  const own = compiledName(analysis, prebuilt) ?? prebuilt.name ?? holderName(prebuilt.origin) ?? null;
  const edges = edgesOf(shape, conductor?.node ?? own ?? "agent", workers, place);
  const agents: Agent[] = [
    ...(conductor ? [{ name: conductor.node, role: "conductor" as const, kind: "agent" as const, ...place }] : []),
    ...workers,
  ];
  return {
    id: `${place.file}#${own ?? prebuilt.kind}`,
    name: own,
    shape,
    graph: { ...place, kind: prebuilt.kind },
    conductor,
    agents: agents.length ? agents : [{ name: own ?? "agent", role: "agent", kind: "agent", ...place }],
    edges,
    chains: conductor
      ? promptChains(
          prebuilt.origin.arguments.flatMap((a) => textsUnder(analysis, a)),
          workers.map((w) => w.name),
        )
      : [],
    dynamic: [
      ...(prebuilt.open || open ? [{ what: "agents" as const, ...place, expr: oneLine(prebuilt.origin) }] : []),
      ...(prebuilt.openTools ? [{ what: "tools" as const, ...place, expr: oneLine(prebuilt.origin) }] : []),
    ],
    dead: false,
    fingerprint: fingerprint(
      agents.map((a) => a.name),
      edges,
    ),
  };
};

/** `createSupervisor(…).compile({ name })`. */
const compiledName = (analysis: Analysis, prebuilt: Prebuilt): string | undefined => {
  for (const id of analysis.references.named("compile")) {
    const call = id.parent.parent;
    if (!ts.isPropertyAccessExpression(id.parent) || !ts.isCallExpression(call) || call.expression !== id.parent)
      continue;
    if (!analysis.values.of(id.parent.expression).some((v) => v.t === "made" && v.node === prebuilt.origin)) continue;
    for (const options of call.arguments) {
      const named = analysis.values.property(analysis.values.of(options), "name", options).find((v) => v.t === "text");
      if (named?.t === "text" && named.text !== "") return named.text;
    }
  }
  return undefined;
};

const workersOf = (
  analysis: Analysis,
  prebuilt: Prebuilt,
  kinds: NodeKinds,
): { readonly workers: Agent[]; readonly open: boolean } => {
  const named = (name: string | undefined, value: Value, kind: Agent["kind"]): Agent[] => {
    const node =
      value.t === "made" || value.t === "object" ? value.node : value.t === "unknown" ? value.node : undefined;
    const place = node
      ? analysis.placeOf(ts.isCallExpression(node) ? node.expression : node)
      : analysis.placeOf(prebuilt.origin);
    const known = name ?? (node ? variableName(node) : undefined);
    return known ? [{ name: known, role: "agent", kind, ...place }] : [];
  };
  const listed = prebuilt.agents.flatMap((agent) =>
    named(agent.name ?? nameOf(analysis, agent.value), agent.value, "agent"),
  );
  const handing = handingTools(analysis, prebuilt.tools, kinds);
  let open = false;
  const tools = handing.flatMap((tool) => {
    const behind = agentsBehindTool(analysis, tool);
    open ||= behind?.open === true;
    return behind?.agents.length
      ? behind.agents.flatMap((agent) => named(agent.name, agent.value, "agent"))
      : named(tool.name, tool.value, "tool");
  });
  const all = [...listed, ...tools];
  return { workers: all.filter((agent, index) => all.findIndex((a) => a.name === agent.name) === index), open };
};

/** Name of the variable that an agent is kept in; an option's key names no agent. */
const variableName = (node: ts.Node): string | undefined =>
  ts.isVariableDeclaration(node.parent) ? holderName(node) : undefined;

const shapeOf = (prebuilt: Prebuilt, workers: number): Shape => {
  if (prebuilt.role === "supervisor") return "supervisor";
  if (prebuilt.role === "swarm") return "swarm";
  if (prebuilt.role === "deep-agent")
    return workers || prebuilt.agents.length || prebuilt.open ? "deep-agent" : "single-agent";
  return workers ? "agents-as-tools" : "single-agent";
};

/** A worker of another prebuilt or graph, or an agent that a node, tool or wrapper runs. */
const isPartOfSomething = (analysis: Analysis, parts: AppParts, prebuilt: Prebuilt): boolean => {
  const is = (value: Value): boolean => value.t === "made" && value.node === prebuilt.origin;
  if (parts.prebuilts.some((p) => p.agents.some((a) => is(a.value)) || p.tools.some((t) => is(t.value)))) return true;
  if (parts.graphs.some((g) => [...g.nodes.values()].some((n) => n.values.some(is)))) return true;
  const runs = parts.sites.filter((s) => s.receiver && s.runs === "agent" && analysis.values.of(s.receiver).some(is));
  const hasRole = (node: ts.Node) => rolesAround({ analysis, roles: parts.roles }, node).length > 0;
  return runs.some((s) => hasRole(s.node)) || hasRole(prebuilt.origin);
};

const edgesOf = (
  shape: Shape,
  conductor: string,
  workers: readonly Agent[],
  place: { file: string; line: number },
): Edge[] => {
  const edge = (from: string, to: string, kind: Edge["kind"]): Edge => ({ from, to, kind, label: null, ...place });
  const kind = shape === "supervisor" ? "handoff" : "tool";
  const out = workers.flatMap((w) => [edge(conductor, w.name, kind), edge(w.name, conductor, "static")]);
  const peers = workers.flatMap((a) => [
    edge(START, a.name, "conditional"),
    edge(a.name, END, "conditional"),
    ...workers.filter((b) => b !== a).map((b) => edge(a.name, b.name, "handoff")),
  ]);
  const edges =
    shape === "swarm" ? peers : [edge(START, conductor, "static"), ...out, edge(conductor, END, "conditional")];
  return edges.sort((a, b) => byCodeUnit(a.from, b.from) || byCodeUnit(a.to, b.to));
};
