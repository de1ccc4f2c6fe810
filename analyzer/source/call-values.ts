import { ts } from "ts-morph";
import type { Evaluator } from "./evaluator.ts";
import { kindsOfType } from "./kinds-of-type.ts";
import { surfaceOf } from "./surface-of.ts";
import { returnedExpressions } from "./syntax.ts";
import type { Env, FunctionNode, Value } from "./value.ts";
import { itemsOf, objectEntries } from "./value-items.ts";

/** Methods that hand back what they were called on, as far as analysis cares. */
const SAME = new Set([
  "bind",
  "withConfig",
  "withRetry",
  "withListeners",
  "withFallbacks",
  "withTypes",
  "slice",
  "sort",
  "reverse",
  "filter",
  "toSorted",
  "toReversed",
  "freeze",
  "seal",
  "addNode",
  "addEdge",
  "addConditionalEdges",
  "addSequence",
  "setEntryPoint",
  "setFinishPoint",
  "asReadonly",
  "catch",
  "finally",
  "values",
  "trim",
  "toString",
  "readonly",
  "valueOf",
]);

/** What a call may return: project functions are entered, array and object built-ins known, the rest is `made`. */
export const calledValues = (values: Evaluator, call: ts.CallExpression, env: Env | undefined): readonly Value[] => {
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee)) {
    const known = builtIn(values, call, callee, env);
    if (known) return known;
  }
  const surface = surfaceOf(values.references, callee);
  if (surface) {
    const wrapped = surface.entry.role === "trace" ? call.arguments[0] : undefined;
    return wrapped ? values.of(wrapped, env) : [{ t: "made", node: call, env }];
  }
  const results: Value[] = [];
  for (const target of calledTargets(values, callee, env)) {
    if (target.t === "fn") results.push(...returnsOf(values, target.node, target.env, call, env));
    else if (target.t !== "literal") results.push({ t: "made", node: call, env });
  }
  return results.length ? results : [{ t: "made", node: call, env }];
};

/** What a callee may be; where only an interface or an overridable method is known, everything that implements it. */
const calledTargets = (values: Evaluator, callee: ts.Expression, env: Env | undefined): readonly Value[] => {
  const direct = values.of(callee, env);
  if (!ts.isPropertyAccessExpression(callee)) return direct;
  const member = values.references.symbolOf(callee.name);
  const bodies = member ? values.implementations.of(member) : [];
  const known = new Set(direct.flatMap((v) => (v.t === "fn" ? [v.node] : [])));
  const more = bodies.filter((fn) => !known.has(fn)).map((node): Value => ({ t: "fn", node, env: undefined }));
  return more.length ? [...direct.filter((v) => v.t === "fn"), ...more] : direct;
};

const returnsOf = (
  values: Evaluator,
  fn: FunctionNode,
  closure: Env | undefined,
  call: ts.CallExpression,
  env: Env | undefined,
): readonly Value[] => {
  let inner = closure;
  fn.parameters.forEach((parameter, index) => {
    const argument = call.arguments[index];
    if (argument && !ts.isSpreadElement(argument)) inner = values.bind(parameter.name, values.of(argument, env), inner);
  });
  return returnedExpressions(fn).flatMap((e) =>
    e.kind === ts.SyntaxKind.ThisKeyword ? [{ t: "made", node: call, env } as const] : values.of(e, inner),
  );
};

const builtIn = (
  values: Evaluator,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const method = callee.name.text;
  const first = call.arguments[0];
  if (ts.isIdentifier(callee.expression)) {
    const global = callee.expression.text;
    if (global === "Object" && first) return objectBuiltIn(values, method, first, call, env);
    if (global === "Promise" && first && /^(all|resolve|race|allSettled)$/.test(method)) return values.of(first, env);
    if (global === "Array" && first && method === "from") return arrayFrom(values, first, call, env);
  }
  if (SAME.has(method)) {
    const receiver = values.of(callee.expression, env);
    const opaque = receiver.every((v) => v.t === "unknown");
    const builder = kindsOfType(values.checker, values.checker.getTypeAtLocation(callee.expression)).has("builder");
    const own = values.of(callee, env).some((v) => v.t === "fn");
    if (!own && (builder || !opaque || method === "bind")) return receiver;
  }
  if (method === "map" || method === "flatMap") return mapped(values, call, callee, env);
  if (method === "concat") return concatenated(values, call, callee, env);
  if (method === "flat" || method === "at" || method === "get" || method === "find")
    return picked(values, call, callee, method, env);
  return undefined;
};

const objectBuiltIn = (
  values: Evaluator,
  method: string,
  first: ts.Expression,
  call: ts.CallExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  if (method === "freeze" || method === "seal") return values.of(first, env);
  if (method === "assign") return call.arguments.flatMap((a) => (ts.isSpreadElement(a) ? [] : values.of(a, env)));
  if (method === "fromEntries") return fromEntries(values, first, env);
  if (!/^(keys|values|entries)$/.test(method)) return undefined;
  const known = values.of(first, env);
  return known.map((value): Value => {
    const pairs =
      value.t === "object"
        ? objectEntries(values, value)
        : value.t === "entries"
          ? [...value.entries]
          : enumEntries(values, first);
    if (!pairs) return { t: "unknown", node: call };
    const items = pairs.map(([key, v]): readonly Value[] => {
      const text: Value = { t: "text", text: key };
      return method === "keys" ? [text] : method === "values" ? v : [{ t: "array", items: [[text], v], open: false }];
    });
    return { t: "array", items, open: false };
  });
};

const fromEntries = (values: Evaluator, first: ts.Expression, env: Env | undefined): readonly Value[] | undefined => {
  const entries = new Map<string, readonly Value[]>();
  for (const value of values.of(first, env)) {
    if (value.t !== "array") return undefined;
    for (const pair of value.items.flat()) {
      const key = pair.t === "array" ? pair.items[0]?.find((v) => v.t === "text") : undefined;
      if (pair.t !== "array" || key?.t !== "text") return undefined;
      entries.set(key.text, pair.items[1] ?? []);
    }
  }
  return [{ t: "entries", entries }];
};

const enumEntries = (
  values: Evaluator,
  node: ts.Expression,
): readonly (readonly [string, readonly Value[]])[] | undefined => {
  const symbol = values.references.symbolOf(node);
  const declaration = symbol?.declarations?.find(ts.isEnumDeclaration);
  return declaration?.members.map((member) => {
    const value = values.checker.getConstantValue(member);
    const known: Value = typeof value === "string" ? { t: "text", text: value } : { t: "literal", value };
    return [member.name.getText(), [known]] as const;
  });
};

const arrayFrom = (
  values: Evaluator,
  first: ts.Expression,
  call: ts.CallExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const source = values.of(first, env);
  const mapper = call.arguments[1];
  if (!mapper) return source;
  return applied(values, source, mapper, call, env);
};

const mapped = (
  values: Evaluator,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const callback = call.arguments[0];
  const source = values.of(callee.expression, env);
  if (!callback || !values.of(callback, env).some((v) => v.t === "fn")) return undefined;
  return applied(values, source, callback, call, env);
};

const applied = (
  values: Evaluator,
  source: readonly Value[],
  callback: ts.Expression,
  call: ts.CallExpression,
  env: Env | undefined,
): readonly Value[] =>
  source.map((value): Value => {
    const functions = values.of(callback, env).filter((v) => v.t === "fn");
    const unknown: Value = { t: "unknown", node: call };
    // what a list holds at run time is not known, what the callback makes of each element may be
    const elements = value.t === "array" ? value.items : [[unknown]];
    const items = elements.map((item) =>
      functions.flatMap((f) => {
        const parameter = f.node.parameters[0];
        const inner = parameter ? values.bind(parameter.name, item, f.env) : f.env;
        return returnedExpressions(f.node).flatMap((e) => values.of(e, inner));
      }),
    );
    return { t: "array", items, open: value.t !== "array" || value.open };
  });

const concatenated = (
  values: Evaluator,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const head = values.of(callee.expression, env).filter((v) => v.t === "array");
  if (!head.length) return undefined;
  const items = head.flatMap((v) => v.items);
  let open = head.some((v) => v.open);
  for (const argument of call.arguments)
    for (const value of ts.isSpreadElement(argument) ? [] : values.of(argument, env)) {
      if (value.t === "array") {
        items.push(...value.items);
        open ||= value.open;
      } else items.push([value]);
    }
  return [{ t: "array", items, open }];
};

const picked = (
  values: Evaluator,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  method: string,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const source = values.of(callee.expression, env);
  if (method === "get") return mapGet(values, source, call);
  if (!source.some((v) => v.t === "array")) return undefined;
  if (method === "flat")
    return source.map(
      (v): Value =>
        v.t === "array"
          ? {
              t: "array",
              items: v.items.flatMap((i) => i.flatMap((x) => (x.t === "array" ? x.items : [[x]]))),
              open: v.open,
            }
          : v,
    );
  return source.flatMap((v) => itemsOf(v, call));
};

/** `map.get(k)`: whatever `map.set` put in, or the entries handed to its constructor. */
const mapGet = (values: Evaluator, source: readonly Value[], call: ts.CallExpression): readonly Value[] | undefined => {
  const maps = source.filter(
    (v) => v.t === "made" && ts.isNewExpression(v.node) && v.node.expression.getText() === "Map",
  );
  if (!maps.length) return undefined;
  const callee = call.expression as ts.PropertyAccessExpression; // `picked` is called for property calls only
  const holder = ts.isPropertyAccessExpression(callee.expression) ? callee.expression.name : callee.expression;
  const symbol = values.references.symbolOf(holder);
  const found: Value[] = [];
  for (const id of symbol ? values.references.usesOf(symbol) : []) {
    const target = ts.isPropertyAccessExpression(id.parent) && id.parent.name === id ? id.parent : id;
    const set = target.parent;
    if (!ts.isPropertyAccessExpression(set) || set.name.text !== "set" || !ts.isCallExpression(set.parent)) continue;
    const stored = set.parent.arguments[1];
    if (stored) found.push(...values.of(stored));
  }
  for (const map of maps) {
    const first = map.t === "made" ? map.node.arguments?.[0] : undefined;
    for (const value of first ? values.of(first) : [])
      if (value.t === "array")
        for (const pair of value.items.flat()) if (pair.t === "array") found.push(...(pair.items[1] ?? []));
  }
  return found.length ? found : undefined;
};
