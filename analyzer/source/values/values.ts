import type { ts } from "ts-morph";
import type { References } from "../references.ts";
import { bare } from "../syntax.ts";
import { Callers } from "./callers.ts";
import { evaluate } from "./evaluate.ts";
import { bindPattern } from "./evaluate-pattern.ts";
import type { Evaluator } from "./evaluator.ts";
import { Guard } from "./guard.ts";
import { Implementations } from "./implementations.ts";
import { literalTexts } from "./literal-texts.ts";
import { MAX_VALUES } from "./max-values.ts";
import { propertyValues } from "./property-values.ts";
import type { Caller, Env, FunctionNode, Value } from "./value.ts";

/**
 * Evaluates expressions without running them: follows names, properties, parameters (to the callers' arguments) and
 * returns, across files. An answer lists what the expression may be; `unknown` marks what could not be followed.
 */
export class Values implements Evaluator {
  readonly checker: ts.TypeChecker;
  readonly references: References;
  readonly implementations: Implementations;
  readonly guard = new Guard();
  readonly #memo = new Map<ts.Node, readonly Value[]>();
  readonly #callers: Callers;

  constructor(checker: ts.TypeChecker, references: References) {
    this.checker = checker;
    this.references = references;
    this.implementations = new Implementations(checker, references);
    this.#callers = new Callers(checker, references, this.implementations);
  }

  /** What `node` may be. At most 64 values; cycles and exhausted budgets become `unknown`. */
  of(node: ts.Expression, env?: Env): readonly Value[] {
    const at = bare(node);
    const known = env ? undefined : this.#memo.get(at);
    if (known) return known;
    this.guard.begin();
    const values = this.guard.inside(at, () => evaluate(this, at, env).slice(0, MAX_VALUES));
    if (!values) return [{ t: "unknown", node: at }];
    if (!env && this.guard.isWhole) this.#memo.set(at, values);
    return values;
  }

  /** The constant texts of an expression; `complete` is false when it may be something else as well. */
  texts(node: ts.Expression, env?: Env): { readonly texts: readonly string[]; readonly complete: boolean } {
    const texts = new Set<string>();
    let complete = true;
    for (const value of this.of(node, env)) {
      if (value.t === "text") texts.add(value.text);
      else complete = false;
    }
    if (!complete && texts.size === 0) {
      const typed = literalTexts(this.checker.getTypeAtLocation(node));
      if (typed) return { texts: typed, complete: true };
    }
    return { texts: [...texts], complete: complete && texts.size > 0 };
  }

  /** Functions that an expression may be. */
  functions(node: ts.Expression, env?: Env): readonly FunctionNode[] {
    return this.of(node, env).flatMap((v) => (v.t === "fn" ? [v.node] : []));
  }

  /** Property `name` of each value. */
  property(values: readonly Value[], name: string, at: ts.Node): readonly Value[] {
    return values.flatMap((value) => propertyValues(this, value, name, at));
  }

  /** Calls of a project function or constructor, at most 60; empty when none is known. */
  callers(fn: FunctionNode): readonly Caller[] {
    return this.#callers.of(fn);
  }

  /** Binds a parameter or variable pattern to values: one entry for each name in it. */
  bind(name: ts.BindingName, values: readonly Value[], parent: Env | undefined): Env | undefined {
    return bindPattern(this, name, values, parent);
  }
}
