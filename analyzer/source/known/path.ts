import type { ts } from "ts-morph";
import type { Analysis } from "../analysis.ts";
import type { FunctionNode } from "../values/value.ts";
import type { Known, Scope } from "./known.ts";
import type { Chooser } from "./paths.ts";

/** A call whose result nobody uses: it is made for what it does. */
export interface Effect {
  readonly call: ts.CallExpression;
  readonly args: readonly Known[];
}

/** One way through code, with what it knows and what it does. */
export interface Path {
  readonly analysis: Analysis;
  /** What channels of the state hold; others are unknown. */
  readonly facts: ReadonlyMap<string, Known>;
  readonly choose: Chooser;
  readonly effects: Effect[];
  /** How many values so far were unknown: of such, any part may be missing, and reading it may throw. */
  doubts: number;
  /** What an expression gives. Throws Lost where it does what cannot be followed. */
  evaluate(expression: ts.Expression, scope: Scope): Known;
  /** What a function gives. Throws Lost, and Thrown where it throws. */
  follow(fn: FunctionNode, args: readonly Known[], outer: Scope | undefined): Known;
}
