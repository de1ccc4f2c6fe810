import type { ts } from "ts-morph";
import type { Value } from "../source/values/value.ts";
import type { GraphModel } from "./graph-model.ts";

/** True when a value is a graph under construction or one compiled from it. */
export const makes = (value: Value, graph: GraphModel): boolean =>
  value.t === "made" && (value.node === graph.origin || graph.compiles.some((c: ts.Node) => c === value.node));
