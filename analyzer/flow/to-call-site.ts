import type { ts } from "ts-morph";
import type { CallSite } from "../../contracts/call-site.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import { siteName } from "../extract/site.ts";
import { byCodeUnit } from "../source/sort-order.ts";
import { enclosingName, oneLine } from "../source/syntax.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import type { Decision } from "./decide.ts";
import { evidenceOf } from "./evidence-of.ts";
import type { FlowContext } from "./flow-context.ts";
import { rolesAround } from "./graphs-around.ts";

/** The id of the app that runs a node's code; null when it belongs to none. */
export type AppAt = (node: ts.Node) => string | null;

/** The id of the app that a graph is; null when it is none. */
export type AppOfGraph = (graph: GraphModel) => string | null;

/** Which app a place or a graph belongs to. */
export interface AppIds {
  readonly at: AppAt;
  readonly ofGraph: AppOfGraph;
}

/** A classified site as `audit/1` has it, but for the ordinal that tells equal ids apart. */
export const toCallSite = (context: FlowContext, found: ClassifiedSite, decision: Decision, apps: AppIds): CallSite => {
  const { analysis } = context;
  const { site } = found;
  const name = siteName(site);
  const file = name.getSourceFile();
  const start = name.getStart(file);
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const app = apps.at(site.node);
  const [own, others] = nodesByApp(context, site.node, app, apps.ofGraph);
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
    app,
    node: only(own),
    ...(others.size ? { alsoIn: [...others].map(([id, nodes]) => ({ app: id, node: only(nodes) })) } : {}),
    classification: found.classification,
    decides: decision.decides,
    replaceability: decision.replaceability,
    targets: [...decision.targets],
    ...(decision.answer ? { answer: decision.answer } : {}),
    reason: found.reason,
    evidence: evidenceOf(analysis, found),
  };
};

/** Code that several nodes share has no node of its own. */
const only = (nodes: ReadonlySet<string>): string | null => (nodes.size === 1 ? ([...nodes][0] ?? null) : null);

/** The nodes that run this code: in its own app, and in each further one whose graph shares it, sorted. */
const nodesByApp = (
  context: FlowContext,
  node: ts.Node,
  own: string | null,
  ofGraph: AppOfGraph,
): readonly [ReadonlySet<string>, ReadonlyMap<string, ReadonlySet<string>>] => {
  const ownNodes = new Set<string>();
  const others = new Map<string, Set<string>>();
  for (const role of rolesAround(context, node)) {
    if (role.t === "tool") continue;
    const name = role.t === "node" ? role.node : role.from;
    const id = ofGraph(role.graph);
    if (id === null || id === own) ownNodes.add(name);
    else others.set(id, (others.get(id) ?? new Set<string>()).add(name));
  }
  return [ownNodes, new Map([...others].sort(([a], [b]) => byCodeUnit(a, b)))];
};
