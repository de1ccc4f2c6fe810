import { ts } from "ts-morph";
import type { GraphModel } from "../extract/graph-model.ts";
import { isFunctionNode, propertyName, walk } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { bindTo } from "./bind.ts";
import type { Item, Walker } from "./item.ts";

/** A value written to a channel passes the channel's reducer: what that gives is the channel, what else it does is seen here. */
export const intoReducers = (walker: Walker, item: Item, graph: GraphModel, channel: string): void => {
  for (const fn of reducersOf(walker, graph, channel))
    for (const parameter of fn.parameters) {
      const frame = { call: null, fn, parent: undefined, depth: 1 };
      const trail = { node: parameter, what: `state field ${channel} handed to its reducer`, parent: item.trail };
      bindTo(walker, { ...item, frame, trail }, parameter.name);
    }
};

/** `a.concat(b)` in a reducer `(a, b) => …`: the channel's value, whose type is mostly not declared. */
export const isOfReducer = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): boolean => {
  const callee = call.expression;
  if (item.frame?.call !== null || !ts.isPropertyAccessExpression(callee)) return false;
  const declared = walker.analysis.references.symbolOf(callee.expression)?.declarations ?? [];
  return declared.some((d) => ts.isParameter(d) && d.parent === item.frame?.fn);
};

const memo = new WeakMap<GraphModel, Map<string, readonly FunctionNode[]>>();

/** Functions in the channel's declaration: written there, or named as its `reducer`, `value` or `fn`. */
const reducersOf = (walker: Walker, graph: GraphModel, channel: string): readonly FunctionNode[] => {
  const known = memo.get(graph) ?? new Map<string, readonly FunctionNode[]>();
  memo.set(graph, known);
  const found = known.get(channel) ?? findReducers(walker, graph, channel);
  known.set(channel, found);
  return found;
};

const findReducers = (walker: Walker, graph: GraphModel, channel: string): readonly FunctionNode[] => {
  const { checker, values } = walker.analysis;
  const found = new Set<FunctionNode>();
  for (const type of schemasOf(walker, graph))
    for (const declaration of checker.getPropertyOfType(type, channel)?.declarations ?? [])
      if (ts.isPropertyAssignment(declaration))
        walk(declaration.initializer, (node) => {
          if (isFunctionNode(node)) found.add(node);
          if (ts.isPropertyAssignment(node) && /^(reducer|value|fn)$/.test(propertyName(node.name) ?? ""))
            for (const fn of values.functions(node.initializer)) found.add(fn);
          if (ts.isCallExpression(node))
            for (const argument of node.arguments)
              if (ts.isIdentifier(argument)) for (const fn of values.functions(argument)) found.add(fn);
          return !isFunctionNode(node);
        });
  return [...found].filter((fn) => fn.parameters.length >= 2);
};

/** Types whose properties are declared where the channels are: of the state, of the schema that the graph is made with. */
const schemasOf = (walker: Walker, graph: GraphModel): readonly ts.Type[] => {
  const { checker } = walker.analysis;
  const property = (type: ts.Type, name: string, at: ts.Node): ts.Type[] => {
    const symbol = checker.getPropertyOfType(type, name);
    return symbol ? [checker.getTypeOfSymbolAtLocation(symbol, at)] : [];
  };
  const [schema] = graph.origin.arguments ?? [];
  const given = schema ? [checker.getTypeAtLocation(schema)] : [];
  const wrapped = given.flatMap((t) =>
    ["stateSchema", "state", "channels"].flatMap((k) => property(t, k, graph.origin)),
  );
  const all = [...given, ...wrapped];
  const states = all.flatMap((t) => ["State", "spec", "fields"].flatMap((k) => property(t, k, graph.origin)));
  return [...(graph.state ? [graph.state] : []), ...states, ...wrapped];
};
