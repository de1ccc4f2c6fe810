import type { GraphModel } from "../extract/graph-model.ts";
import { comesFrom, pickable } from "./choice-targets.ts";

/** An edge at which a result picks. */
export interface ChoicePoint {
  readonly graph: GraphModel;
  readonly from: string;
}

/** What a result picks among in one graph. */
export interface GraphChoice {
  readonly graph: GraphModel;
  /** The nodes whose edges it picks. */
  readonly from: readonly string[];
  /** What it can pick there, sorted. */
  readonly agents: readonly string[];
  /** Those of them that run a model. */
  readonly models: ReadonlySet<string>;
  /** One of them has made what is judged: the choice sends work back. */
  readonly sentBack: boolean;
  /** Each of the edges picks among all of them; others are later consequences. */
  readonly isOne: boolean;
}

/** Points of one graph are one choice, since code that several graphs share picks among others in each. */
export const choicesByGraph = (
  points: readonly ChoicePoint[],
  agentsOf: (graph: GraphModel) => ReadonlySet<string>,
): readonly GraphChoice[] =>
  [...new Set(points.map((it) => it.graph))].flatMap((graph) => {
    const own = points.filter((it) => it.graph === graph && targetsAt(it).length > 0);
    if (own.length === 0) return [];
    const agents = [...new Set(own.flatMap(targetsAt))].sort();
    return [
      {
        graph,
        from: own.map((it) => it.from),
        agents,
        models: new Set(agents.filter((it) => agentsOf(graph).has(it))),
        sentBack: own.some((it) => targetsAt(it).some((target) => comesFrom(graph, it.from, target))),
        isOne: own.every((it) => targetsAt(it).length === agents.length),
      },
    ];
  });

/** Nodes that can be picked at an edge; ends and the node itself are none. */
const targetsAt = ({ graph, from }: ChoicePoint): readonly string[] => [
  ...new Set(pickable(graph, from).filter((target) => target !== from && graph.nodes.has(target))),
];
