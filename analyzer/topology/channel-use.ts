import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";
import { dressed, propertyName, returnedExpressions } from "../source/syntax.ts";
import type { FunctionNode, Value } from "../source/values/value.ts";

/** How deep a state handed on to helpers is followed. */
const MAX_DEPTH = 3;

/** Channels of the state that functions read and write, sorted; a list is missing where code hides a part of it. */
export interface ChannelUse {
  readonly reads?: string[];
  readonly writes?: string[];
}

/** The channels that a node's functions use; nothing is claimed of a node without a body. */
export const channelUse = (analysis: Analysis, functions: readonly FunctionNode[]): ChannelUse => {
  if (!functions.length) return {};
  const reads = all(functions.map((fn) => channelsRead(analysis, fn, 0, 0)));
  const writes = all(functions.map((fn) => channelsWritten(analysis, fn)));
  return { ...(reads && { reads }), ...(writes && { writes }) };
};

/** One sorted list; undefined when a part is not known. */
const all = (parts: readonly (ReadonlySet<string> | undefined)[]): string[] | undefined =>
  parts.includes(undefined) ? undefined : [...new Set(parts.flatMap((p) => [...(p ?? [])]))].sort();

/** Channels that the values a function returns have: object literals, spreads of known ones, updates of a `Command`. */
export const channelsWritten = (analysis: Analysis, fn: FunctionNode): ReadonlySet<string> | undefined => {
  const found = new Set<string>();
  const take = (value: Value, depth: number): boolean => {
    if (value.t === "literal") return true;
    if (value.t === "array") return value.items.flat().every((v) => take(v, depth + 1)) && !value.open;
    if (value.t === "made") return takeCommand(value, depth);
    if (value.t !== "object" || depth > MAX_DEPTH) return false;
    return value.node.properties.every((property) => {
      if (!ts.isSpreadAssignment(property)) {
        const name = propertyName(property.name);
        if (name) found.add(name);
        return name !== undefined;
      }
      return analysis.values.of(property.expression, value.env).every((v) => take(v, depth + 1));
    });
  };
  const takeCommand = (value: Value & { t: "made" }, depth: number): boolean => {
    const callee = value.node.expression;
    if (hasRole(analysis.references, callee, "send")) return true;
    if (!hasRole(analysis.references, callee, "command")) return false;
    return (value.node.arguments ?? []).every((options) =>
      analysis.values
        .property(analysis.values.of(options, value.env), "update", options)
        .every((v) => take(v, depth + 1)),
    );
  };
  const returned = returnedExpressions(fn).flatMap((r) => analysis.values.of(r));
  return returned.every((v) => take(v, 0)) ? found : undefined;
};

/** Members of one parameter that are read, also by helpers that get it whole. */
const channelsRead = (
  analysis: Analysis,
  fn: FunctionNode,
  index: number,
  depth: number,
): ReadonlySet<string> | undefined => {
  const name = fn.parameters[index]?.name;
  if (!name || depth > MAX_DEPTH) return depth > MAX_DEPTH ? undefined : new Set();
  if (ts.isObjectBindingPattern(name)) return patternNames(name);
  if (!ts.isIdentifier(name)) return undefined;
  const symbol = analysis.checker.getSymbolAtLocation(name);
  const found = new Set<string>();
  for (const use of symbol ? analysis.references.usesOf(symbol) : []) {
    const names = use === name ? [] : useNames(analysis, use, depth);
    if (!names) return undefined;
    for (const n of names) found.add(n);
  }
  return found;
};

/** What one use of the whole state reads; undefined when it goes where it cannot be followed. */
const useNames = (analysis: Analysis, use: ts.Identifier, depth: number): Iterable<string> | undefined => {
  const outer = dressed(use);
  const parent = outer.parent;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === outer) return [parent.name.text];
  if (ts.isTypeQueryNode(parent)) return [];
  if (ts.isElementAccessExpression(parent) && parent.expression === outer)
    return ts.isStringLiteralLike(parent.argumentExpression) ? [parent.argumentExpression.text] : undefined;
  if (ts.isVariableDeclaration(parent) && parent.initializer === outer && ts.isObjectBindingPattern(parent.name))
    return patternNames(parent.name);
  if (!ts.isCallExpression(parent)) return undefined;
  const index = (parent.arguments as readonly ts.Node[]).indexOf(outer);
  const functions = analysis.values.functions(parent.expression);
  if (index < 0 || !functions.length) return undefined;
  const read = functions.map((fn) => channelsRead(analysis, fn, index, depth + 1));
  return all(read);
};

const patternNames = (pattern: ts.ObjectBindingPattern): ReadonlySet<string> | undefined => {
  const found = new Set<string>();
  for (const element of pattern.elements) {
    const name = propertyName((element.propertyName ?? element.name) as ts.PropertyName | ts.BindingName);
    if (!name || element.dotDotDotToken) return undefined;
    found.add(name);
  }
  return found;
};
