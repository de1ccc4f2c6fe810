import { ts } from "ts-morph";
import type { StateSite } from "../../../contracts/audited-site.ts";
import type { Analysis } from "../../source/analysis.ts";
import { enclosingFunction, isFunctionNode } from "../../source/syntax.ts";
import { type FoundState, spanOf } from "./found-state.ts";
import { lifetimeOf } from "./lifetime.ts";

const WRITES = new Set(["set", "add", "push", "delete"]);

/**
 * A `Map` (or object) at module level, in a field, or in a closure that outlives its function, that functions write to:
 * it lives and dies with the process.
 */
export const processMap = (analysis: Analysis, node: ts.Node): FoundState | undefined => {
  const held = heldMap(node);
  if (!held || !isEmptyMap(held.map)) return undefined;
  const { name, map } = held;
  const symbol = analysis.references.symbolOf(name);
  if (!symbol) return undefined;
  const home = ts.isVariableDeclaration(node) ? enclosingFunction(node) : undefined;
  const uses = analysis.references.usesWhere(symbol, isStoredInto);
  const writes = uses.filter((use) => isWritten(use) && (home ? outlives(use, home) : enclosingFunction(use)));
  if (writes.length === 0) return undefined;
  const holds = uses.some((use) => storesGraph(analysis, use)) ? "graphs" : heldBy(held, writes);
  return {
    node,
    ...analysis.placeOf(name),
    kind: holds === "graphs" ? "graph-cache" : "process-map",
    name: name.text,
    durability: "process",
    threadId: null,
    ...spanOf(map),
    lifetime: home ? "object" : lifetimeOf(analysis, map),
    holds,
  };
};

/** What keeps a map: the name, and what it is called with its type. */
interface HeldMap {
  readonly name: ts.Identifier | ts.PrivateIdentifier;
  readonly type: ts.TypeNode | undefined;
  readonly map: ts.Expression;
}

/** `const a = …`, a field with its value, or `this.a = new Map()` where an object is made. */
const heldMap = (node: ts.Node): HeldMap | undefined => {
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
    const { name, type, initializer: map } = node;
    return map && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) ? { name, type, map } : undefined;
  }
  const { parent } = node;
  if (!ts.isNewExpression(node) || !ts.isBinaryExpression(parent) || parent.right !== node) return undefined;
  const isOwn = ts.isPropertyAccessExpression(parent.left) && parent.left.expression.kind === ts.SyntaxKind.ThisKeyword;
  const inConstructor = ts.isConstructorDeclaration(enclosingFunction(node) ?? node);
  return isOwn && inConstructor ? { name: parent.left.name, type: undefined, map: node } : undefined;
};

/** True inside a function that `home` gives away by assigning it to a property, so that it runs after `home` has ended. */
const outlives = (use: ts.Node, home: ts.Node): boolean => {
  for (let fn = enclosingFunction(use); fn && fn !== home; fn = enclosingFunction(fn)) {
    const { parent } = fn;
    if (ts.isBinaryExpression(parent) && parent.right === fn && ts.isPropertyAccessExpression(parent.left)) return true;
  }
  return false;
};

/** Names of what belongs to one conversation or person; what a key is called is all that a map's use shows of it. */
const CONVERSATION =
  /thread|session|conversation|chat|dialog|user|customer|tenant|caller|phone|channel|room|job|run_?id/i;
const LIMIT = /rate|limit|bucket|throttl|quota|window|attempt|hits|cool_?down|back_?off/i;

const heldBy = (held: HeldMap, writes: readonly ts.Identifier[]): NonNullable<StateSite["holds"]> => {
  const stored = writes.flatMap((use) => writtenTo(use) ?? []);
  const name = `${held.name.text} ${held.type?.getText() ?? ""} ${held.map.getText()}`;
  const around = writes.map((use) => nameAround(use)).join(" ");
  if (LIMIT.test(`${name} ${around} ${held.map.getSourceFile().fileName.replace(/^.*\//, "")}`)) return "limits";
  const keys = stored.map(({ key }) => key?.getText() ?? "").join(" ");
  return CONVERSATION.test(`${name} ${keys}`) ? "conversations" : "other";
};

const nameAround = (node: ts.Node): string => {
  const fn = enclosingFunction(node);
  const named = fn?.name ?? (fn && ts.isVariableDeclaration(fn.parent) ? fn.parent.name : undefined);
  return named?.getText() ?? "";
};

/** `map.set(key, graph)`. */
const storesGraph = (analysis: Analysis, use: ts.Identifier): boolean => {
  const value = writtenTo(use)?.value;
  if (!value || isFunctionNode(value)) return false;
  const kinds = analysis.kinds.of(value);
  return kinds.has("graph") || kinds.has("agent");
};

/** Key and value of `map.set(key, value)` or `map[key] = value`. */
const writtenTo = (
  use: ts.Identifier,
): { readonly key: ts.Expression | undefined; readonly value: ts.Expression | undefined } | undefined => {
  const access = accessOf(use);
  if (!access) return undefined;
  if (ts.isPropertyAccessExpression(access)) {
    const call = access.parent;
    if (!ts.isCallExpression(call) || access.name.text !== "set") return undefined;
    return { key: call.arguments[0], value: call.arguments[1] };
  }
  const assigned = access.parent;
  return ts.isBinaryExpression(assigned) && assigned.left === access
    ? { key: access.argumentExpression, value: assigned.right }
    : undefined;
};

/** `map.method` or `map[key]`, by whatever path the map is reached. */
const accessOf = (use: ts.Identifier): ts.PropertyAccessExpression | ts.ElementAccessExpression | undefined => {
  const target = ts.isPropertyAccessExpression(use.parent) && use.parent.name === use ? use.parent : use;
  const { parent } = target;
  return (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === target
    ? parent
    : undefined;
};

const isWritten = (use: ts.Identifier): boolean => {
  const access = accessOf(use);
  if (!access) return false;
  if (ts.isPropertyAccessExpression(access)) return WRITES.has(access.name.text) && ts.isCallExpression(access.parent);
  const assigned = access.parent;
  return (
    ts.isBinaryExpression(assigned) &&
    assigned.left === access &&
    assigned.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
};

const isStoredInto = (use: ts.Identifier): boolean => isWritten(use) || writtenTo(use) !== undefined;

const isEmptyMap = (node: ts.Expression): boolean => {
  let at = node;
  while (ts.isAsExpression(at) || ts.isParenthesizedExpression(at) || ts.isSatisfiesExpression(at)) at = at.expression;
  if (ts.isBinaryExpression(at)) return isEmptyMap(at.right); // globalThis.x ??= new Map()
  if (ts.isNewExpression(at)) return /^(Map)$/.test(at.expression.getText()) && !at.arguments?.length;
  return ts.isObjectLiteralExpression(at) && at.properties.length === 0;
};
