import { ts } from "ts-morph";
import { isGivenAway } from "../given-away.ts";
import { givenBack } from "../given-back.ts";
import type { References } from "../references.ts";
import { enclosingFunction, walk } from "../syntax.ts";
import { heirOf, isExtended } from "./heir-of.ts";
import type { Implementations } from "./implementations.ts";
import type { Caller, FunctionNode } from "./value.ts";

const MAX_CALLERS = 60;

/** Finds the calls that run a function: by its name, by what holds it, and through the interfaces it implements. */
export class Callers {
  readonly #checker: ts.TypeChecker;
  readonly #references: References;
  readonly #implementations: Implementations;
  readonly #memo = new Map<FunctionNode, readonly Caller[]>();

  constructor(checker: ts.TypeChecker, references: References, implementations: Implementations) {
    this.#checker = checker;
    this.#references = references;
    this.#implementations = implementations;
  }

  /** Calls of a project function or constructor, at most 60; empty when none is known. */
  of(fn: FunctionNode): readonly Caller[] {
    const known = this.#memo.get(fn);
    if (known) return known;
    this.#memo.set(fn, []); // functions that return themselves add nothing
    const found = new Set<Caller>();
    for (const symbol of this.#namesOf(fn))
      for (const id of this.#references.usesWhere(symbol, isCalledOrHanded)) {
        const call = callOf(id);
        if (call) found.add(call);
        else for (const traced of this.#callsOfTraced(id)) found.add(traced);
      }
    for (const call of this.#callsOfReturned(fn)) found.add(call);
    if (ts.isConstructorDeclaration(fn)) for (const call of this.#superCalls(fn)) found.add(call);
    const result = [...found].slice(0, MAX_CALLERS);
    this.#memo.set(fn, result);
    return result;
  }

  /** Calls of a function that another one returns: `const advise = createAdvisor(…); advise(x)`. */
  #callsOfReturned(fn: FunctionNode): readonly Caller[] {
    let node: ts.Node = fn;
    while (ts.isParenthesizedExpression(node.parent) || ts.isAsExpression(node.parent)) node = node.parent;
    const holder = node.parent;
    const returned = ts.isReturnStatement(holder) || (ts.isArrowFunction(holder) && holder.body === node);
    const outer = returned ? (ts.isArrowFunction(holder) ? holder : enclosingFunction(holder)) : undefined;
    if (!outer) return [];
    return this.of(outer).flatMap((made) => this.#callsOfMade(made));
  }

  /** Calls of what a tracing wrapper gives back: `export const ask = traceable(askModel)`; `ask(x)` runs `askModel`. */
  #callsOfTraced(id: ts.Identifier): readonly Caller[] {
    const wrapper = id.parent;
    return ts.isCallExpression(wrapper) && givenBack(this.#references, wrapper) === id
      ? this.#callsOfMade(wrapper)
      : [];
  }

  /** Calls of a function that a call has made: in place, or by the name that keeps it. */
  #callsOfMade(made: Caller): readonly Caller[] {
    if (ts.isCallExpression(made.parent) && made.parent.expression === made) return [made.parent];
    let holder = made.parent;
    while (ts.isAwaitExpression(holder) || ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder))
      holder = holder.parent;
    const name =
      ts.isVariableDeclaration(holder) || ts.isPropertyDeclaration(holder) || ts.isPropertyAssignment(holder)
        ? holder.name
        : undefined;
    const symbol = name && ts.isIdentifier(name) ? this.#checker.getSymbolAtLocation(name) : undefined;
    return (symbol ? this.#references.usesWhere(symbol, isCalled) : []).flatMap((id) => callOf(id) ?? []);
  }

  /** `super(…)` in the classes that extend this one. */
  #superCalls(fn: ts.ConstructorDeclaration): readonly Caller[] {
    const symbol = fn.parent.name && this.#references.symbolOf(fn.parent.name);
    return (symbol ? this.#references.usesWhere(symbol, isExtended) : []).flatMap((use) => {
      const calls: Caller[] = [];
      for (const member of heirOf(use)?.members ?? [])
        if (ts.isConstructorDeclaration(member) && member.body)
          walk(member.body, (node) => {
            if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) calls.push(node);
            return true;
          });
      return calls;
    });
  }

  #namesOf(fn: FunctionNode): readonly ts.Symbol[] {
    const symbols = new Set<ts.Symbol>(this.#implementations.specifying(fn));
    const add = (node: ts.Node | undefined) => {
      const symbol = node && this.#checker.getSymbolAtLocation(node);
      if (symbol) symbols.add(this.#references.follow(symbol));
    };
    if (ts.isConstructorDeclaration(fn)) add(fn.parent.name);
    else add(fn.name);
    let holder: ts.Node = fn;
    while (
      holder.parent &&
      (ts.isParenthesizedExpression(holder.parent) ||
        ts.isAsExpression(holder.parent) ||
        ts.isCallExpression(holder.parent))
    )
      holder = holder.parent;
    const parent = holder.parent;
    if (
      parent &&
      (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent))
    )
      add(parent.name);
    else if (ts.isBinaryExpression(parent) && parent.right === holder) add(lastName(parent.left)); // `exports.go = …`
    for (const symbol of symbols)
      for (const id of this.#references.usesWhere(symbol, isGivenAway)) add(givenAs(id.parent)); // `exports.go = run`
    return [...symbols];
  }
}

const lastName = (node: ts.Node): ts.Node => (ts.isPropertyAccessExpression(node) ? node.name : node);

/** `go` of `exports.go = run`, and of `module.exports = { go: run }`. */
const givenAs = (node: ts.Node): ts.Node | undefined => {
  if (ts.isPropertyAssignment(node)) return node.name;
  return ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left) ? node.left.name : undefined;
};

/** The call in which an identifier is (the last name of) the callee. */
const callOf = (id: ts.Identifier): Caller | undefined => {
  let outer: ts.Node = ts.isPropertyAccessExpression(id.parent) && id.parent.name === id ? id.parent : id;
  while (
    ts.isParenthesizedExpression(outer.parent) ||
    ts.isNonNullExpression(outer.parent) ||
    ts.isAsExpression(outer.parent)
  )
    outer = outer.parent;
  const call = outer.parent;
  return (ts.isCallExpression(call) || ts.isNewExpression(call)) && call.expression === outer ? call : undefined;
};

const isCalled = (id: ts.Identifier): boolean => callOf(id) !== undefined;

/** Called, or an argument of a call, as what a tracing wrapper is given. */
const isCalledOrHanded = (id: ts.Identifier): boolean =>
  isCalled(id) || (ts.isCallExpression(id.parent) && id.parent.expression !== id);
