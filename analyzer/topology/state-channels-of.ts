import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { propertyName, walk } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";

/** A function that runs within a node: the node's own, or one that it calls, with the call. */
export interface Frame {
  readonly fn: FunctionNode;
  readonly call: ts.CallExpression | undefined;
  readonly outer: Frame | undefined;
}

/** Locals are followed this far. */
const MAX_ROOTS = 8;

/** The channels of the graph's state that an expression within a node is made from; empty when it is made from none. */
export const stateChannelsOf = (analysis: Analysis, expr: ts.Expression, frame: Frame): ReadonlySet<string> => {
  const channels = new Set<string>();
  const roots: ts.Node[] = [expr];
  const seen = new Set<ts.Declaration>();
  for (const root of roots)
    walk(root, (node) => {
      if (!ts.isIdentifier(node)) return true;
      for (const declaration of analysis.references.symbolOf(node)?.declarations ?? []) {
        if (seen.has(declaration) && !ts.isParameter(declaration)) continue;
        seen.add(declaration);
        if (ts.isVariableDeclaration(declaration) && declaration.initializer && roots.length < MAX_ROOTS)
          roots.push(declaration.initializer);
        const list = ts.isParameter(declaration) ? iterated(declaration) : undefined;
        if (list && roots.length < MAX_ROOTS) roots.push(list);
        for (const name of throughParameter(analysis, declaration, memberOf(node), frame)) channels.add(name);
      }
      return true;
    });
  return channels;
};

/** What a callback goes through: `list` of `list.map((x) => …)`. */
const iterated = ({ parent: fn }: ts.ParameterDeclaration): ts.Expression | undefined => {
  const call = fn.parent;
  const handed = ts.isCallExpression(call) && call.arguments.some((a) => a === fn);
  return handed && ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
};

/** What a parameter brings in: a channel for the node's own state, what the caller hands over for other functions. */
const throughParameter = (
  analysis: Analysis,
  declaration: ts.Declaration,
  member: string | undefined,
  frame: Frame,
): readonly string[] => {
  const parameter = ts.isParameter(declaration)
    ? declaration
    : ts.isBindingElement(declaration) && ts.isParameter(declaration.parent.parent)
      ? declaration.parent.parent
      : undefined;
  const index = parameter ? frame.fn.parameters.indexOf(parameter) : -1;
  if (index < 0) return [];
  const taken = ts.isBindingElement(declaration)
    ? propertyName((declaration.propertyName ?? declaration.name) as ts.PropertyName | ts.BindingName)
    : member;
  if (!frame.outer) return index === 0 && taken ? [taken] : [];
  const argument = frame.call?.arguments[index];
  if (!argument) return [];
  const outer = stateChannelsOf(analysis, argument, frame.outer);
  if (outer.size) return [...outer];
  return taken && isState(analysis, argument, frame.outer) ? [taken] : [];
};

/** True for the node's whole state, handed on as it is. */
const isState = (analysis: Analysis, argument: ts.Expression, frame: Frame): boolean => {
  const declaration = ts.isIdentifier(argument)
    ? analysis.references.symbolOf(argument)?.declarations?.find(ts.isParameter)
    : undefined;
  const index = declaration ? frame.fn.parameters.indexOf(declaration) : -1;
  if (index < 0) return false;
  const handed = frame.call?.arguments[index];
  return frame.outer ? handed !== undefined && isState(analysis, handed, frame.outer) : index === 0;
};

const memberOf = (node: ts.Identifier): string | undefined =>
  ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node ? node.parent.name.text : undefined;
