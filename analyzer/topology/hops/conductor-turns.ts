import type { GraphModel, GraphNode, GraphRoute } from "../../extract/graph-model.ts";
import type { Analysis } from "../../source/analysis.ts";
import { pathOf } from "../../source/known/follow-code.ts";
import { type Known, known } from "../../source/known/known.ts";
import type { Effect } from "../../source/known/path.ts";
import { everyPath, Lost } from "../../source/known/paths.ts";
import type { FunctionNode } from "../../source/values/value.ts";

/** One turn of a conductor, as one path through its code: where it goes, what it writes, what it does besides. */
export interface Turn {
  /** A node or an end; undefined where the name is not certain. */
  readonly goesTo: string | undefined;
  /** By channel; undefined where other channels may be written too. */
  readonly writes: ReadonlyMap<string, Known> | undefined;
  readonly effects: readonly Effect[];
}

/** Code that decides by itself: the conductor's one function, and its one router where it has one. */
export interface Decider {
  readonly fn: FunctionNode;
  readonly router: (Pick<GraphRoute, "map"> & { readonly fn: FunctionNode }) | undefined;
}

/** The code of a conductor; undefined unless all of its decisions are in one function, or in one router after it. */
export const deciderOf = (graph: GraphModel, node: GraphNode): Decider | undefined => {
  const routes = graph.routes.filter((it) => it.from === node.name && it.functions.length > 0);
  const [fn] = node.functions;
  if (!fn || node.functions.length > 1 || routes.length > 1) return undefined;
  if (graph.edges.some((it) => it.from === node.name && it.kind === "static")) return undefined;
  const [route] = routes;
  const [router] = route?.functions ?? [];
  if (!route) return { fn, router: undefined };
  return router && route.functions.length === 1 ? { fn, router: { fn: router, map: route.map } } : undefined;
};

/**
 * Every turn that a conductor may take when the state holds `facts`, channel by channel, and anything else in the rest.
 * `settles` says of which channels a write is what is read next. Undefined where the code cannot be followed.
 */
export const turnsOf = (
  analysis: Analysis,
  { fn, router }: Decider,
  facts: ReadonlyMap<string, Known>,
  settles: (channel: string) => boolean,
): readonly Turn[] | undefined =>
  everyPath((choose): Turn => {
    const path = pathOf(analysis, facts, choose);
    const given = path.follow(fn, [{ t: "state" }], undefined);
    if (given.t === "command") {
      if (router) throw new Lost();
      return { goesTo: nameOf(given.goto), writes: writesOf(given.update), effects: path.effects };
    }
    if (!router) throw new Lost();
    const writes = writesOf(given);
    const after = new Map(writes === undefined ? [] : facts);
    for (const [channel, value] of writes ?? []) {
      if (settles(channel)) after.set(channel, value);
      else after.delete(channel);
    }
    const asked = pathOf(analysis, after, choose);
    const answer = nameOf(asked.follow(router.fn, [{ t: "state" }], undefined));
    if (asked.effects.length > 0) throw new Lost();
    return {
      goesTo: answer === undefined ? undefined : (router.map?.get(answer) ?? answer),
      writes,
      effects: path.effects,
    };
  });

/** Every turn of a conductor's own function, wherever its router goes then. */
export const writesOfTurns = (analysis: Analysis, fn: FunctionNode): readonly Turn[] | undefined =>
  everyPath((choose): Turn => {
    const path = pathOf(analysis, new Map(), choose);
    const given = path.follow(fn, [{ t: "state" }], undefined);
    if (given.t === "command") throw new Lost();
    return { goesTo: undefined, writes: writesOf(given), effects: path.effects };
  });

const nameOf = (value: Known): string | undefined => {
  if (value.t === "list" && value.items.length === 1 && value.items[0]) return nameOf(value.items[0]);
  return value.t === "const" && typeof value.value === "string" ? value.value : undefined;
};

const writesOf = (value: Known): ReadonlyMap<string, Known> | undefined => {
  if (value.t === "const" && (value.value === undefined || value.value === null)) return new Map();
  if (value.t !== "record" || value.open) return undefined;
  // A field that is given nothing still counts as written.
  return new Map([...value.fields].map(([name, field]) => [name, field.t === "state" ? known(undefined) : field]));
};
