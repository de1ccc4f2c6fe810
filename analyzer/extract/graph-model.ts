import type { ts } from "ts-morph";
import type { Edge } from "../../contracts/audited-app.ts";
import type { FunctionNode, Value } from "../source/values/value.ts";

/** A node as the code adds it; several `addNode` with one name are one node. */
export interface GraphNode {
  readonly name: string;
  /** The `addNode` call, or the prebuilt agent's constructor. */
  readonly place: ts.Node;
  readonly values: readonly Value[];
  /** Bodies that run when the node runs. */
  readonly functions: readonly FunctionNode[];
  /** What was handed over, as written. */
  readonly expr: ts.Expression | undefined;
  /** Declared `ends`, where given. */
  readonly ends: readonly string[];
  /** True when `ends` are declared that exist only at run time. */
  readonly endsOpen: boolean;
}

/** One conditional edge: who asks, which function answers, and what the answers lead to. */
export interface GraphRoute {
  readonly from: string;
  readonly place: ts.Node;
  readonly functions: readonly FunctionNode[];
  readonly expr: ts.Expression | undefined;
  /** Answer to node, where a path map is given. */
  readonly map: ReadonlyMap<string, string> | undefined;
  /** Nodes it can lead to. */
  readonly targets: readonly string[];
  /** False when `targets` may not be all. */
  readonly complete: boolean;
  /** True where the node itself says where to go, by a `Command` or a transfer tool. */
  readonly byItself?: true;
}

/** A hop to a node of the graph around. */
export interface ParentHop {
  readonly from: string;
  readonly to: string;
  readonly place: ts.Node;
}

/** A name that exists only at run time. */
export interface DynamicPart {
  readonly what: "node" | "edge" | "target" | "agents";
  readonly place: ts.Node;
}

/** A graph under construction: what the code says, before anyone judges it. */
export interface GraphModel {
  /** `new StateGraph(…)`, or the prebuilt's call. */
  readonly origin: ts.NewExpression | ts.CallExpression;
  /** Constructor, such as `StateGraph` or `createSupervisor`. */
  readonly kind: string;
  readonly nodes: Map<string, GraphNode>;
  readonly edges: (Omit<Edge, "file" | "line"> & { readonly place: ts.Node })[];
  readonly routes: GraphRoute[];
  /** Nodes that wait for several others (`addEdge([a, b], c)`). */
  readonly joins: Set<string>;
  /** Nodes that one decision may send to several times (`items.map((x) => new Send(…))`). */
  readonly repeated: Set<string>;
  readonly dynamic: DynamicPart[];
  /** Run-time names that stand for more than one node. */
  readonly several: Set<string>;
  /** Hops that nodes take in the graph around this one (`Command.PARENT`). */
  readonly parentHops: ParentHop[];
  /** `compile()` calls. */
  readonly compiles: ts.CallExpression[];
  /** Type of the state, where the schema gives one. */
  readonly state: ts.Type | undefined;
}

/** Names of a graph's two ends. */
export const START = "__start__";
/** See {@link START}. */
export const END = "__end__";
