import { ts } from "ts-morph";
import type { AnswerForm } from "../../contracts/call-site.ts";
import { plainName } from "../../contracts/plain-name.ts";
import { remoteGraph } from "../extract/find-dispatch-sites.ts";
import type { Analysis } from "../source/analysis.ts";
import { isFunctionNode, walk } from "../source/syntax.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import type { FlowContext } from "./flow-context.ts";
import { startsOf } from "./flow-starts.ts";
import type { Sink } from "./item.ts";
import { ownParts, saysVerdict } from "./own-part.ts";
import { isForEach, runsOnce } from "./runs-once.ts";
import { walkFlow } from "./walk-flow.ts";

/** A choice among graphs that the platform's SDK starts. */
export interface RemoteChoice {
  /** Their ids, sorted. */
  readonly graphs: readonly string[];
  /** Two ways, and what is asked for is not which of the two graphs. */
  readonly isVerdict: boolean;
  /** Each answer starts its own graph, and nothing else is made of it. */
  readonly isApart: boolean;
  /** For each graph a value of the field that starts it and no other. */
  readonly valuesOf: (field: string | null) => AnswerForm["values"];
}

/** Undefined unless all that the result chooses is which of several graphs, by ids that the code fixes, is started. */
export const remoteChoice = (context: FlowContext, found: ClassifiedSite): RemoteChoice | undefined => {
  const { analysis } = context;
  const routes = found.sinks.filter((s) => s.role === "route");
  const ids = startedBy(analysis, routes);
  const graphs = [...new Set(ids)].filter((id) => id !== undefined).sort();
  if (ids.includes(undefined) || graphs.length < 2) return undefined;
  const asked = routes.flatMap(({ item }) => (item.field === null ? [] : (found.shape?.get(item.field)?.values ?? [])));
  return {
    graphs,
    isVerdict: graphs.length === 2 && !isByName(asked, graphs),
    isApart:
      (runsOnce(context, found.site.node) || routes.every((route) => isOneEach(context, found.site.node, route))) &&
      !found.sinks.some((s) => s.role === "guard" || s.role === "escape"),
    valuesOf: (field) => valuesOf(context, found, field, graphs),
  };
};

const startedBy = (analysis: Analysis, routes: readonly Sink[]): readonly (string | undefined)[] =>
  routes.map(({ dispatch }) => dispatch && remoteGraph(analysis, dispatch));

/** Each graph has a value that is its name, or what its name has for itself; none of them is a verdict. */
const isByName = (values: readonly string[], graphs: readonly string[]): boolean =>
  [...ownParts(graphs)].every(([name, own]) =>
    values.some((it) => it === name || (own !== "" && plainName(it) === own)),
  ) && !values.some(saysVerdict);

const valuesOf = (
  context: FlowContext,
  found: ClassifiedSite,
  field: string | null,
  graphs: readonly string[],
): AnswerForm["values"] => {
  const known = field === null ? undefined : found.shape?.get(field);
  if (known?.kind !== "label") return [];
  const started = known.values.map((value) => {
    const about = { field, text: value };
    const { sinks } = walkFlow(context, startsOf(context, found.site, about), {
      shape: found.shape,
      callsTools: true,
      value: about,
    });
    const routes = sinks.filter((s) => s.role === "route");
    const [graph, other] = new Set(startedBy(context.analysis, routes));
    return { value, graph: other === undefined && !sinks.some((s) => s.role === "escape") ? graph : undefined };
  });
  return graphs.flatMap((target) => {
    const value = started.find((it) => it.graph === target)?.value;
    return value === undefined ? [] : [{ target, value }];
  });
};

/**
 * Asked in a loop, once for each of several, and the answers kept in a list: each of them, looked at by itself in another loop,
 * starts its own graph. Were they counted, something else than an element would be asked.
 */
const isOneEach = (context: FlowContext, site: ts.Node, { item, dispatch }: Sink): boolean => {
  const asking = loopAround(site);
  const starting = dispatch && loopAround(dispatch);
  if (!asking || !starting || asking === starting || !item.listed || item.chosen || item.firstChosen) return false;
  return runsOnce(context, asking) && readsElement(context.analysis, item.node, starting);
};

/** The loop over a list whose body a place is in; undefined where another loop lies between. A function that is handed on may run there. */
const loopAround = (place: ts.Node): ts.ForOfStatement | undefined => {
  for (let at = place; at.parent; at = at.parent)
    if (isFunctionNode(at.parent)) {
      if (!isHandedOn(at.parent) || isForEach(at.parent)) return undefined;
    } else if (ts.isIterationStatement(at.parent, false))
      return ts.isForOfStatement(at.parent) && at.parent.statement === at ? at.parent : undefined;
  return undefined;
};

const isHandedOn = (fn: ts.Node): boolean =>
  ts.isCallExpression(fn.parent) && fn.parent.arguments.some((it) => it === fn);

const readsElement = ({ references }: Analysis, condition: ts.Node, { initializer }: ts.ForOfStatement): boolean => {
  const names = new Set<ts.Symbol>();
  walk(initializer, (node) => {
    const symbol = ts.isIdentifier(node) ? references.symbolOf(node) : undefined;
    if (symbol) names.add(symbol);
    return true;
  });
  let found = false;
  walk(condition, (node) => {
    const symbol = ts.isIdentifier(node) ? references.symbolOf(node) : undefined;
    found ||= symbol !== undefined && names.has(symbol);
    return !found;
  });
  return found;
};
