import { ts } from "ts-morph";
import { type Kind, kindsOfType } from "./kinds-of-type.ts";
import type { References } from "./references.ts";
import { hasRole } from "./surface-of.ts";
import { bare, dressed } from "./syntax.ts";
import type { Evaluator } from "./values/evaluator.ts";
import type { Env, Value } from "./values/value.ts";
import { objectValues } from "./values/value-items.ts";

const MAX_DEPTH = 6;
/** A builder's methods that give the builder again, or the graph. */
const BUILDING = /^(compile|add(Node|Edge|ConditionalEdges|Sequence)|set(Entry|Finish)Point|setConditionalEntryPoint)$/;

/** Says what an expression is (model, agent, graph, tool, …): by its type, and where types are lost, by its values. */
export class Kinds {
  readonly #values: Evaluator;
  readonly #references: References;
  readonly #memo = new Map<ts.Node, ReadonlySet<Kind>>();

  constructor(values: Evaluator) {
    this.#values = values;
    this.#references = values.references;
  }

  /** The kinds of an expression; empty when nothing is known. */
  of(node: ts.Expression, env?: Env, depth = 0): ReadonlySet<Kind> {
    const at = bare(node);
    const known = env ? undefined : this.#memo.get(at);
    if (known) return known;
    const kinds = this.#find(at, env, depth);
    if (!env && depth === 0) this.#memo.set(at, kinds);
    return kinds;
  }

  /** True when it runs a model: a chat model, a chain with one in it, or a prebuilt agent. */
  runsModel(node: ts.Expression, env?: Env): boolean {
    const kinds = this.of(node, env);
    return kinds.has("model") || kinds.has("agent");
  }

  #find(node: ts.Expression, env: Env | undefined, depth: number): ReadonlySet<Kind> {
    if (depth > MAX_DEPTH) return new Set();
    const type = this.#values.checker.getTypeAtLocation(node);
    const typed = kindsOfType(this.#values.checker, type);
    if (typed.has("graph") && !typed.has("agent")) return this.#prebuiltBehind(node, env, depth) ?? typed;
    if ((typed.size && !isVague(typed)) || isPrimitive(type)) return typed;
    const kinds = new Set<Kind>([...typed].filter((k) => k !== "unknown"));
    for (const value of this.#values.of(node, env)) for (const kind of this.ofValue(value, depth + 1)) kinds.add(kind);
    return kinds;
  }

  /** The agent that a factory makes and declares as a compiled graph, which it is, too; undefined where there is none. */
  #prebuiltBehind(node: ts.Expression, env: Env | undefined, depth: number): ReadonlySet<Kind> | undefined {
    const kinds = this.#values
      .of(node, env)
      .map((v) => (v.t === "made" ? this.#made(v.node, v.env, depth + 1) : new Set()));
    return kinds.length && kinds.every((it) => it.has("agent")) ? new Set(["agent"]) : undefined;
  }

  /** The kinds of one value. */
  ofValue(value: Value, depth = 0): ReadonlySet<Kind> {
    if (depth > MAX_DEPTH) return new Set();
    switch (value.t) {
      case "fn":
        return new Set(["fn"]);
      case "object":
        return this.#union(objectValues(this.#values, value), depth);
      case "made":
        return this.#made(value.node, value.env, depth);
      case "unknown":
        return ts.isExpression(value.node) ? this.#typedAs(value.node) : new Set();
      default:
        return new Set();
    }
  }

  /** By the type of an expression, else by what it is cast to. */
  #typedAs(node: ts.Expression): ReadonlySet<Kind> {
    const { checker } = this.#values;
    const own = kindsOfType(checker, checker.getTypeAtLocation(node));
    return own.size ? own : kindsOfType(checker, checker.getTypeAtLocation(dressed(node)));
  }

  #union(values: readonly Value[], depth: number): ReadonlySet<Kind> {
    return new Set(values.flatMap((v) => [...this.ofValue(v, depth + 1)]));
  }

  #made(node: ts.NewExpression | ts.CallExpression, env: Env | undefined, depth: number): ReadonlySet<Kind> {
    const typed = kindsOfType(this.#values.checker, this.#values.checker.getTypeAtLocation(node));
    const parts = typed.size && !isVague(typed) ? [] : this.#parts(node);
    if (typed.size && !typed.has("unknown") && !parts.length) return typed;
    if (!typed.size && !parts.length) return this.#builtBehindCast(node, env, depth);
    const kinds = new Set<Kind>([...typed].filter((k) => k !== "unknown"));
    for (const part of parts) for (const kind of this.of(part, env, depth + 1)) kinds.add(kind);
    return kinds;
  }

  /** What a graph's own method gives, though a cast hides its type: `(builder as any).addNode(…).compile()`. */
  #builtBehindCast(node: ts.NewExpression | ts.CallExpression, env: Env | undefined, depth: number): ReadonlySet<Kind> {
    const callee = node.expression;
    if (!ts.isPropertyAccessExpression(callee) || !BUILDING.test(callee.name.text)) return new Set();
    const isBuilder = this.of(callee.expression, env, depth + 1).has("builder");
    return new Set(isBuilder ? [callee.name.text === "compile" ? "graph" : "builder"] : []);
  }

  /** The runnables that a sequence, `pipe` or parallel is built from. */
  #parts(node: ts.NewExpression | ts.CallExpression): readonly ts.Expression[] {
    const callee = node.expression;
    const first = node.arguments?.[0];
    if (ts.isPropertyAccessExpression(callee)) {
      if (callee.name.text === "pipe" || callee.name.text === "assign") return piped(node);
      if (callee.name.text === "from" && first && hasRole(this.#references, callee.expression, "sequence"))
        return elements(first);
      if (/^(bindTools|withStructuredOutput|bind|withConfig|withRetry|withFallbacks)$/.test(callee.name.text))
        return [callee.expression];
    }
    if (ts.isNewExpression(node) && first && hasRole(this.#references, callee, "sequence")) return elements(first);
    return [];
  }
}

/** `a.pipe(b).pipe(c)`: all that is in it at once, so that a long chain is no deeper than a short one. */
const piped = (node: ts.Expression): readonly ts.Expression[] => {
  const parts: ts.Expression[] = [];
  let at = bare(node);
  while (
    ts.isCallExpression(at) &&
    ts.isPropertyAccessExpression(at.expression) &&
    /^(pipe|assign)$/.test(at.expression.name.text)
  ) {
    const [next] = at.arguments;
    if (next) parts.unshift(next);
    at = bare(at.expression.expression);
  }
  return [at, ...parts];
};

/** True where a type alone does not tell whether there is a model in it: a plain `Runnable` may be any chain. */
const isVague = (kinds: ReadonlySet<Kind>): boolean =>
  kinds.has("unknown") || (kinds.has("fn") && !kinds.has("model") && !kinds.has("agent"));

const elements = (node: ts.Expression): readonly ts.Expression[] => {
  const at = bare(node);
  if (ts.isArrayLiteralExpression(at)) return at.elements.filter((e) => !ts.isSpreadElement(e));
  if (!ts.isObjectLiteralExpression(at)) return [at];
  return at.properties.flatMap((p) => {
    if (!ts.isPropertyAssignment(p)) return [];
    const inner = bare(p.initializer);
    return ts.isArrayLiteralExpression(inner) ? [...inner.elements] : [p.initializer];
  });
};

const PRIMITIVE =
  ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLike;

/** True for texts, numbers and truth values, which run nothing, whatever their value is. */
const isPrimitive = (type: ts.Type): boolean =>
  type.isUnion() ? type.types.every(isPrimitive) : (type.flags & PRIMITIVE) !== 0;
