import type { ts } from "ts-morph";
import type { Implementations } from "./implementations.ts";
import type { References } from "./references.ts";
import type { Env, Value } from "./value.ts";

/** What the parts of the evaluator need of each other. */
export interface Evaluator {
  readonly checker: ts.TypeChecker;
  readonly references: References;
  readonly implementations: Implementations;
  of(node: ts.Expression, env?: Env): readonly Value[];
  texts(node: ts.Expression, env?: Env): { readonly texts: readonly string[]; readonly complete: boolean };
  property(values: readonly Value[], name: string, at: ts.Node): readonly Value[];
  bind(name: ts.BindingName, values: readonly Value[], parent: Env | undefined): Env | undefined;
}
