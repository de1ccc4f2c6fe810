import { ts } from "ts-morph";
import { bare } from "../syntax.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";
import { objectEntries } from "./value-items.ts";

/**
 * `list.reduce((found, item) => { found[item] = item; return found; }, {})`, or `({ ...found, [item]: item })`: the object
 * that a known list is gathered into. Undefined where the list is open or the callback does anything else.
 */
export const reducedEntries = (
  values: Evaluator,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  env: Env | undefined,
): readonly Value[] | undefined => {
  const [callback, initial] = call.arguments;
  const [start] = initial ? values.of(initial, env) : [];
  const [fn, other] = callback ? values.of(callback, env) : [];
  if (start?.t !== "object" || fn?.t !== "fn" || other) return undefined;
  const lists = values.of(callee.expression, env);
  const gathers = gatheringOf(fn.node.parameters[0]?.name, fn.node.body);
  const parameter = fn.node.parameters[1]?.name;
  if (!gathers || !parameter || !lists.length || lists.some((v) => v.t !== "array" || v.open)) return undefined;
  const entries = new Map<string, readonly Value[]>(objectEntries(values, start));
  for (const item of lists.flatMap((v) => (v.t === "array" ? v.items : []))) {
    const inner = values.bind(parameter, item, fn.env);
    for (const { key, value } of gathers) {
      const keys = values.texts(key, inner);
      if (!keys.complete) return undefined;
      for (const text of keys.texts) entries.set(text, values.of(value, inner));
    }
  }
  return [{ t: "entries", entries }];
};

/** One key that each round adds, and what it holds. */
interface Gathered {
  readonly key: ts.Expression;
  readonly value: ts.Expression;
}

/** What a callback adds to its first parameter, which it gives back; undefined where it does more. */
const gatheringOf = (
  into: ts.BindingName | undefined,
  body: ts.ConciseBody | undefined,
): readonly Gathered[] | undefined => {
  if (!into || !ts.isIdentifier(into) || !body) return undefined;
  if (!ts.isBlock(body)) return spreadInto(into, bare(body));
  const last = body.statements.at(-1);
  if (!last || !ts.isReturnStatement(last) || !last.expression) return undefined;
  const given = bare(last.expression);
  const before = body.statements.slice(0, -1).map((it) => setOn(into, it));
  const own = isName(given, into) ? [] : spreadInto(into, given);
  const found = own && [...before, ...own];
  return found?.every((it) => it !== undefined) ? found : undefined;
};

/** `found[key] = value;` */
const setOn = (into: ts.Identifier, statement: ts.Statement): Gathered | undefined => {
  const set = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (!set || !ts.isBinaryExpression(set) || set.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const to = bare(set.left);
  if (!ts.isElementAccessExpression(to) || !isName(bare(to.expression), into)) return undefined;
  return { key: to.argumentExpression, value: set.right };
};

/** `{ ...found, [key]: value }` */
const spreadInto = (into: ts.Identifier, node: ts.Expression): readonly Gathered[] | undefined => {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const [spread, ...added] = node.properties;
  if (!spread || !ts.isSpreadAssignment(spread) || !isName(bare(spread.expression), into)) return undefined;
  const found = added.map((it) =>
    ts.isPropertyAssignment(it) && ts.isComputedPropertyName(it.name)
      ? { key: it.name.expression, value: it.initializer }
      : undefined,
  );
  return found.every((it) => it !== undefined) ? found : undefined;
};

const isName = (node: ts.Expression, name: ts.Identifier): boolean => ts.isIdentifier(node) && node.text === name.text;
