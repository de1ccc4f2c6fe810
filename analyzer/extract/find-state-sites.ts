import { ts } from "ts-morph";
import type { StateSite } from "../../contracts/audited-site.ts";
import type { Analysis } from "../source/analysis.ts";
import { type Surface, surfaceOf, surfaceOfDeclaration } from "../source/surface-of.ts";
import { enclosingFunction, oneLine, propertyName, walk } from "../source/syntax.ts";
import { threadIdSource } from "./thread-id-source.ts";

/** A state site before it is joined to an app. */
export interface FoundState extends Omit<StateSite, "app"> {
  readonly node: ts.Node;
}

/** Savers, stores, process-local maps and thread ids. */
export const findStateSites = (analysis: Analysis): FoundState[] => {
  const found: FoundState[] = [];
  for (const file of analysis.loaded.sourceFiles)
    walk(file, (node) => {
      const site = saverSite(analysis, node) ?? processMap(analysis, node) ?? threadId(analysis, node);
      if (site) found.push(site);
      return true;
    });
  return found;
};

/** `new MemorySaver()`, `PostgresSaver.fromConnString(…)`, an own subclass of a saver. */
const saverSite = (analysis: Analysis, node: ts.Node): FoundState | undefined => {
  if (ts.isClassDeclaration(node) && node.name) return ownSaver(analysis, node);
  const callee = ts.isNewExpression(node)
    ? node.expression
    : ts.isCallExpression(node) &&
        ts.isPropertyAccessExpression(node.expression) &&
        /^from[A-Z]/.test(node.expression.name.text)
      ? node.expression.expression
      : undefined;
  const surface = callee && surfaceBehind(analysis, callee);
  if (!surface || !/^(saver|store)-/.test(surface.entry.role)) return undefined;
  const [kind, durability] = surface.entry.role.split("-") as ["saver" | "store", "process" | "external"]; // the roles are written so
  return {
    node,
    ...analysis.placeOf(node),
    kind,
    name: surface.name,
    durability: inMemoryUrl(node) ? "process" : durability,
    threadId: null,
  };
};

/** The framework's class by its name, or by its type where the name was taken out of `await import(…)`. */
const surfaceBehind = (analysis: Analysis, callee: ts.Expression): Surface | undefined => {
  const named = surfaceOf(analysis.references, callee);
  if (named) return named;
  const declarations = analysis.checker.getTypeAtLocation(callee).symbol?.declarations ?? [];
  return declarations.map(surfaceOfDeclaration).find((found) => found !== undefined);
};

const ownSaver = (analysis: Analysis, node: ts.ClassDeclaration): FoundState | undefined => {
  const base = node.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  const surface = base && surfaceOf(analysis.references, base);
  if (!surface || !node.name || !/^(saver|store)-/.test(surface.entry.role)) return undefined;
  const kind = surface.entry.role.startsWith("saver") ? "saver" : "store";
  const durability = surface.entry.role.endsWith("process") ? "process" : "unknown";
  return { node, ...analysis.placeOf(node.name), kind, name: node.name.text, durability, threadId: null };
};

/** `SqliteSaver.fromConnString(":memory:")` is lost with the process as well. */
const inMemoryUrl = (node: ts.Node): boolean =>
  (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
  (node.arguments?.some((a) => ts.isStringLiteralLike(a) && a.text === ":memory:") ?? false);

const WRITES = new Set(["set", "add", "push", "delete"]);

/** A module-level or field `Map` (or object) that functions write to: lives and dies with the process. */
const processMap = (analysis: Analysis, node: ts.Node): FoundState | undefined => {
  if (!ts.isVariableDeclaration(node) && !ts.isPropertyDeclaration(node)) return undefined;
  if (!node.initializer || (!ts.isIdentifier(node.name) && !ts.isPrivateIdentifier(node.name))) return undefined;
  if (ts.isVariableDeclaration(node) && enclosingFunction(node)) return undefined;
  if (!isEmptyMap(node.initializer)) return undefined;
  const symbol = analysis.checker.getSymbolAtLocation(node.name);
  if (!symbol) return undefined;
  const written = analysis.references
    .usesOf(symbol)
    .some((use) => isWritten(use) && enclosingFunction(use) !== undefined);
  if (!written) return undefined;
  const holds = analysis.references.usesOf(symbol).some((use) => storesGraph(analysis, use));
  return {
    node,
    ...analysis.placeOf(node.name),
    kind: holds ? "graph-cache" : "process-map",
    name: node.name.text,
    durability: "process",
    threadId: null,
  };
};

/** `map.set(key, graph)`. */
const storesGraph = (analysis: Analysis, use: ts.Identifier): boolean => {
  const set = use.parent;
  const call = set.parent;
  if (!ts.isPropertyAccessExpression(set) || set.name.text !== "set" || !ts.isCallExpression(call)) return false;
  const kinds = call.arguments[1] ? analysis.kinds.of(call.arguments[1]) : new Set<string>();
  return kinds.has("graph") || kinds.has("agent");
};

const isEmptyMap = (node: ts.Expression): boolean => {
  let at = node;
  while (ts.isAsExpression(at) || ts.isParenthesizedExpression(at) || ts.isSatisfiesExpression(at)) at = at.expression;
  if (ts.isBinaryExpression(at)) return isEmptyMap(at.right); // globalThis.x ??= new Map()
  if (ts.isNewExpression(at)) return /^(Map)$/.test(at.expression.getText()) && !at.arguments?.length;
  return ts.isObjectLiteralExpression(at) && at.properties.length === 0;
};

const isWritten = (use: ts.Identifier): boolean => {
  const target = ts.isPropertyAccessExpression(use.parent) && use.parent.name === use ? use.parent : use;
  const parent = target.parent;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === target)
    return WRITES.has(parent.name.text) && ts.isCallExpression(parent.parent);
  if (!ts.isElementAccessExpression(parent) || parent.expression !== target) return false;
  return (
    ts.isBinaryExpression(parent.parent) &&
    parent.parent.left === parent &&
    parent.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
};

/** `{configurable: {thread_id: …}}`. */
const threadId = (analysis: Analysis, node: ts.Node): FoundState | undefined => {
  if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return undefined;
  if (propertyName(node.name) !== "thread_id") return undefined;
  const holder = node.parent.parent;
  if (!ts.isPropertyAssignment(holder) || propertyName(holder.name) !== "configurable") return undefined;
  const value = ts.isPropertyAssignment(node) ? node.initializer : node.name;
  return {
    node,
    ...analysis.placeOf(node),
    kind: "thread-id",
    name: oneLine(value, 60),
    durability: "unknown",
    threadId: threadIdSource(analysis, value),
  };
};
