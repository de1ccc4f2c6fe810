import { type BranchSpec, type CompiledApp, type CompiledNode, hidden } from "./surface.ts";

/** A node after which more than one thing may come next. */
export interface DecisionPoint {
  readonly node: string;
  /** Where its static edges lead: nobody's choice. */
  readonly edges: readonly string[];
}

/** What a graph says about its decisions, read once. */
export interface DecisionMap {
  readonly points: readonly DecisionPoint[];
  /** Nodes that run tools: going there is no hop to an agent. */
  readonly toolNodes: ReadonlySet<string>;
  /** Join channel to the node that it makes run. */
  readonly joins: ReadonlyMap<string, string>;
  /** Node names and keys of conditions. */
  readonly words: ReadonlySet<string>;
}

/** Finds the decision points of a graph; none without a builder, since then nothing says where a node may lead. */
export const findDecisionPoints = (app: CompiledApp): DecisionMap => {
  const { builder } = app;
  const names = Object.keys(builder?.nodes ?? {});
  const points = [hidden.start, ...names]
    .filter((node) => {
      const ends = new Set([...(builder?.nodes[node]?.ends ?? [])]);
      for (const branch of Object.values(builder?.branches[node] ?? {}))
        for (const end of endsOf(branch, names)) ends.add(end);
      // A node that declares where its Commands may go can also end the run, by not going anywhere.
      return ends.size > 1 || (builder?.nodes[node]?.ends ?? []).length > 0;
    })
    .map((node) => ({
      node,
      edges: [...(builder?.edges ?? [])].filter(([from]) => from === node).map(([, to]) => to),
    }));
  const keys = Object.values(builder?.branches ?? {}).flatMap((conditions) =>
    Object.values(conditions).flatMap(({ ends }) => Object.keys(ends ?? {})),
  );
  return {
    points,
    toolNodes: new Set(names.filter((name) => runsTools(app.nodes[name]))),
    joins: new Map(
      [...(builder?.waitingEdges ?? [])].map(([from, to]) => [`${hidden.join}${from.join("+")}:${to}`, to]),
    ),
    words: new Set([...names, ...keys, hidden.end]),
  };
};

const endsOf = ({ ends }: BranchSpec, names: readonly string[]): readonly string[] =>
  ends === undefined ? [...names, hidden.end] : Object.values(ends);

const runsTools = (node: CompiledNode | undefined): boolean => Array.isArray(node?.bound.tools);
