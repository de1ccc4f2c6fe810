import type { Slots } from "./app-text.ts";

/** Where the model's answer can be taken from, as an expression in the scope right after the call. */
export interface Tap {
  readonly name: string;
  /** Statements first, then an expression of type string. */
  readonly before?: readonly string[];
  readonly value: string;
}

/** A small app whose one dispatching call only routes; leaks are added through slots. */
export interface CleanSource {
  readonly name: string;
  readonly taps: readonly Tap[];
  /** What the place of the leak offers. `update`: it returns a state update; `state`, `config`: these names are in scope. */
  readonly offers: readonly ("update" | "state" | "config")[];
  readonly text: (slots: Slots) => string;
  /** Text that only the dispatching call has: the site under test. */
  readonly site: RegExp;
}
