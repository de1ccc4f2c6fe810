import type { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import type { Roles } from "../extract/roles.ts";
import type { Analysis } from "../source/analysis.ts";
import type { FunctionNode } from "../source/values/value.ts";
import type { RunsOf } from "./runs-of-graphs.ts";

/** What the walks over one program share. */
export interface FlowContext {
  readonly analysis: Analysis;
  readonly roles: Roles;
  readonly graphs: readonly GraphModel[];
  /** True for the node of a call site: another run of a model. */
  readonly isSite: (node: ts.Node) => boolean;
  /** The calls that run each graph. */
  readonly runs: RunsOf;
  /** True when a tool's body passes work to another agent: it runs one, or returns a `Command`. */
  readonly handsOver: (fn: FunctionNode) => boolean;
}
