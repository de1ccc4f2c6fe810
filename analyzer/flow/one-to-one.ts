import { plainName } from "../../contracts/plain-name.ts";
import type { GraphModel } from "../extract/graph-model.ts";
import type { Analysis } from "../source/analysis.ts";
import type { ClassifiedSite } from "./classify-site.ts";
import type { Sink } from "./item.ts";

/** How a result's values lie on the agents that it can pick. */
export type Mapping =
  /** Each agent has its own value: the value names it, or a path map or table leads from one to the other. */
  | "one-to-one"
  /** A verdict between two: yes or no, pass or fail. */
  | "verdict"
  /** Values and agents do not match up in a way that the code shows. */
  | "unproven";

/** Matches the values that a routing result can have with the agents it can pick. */
export const mappingOf = (
  analysis: Analysis,
  found: ClassifiedSite,
  graph: GraphModel,
  from: string,
  agents: readonly string[],
): Mapping => {
  const routes = found.sinks.filter((s) => s.role === "route");
  const chosen = routes.flatMap((s) => (s.item.chosen ? analysis.values.texts(s.item.chosen).texts : []));
  const values = new Set([...routes.flatMap((s) => valuesOf(found, s)), ...chosen]);
  const keys = keysOf(graph, from);
  if (sharesAgent(keys, agents)) return "unproven";
  const named = agents.filter((agent) =>
    [...values].some((v) => same(v, agent) || keys.some(([key, node]) => node === agent && same(key, v))),
  );
  const direct = routes.some((s) => !s.item.implicit);
  if (direct && keys.length > 0) return "one-to-one"; // the answer is a key of the path map
  if (!direct && agents.length === 2 && !asksByName(found, routes, agents, keys)) return "verdict";
  if (!direct && measures(routes)) return "unproven";
  if (!direct && !choosesAmong(analysis, routes, agents.length)) return "verdict";
  if (named.length === agents.length) return "one-to-one";
  if (chosen.length && !direct) return new Set(chosen).size >= 3 ? "one-to-one" : "verdict";
  return named.length >= 2 ? "one-to-one" : "unproven";
};

/** The result itself chooses among as many constants as there are agents, but one by default; later ones only follow from them. */
const choosesAmong = (analysis: Analysis, routes: readonly Sink[], agents: number): boolean => {
  const firsts = routes.flatMap((s) => (s.item.firstChosen ? analysis.values.texts(s.item.firstChosen).texts : []));
  return new Set(firsts).size >= agents - 1;
};

/** What is asked of the result is an agent's name (or its key in the path map), not whether something holds. */
const asksByName = (
  found: ClassifiedSite,
  routes: readonly Sink[],
  agents: readonly string[],
  keys: readonly (readonly [string, string])[],
): boolean => {
  const asked = [
    ...routes.flatMap((s) => (s.item.tested === null ? [] : [s.item.tested])),
    ...routes.flatMap((s) => valuesOf(found, s)),
  ];
  const names = [...agents, ...keys.filter(([, node]) => agents.includes(node)).map(([key]) => key)].map(plainName);
  return asked.some((text) =>
    names.some((name) => plainName(text) === name || (plainName(text).length >= 3 && plainName(text).includes(name))),
  );
};

/** Some way begins with a number compared or a flag looked at: a judgement, whatever names follow from it. */
const measures = (routes: readonly Sink[]): boolean => routes.some((s) => s.item.implicit && s.item.tested === null);

/** Constants that the schema allows for the field that a sink routes by. */
const valuesOf = (found: ClassifiedSite, sink: Sink): readonly string[] => {
  const field = sink.item.field;
  if (field !== null && field !== "tool_calls") return found.shape?.get(field)?.values ?? [];
  return [...(found.shape?.values() ?? [])].flatMap((f) => f.values);
};

/** Path map entries of the routes after a node. */
const keysOf = (graph: GraphModel, from: string): readonly (readonly [string, string])[] =>
  graph.routes.filter((r) => r.from === from).flatMap((r) => [...(r.map ?? [])]);

/** Two answers lead to one agent: the answer is more than the agent. */
const sharesAgent = (keys: readonly (readonly [string, string])[], agents: readonly string[]): boolean =>
  agents.some((agent) => keys.filter(([, node]) => node === agent).length > 1);

const same = (a: string, b: string): boolean => plainName(a) === plainName(b);
