import type { ts } from "ts-morph";

/** A function-like node with (possibly) a body that a call can run. */
export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.GetAccessorDeclaration;

/** What names stand for in one unrolled loop round or one call: a linked list, newest first. */
export interface Env {
  readonly symbol: ts.Symbol;
  readonly values: readonly Value[];
  readonly parent: Env | undefined;
}

/** What an expression may be at run time, as far as reading the code can tell. */
export type Value =
  | { readonly t: "text"; readonly text: string }
  | { readonly t: "literal"; readonly value: number | boolean | null | undefined }
  | { readonly t: "array"; readonly items: readonly (readonly Value[])[]; readonly open: boolean }
  | { readonly t: "object"; readonly node: ts.ObjectLiteralExpression; readonly env: Env | undefined }
  | { readonly t: "entries"; readonly entries: ReadonlyMap<string, readonly Value[]> }
  | { readonly t: "fn"; readonly node: FunctionNode; readonly env: Env | undefined }
  | { readonly t: "class"; readonly node: ts.ClassLikeDeclaration }
  | { readonly t: "made"; readonly node: ts.NewExpression | ts.CallExpression; readonly env: Env | undefined }
  | { readonly t: "unknown"; readonly node: ts.Node };

/** Looks a symbol up; undefined when the environment does not bind it. */
export const lookup = (env: Env | undefined, symbol: ts.Symbol): readonly Value[] | undefined => {
  for (let e = env; e; e = e.parent) if (e.symbol === symbol) return e.values;
  return undefined;
};

/** Calls of a function: `f(x)`, `o.f(x)`, `new C(x)`. */
export type Caller = ts.CallExpression | ts.NewExpression;
