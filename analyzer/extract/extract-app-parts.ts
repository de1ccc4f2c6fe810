import { ts } from "ts-morph";
import type { TenancySite } from "../../contracts/audited-site.ts";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { addDeclaredEnds } from "./add-declared-ends.ts";
import { addHandoffEdges } from "./add-handoff-edges.ts";
import { findFacts } from "./facts/find-facts.ts";
import type { FoundFact } from "./facts/found-fact.ts";
import { findCallSites } from "./find-call-sites.ts";
import { addCommandEdges } from "./find-commands.ts";
import { type FoundDispatch, findDispatchSites } from "./find-dispatch-sites.ts";
import { findGraphs } from "./find-graphs.ts";
import { findPrebuilts, type Prebuilt } from "./find-prebuilts.ts";
import { findTenancySites } from "./find-tenancy-sites.ts";
import type { GraphModel } from "./graph-model.ts";
import { resolveChannelAnswers } from "./resolve-channel-answers.ts";
import { findRoles, type Roles } from "./roles.ts";
import { runBy } from "./run-by.ts";
import { runnableNodes } from "./runnable-nodes.ts";
import type { Site } from "./site.ts";
import { findStateSites } from "./state/find-state-sites.ts";
import type { FoundState } from "./state/found-state.ts";
import { findWrappers } from "./wrappers/find-wrappers.ts";

/** Everything that is read off the source before flow and topology look at it. */
export interface AppParts {
  readonly graphs: readonly GraphModel[];
  readonly prebuilts: readonly Prebuilt[];
  readonly roles: Roles;
  readonly sites: readonly Site[];
  readonly state: readonly FoundState[];
  readonly dispatches: readonly FoundDispatch[];
  readonly tenancy: readonly TenancySite[];
  readonly facts: readonly FoundFact[];
}

/** Asks each question once and joins the answers. */
export const extractAppParts = (analysis: Analysis): AppParts => {
  const graphs = findGraphs(analysis);
  for (const graph of graphs) {
    addCommandEdges(analysis, graph);
    resolveChannelAnswers(analysis, graph);
  }
  const prebuilts = findPrebuilts(analysis);
  addHandoffEdges(analysis, graphs, prebuilts);
  for (const graph of graphs) addDeclaredEnds(graph);
  const roles = findRoles(graphs, prebuilts, toolBodies(analysis));
  const direct = [...findCallSites(analysis, prebuilts), ...runnableNodes(analysis, graphs)];
  return {
    graphs,
    prebuilts,
    roles,
    sites: [...direct, ...findWrappers(analysis, direct, roles)],
    state: findStateSites(analysis),
    dispatches: findDispatchSites(analysis),
    tenancy: findTenancySites(analysis),
    facts: findFacts(analysis, roles),
  };
};

/** Bodies of `tool(fn, …)`, `new DynamicStructuredTool({func})` anywhere. */
const toolBodies = (analysis: Analysis): FunctionNode[] => {
  const found: FunctionNode[] = [];
  for (const node of analysis.references.nodes)
    if (isCallLike(node) && hasRole(analysis.references, node.expression, "tool", "tool-factory"))
      found.push(...runBy(analysis, [{ t: "made", node, env: undefined }]));
  return found;
};

const isCallLike = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
  ts.isCallExpression(node) || ts.isNewExpression(node);
