import type { ts } from "ts-morph";
import type { FunctionNode } from "../values/value.ts";

/** What a name holds while code is followed; linked, innermost first. */
export class Scope {
  readonly #names = new Map<ts.Symbol, Known>();
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  /** The value of a name; undefined when it was declared outside of the code that is followed. */
  get(symbol: ts.Symbol): Known | undefined {
    return this.#names.get(symbol) ?? this.#outer?.get(symbol);
  }

  declare(symbol: ts.Symbol, value: Known): void {
    this.#names.set(symbol, value);
  }

  /** Assigns where the name was declared. False: not in the code that is followed. */
  assign(symbol: ts.Symbol, value: Known): boolean {
    if (!this.#names.has(symbol)) return this.#outer?.assign(symbol, value) ?? false;
    this.#names.set(symbol, value);
    return true;
  }
}

/** What is known of a value without running the code that makes it. */
export type Known =
  | { readonly t: "const"; readonly value: string | number | boolean | null | undefined }
  | { readonly t: "list"; readonly items: readonly Known[] }
  | { readonly t: "set"; readonly items: readonly Known[] }
  | { readonly t: "pattern"; readonly pattern: RegExp }
  /** `open`: it may hold more, and other values under the same names. */
  | { readonly t: "record"; readonly fields: Map<string, Known>; readonly open: boolean }
  | { readonly t: "fn"; readonly node: FunctionNode; readonly scope: Scope | undefined }
  | { readonly t: "state" }
  | { readonly t: "command"; readonly goto: Known; readonly update: Known }
  | { readonly t: "unknown" };

/** Nothing is known. */
export const unknown: Known = { t: "unknown" };

/** A constant. */
export const known = (value: string | number | boolean | null | undefined): Known => ({ t: "const", value });

/** True or false where that is certain. */
export const truthOf = (value: Known): boolean | undefined =>
  value.t === "unknown" ? undefined : value.t === "const" ? Boolean(value.value) : true;

/** JSON text of a value that is constant through and through; undefined for any other. */
export const constantText = (value: Known): string | undefined => {
  if (value.t === "const") return value.value === undefined ? undefined : JSON.stringify(value.value);
  if (value.t === "list") return joined(value.items.map(constantText), "[", "]");
  if (value.t !== "record" || value.open) return undefined;
  const fields = [...value.fields].map(([name, field]) => {
    const text = constantText(field);
    return text === undefined ? undefined : `${JSON.stringify(name)}:${text}`;
  });
  return joined(fields, "{", "}");
};

const joined = (parts: readonly (string | undefined)[], open: string, close: string): string | undefined =>
  parts.includes(undefined) ? undefined : `${open}${parts.join(",")}${close}`;

/** True for `undefined` and `null`. */
export const isMissing = (value: Known): boolean =>
  value.t === "const" && (value.value === undefined || value.value === null);
