import type { ts } from "ts-morph";
import type { References } from "../references.ts";
import type { Guard } from "./guard.ts";
import type { Implementations } from "./implementations.ts";
import type { Caller, Env, FunctionNode, Value } from "./value.ts";

/** What the parts of the evaluator need of each other; `Values` says what each method does. */
export interface Evaluator {
  readonly checker: ts.TypeChecker;
  readonly references: References;
  readonly implementations: Implementations;
  readonly guard: Guard;
  of(node: ts.Expression, env?: Env): readonly Value[];
  texts(node: ts.Expression, env?: Env): { readonly texts: readonly string[]; readonly complete: boolean };
  property(values: readonly Value[], name: string, at: ts.Node): readonly Value[];
  callers(fn: FunctionNode): readonly Caller[];
  bind(name: ts.BindingName, values: readonly Value[], parent: Env | undefined): Env | undefined;
}
