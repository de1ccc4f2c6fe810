import type { ts } from "ts-morph";
import type { FunctionNode } from "../source/values/value.ts";
import type { FlowContext } from "./flow-context.ts";
import type { ResultShape } from "./result-shape.ts";

/** A call that the walk went into, so that a `return` comes back to it. */
export interface Frame {
  /** Where the walk goes on with what the function returns; null: what it returns is followed by other means. */
  readonly call: ts.Node | null;
  readonly fn: FunctionNode;
  readonly parent: Frame | undefined;
  readonly depth: number;
}

/** One step of a path, newest first. */
export interface Trail {
  readonly node: ts.Node;
  readonly what: string;
  readonly parent: Trail | undefined;
}

/** An expression that carries the followed value, or a part of it. */
export interface Item {
  readonly node: ts.Node;
  /** Where in the expression's value it sits: `{a: {b: v}}` has `["a", "b"]`. */
  readonly pending: readonly string[];
  /** Which field of the model's result this is; null: all of it. */
  readonly field: string | null;
  /** A closed value (enum, boolean, comparison): its truthiness is a choice, not an existence check. */
  readonly label: boolean;
  /** The constant text that it was last compared with, where it was. */
  readonly tested: string | null;
  /** The constant that a condition chose, where the walk came through one. */
  readonly chosen: ts.Expression | null;
  /** The first of such constants: chosen by the value itself, not by what was chosen. */
  readonly firstChosen: ts.Expression | null;
  /** Chosen under a condition on the value, not made from it. */
  readonly implicit: boolean;
  /**
   * Too weak to be content: a cleared field (`undefined`, `null`, `""`), or a constant chosen under something that was
   * itself only chosen. It can still choose an edge.
   */
  readonly faint: boolean;
  /** In a walk that is about one value of the result: the very text that it is here; null where that is not known. */
  readonly said: string | null;
  /** The text itself, read out of the message or field that holds it. */
  readonly plain: boolean;
  /** What a comparison of it comes to, where that is known: a chosen constant is compared with a constant. */
  readonly outcome: boolean | null;
  /** Made into another value since a condition chose it: no longer that very constant. */
  readonly reshaped: boolean;
  /** Only how many, how long or of what type it is: comparing that is a check of the form, no choice by the content. */
  readonly measured: boolean;
  /** Kept as an element among others: how many there are says nothing about it. */
  readonly listed: boolean;
  /** Kept beside messages that answer its tool calls: nobody has to act on them any more. */
  readonly answered: boolean;
  /** A list of which some were taken off, and what is left of it stored where the list was: a plan that is worked through. */
  readonly rest: "taken" | "stored" | null;
  /** Shown only along with a whole state: as a part of its text. */
  readonly carried: boolean;
  /** Read from the state by its own name: shown from there on, it is shown for itself. */
  readonly named: boolean;
  /** Stored as the run ends: no node or router of this run reads it. */
  readonly last: boolean;
  /** The last channel that it was stored in. */
  readonly channel: string | null;
  /** Channels crossed so far. */
  readonly hops: number;
  readonly frame: Frame | undefined;
  readonly trail: Trail;
}

/** What a path that ended means. `guard`: it decides whether a step with an effect runs at all. */
export type SinkRole = "route" | "content" | "neutral" | "escape" | "guard";

/** Ends the description of a sink that explains a class only where there is nothing else. */
export const EXISTENCE = "only asked whether it is there";

/** Where a path ended. */
export interface Sink {
  readonly role: SinkRole;
  readonly what: string;
  readonly item: Item;
  /** The call that it decides to make, where it is one that passes work on. */
  readonly dispatch: ts.CallExpression | undefined;
}

/** What the steps of a walk need: the context, and the ways to go on or to end. */
export interface Walker extends FlowContext {
  /** Shape of the result that is followed, where a schema is known. */
  readonly shape: ResultShape | undefined;
  /** False when the model that is followed is known to have no tools. */
  readonly callsTools: boolean;
  /** The one value of a field (null: of the text) that the walk is about; most are about any. */
  readonly value: { readonly field: string | null; readonly text: string } | undefined;
  /** False for a constant that the one value which the walk is about never leads to. */
  picks(constant: ts.Expression): boolean;
  /** False when the walk will end before it comes to what is pushed from now on: then nothing need be made ready for it. */
  hasRoom(): boolean;
  push(item: Item): void;
  sink(role: SinkRole, what: string, item: Item, dispatch?: ts.CallExpression): void;
}

/** In a pending path: what a call of the function that sits there gives. */
export const CALL = "()";

/** In a pending path: what a promise is rejected with. */
export const REJECTED = "!";

/** The same value, seen at another node. */
export const at = (item: Item, node: ts.Node, changes: Partial<Item> = {}): Item => ({
  ...item,
  node,
  outcome: null,
  ...changes,
});

/** The same, with a step of the path noted. */
export const noted = (item: Item, node: ts.Node, what: string, changes: Partial<Item> = {}): Item => ({
  ...item,
  node,
  outcome: null,
  trail: { node, what, parent: item.trail },
  ...changes,
});
