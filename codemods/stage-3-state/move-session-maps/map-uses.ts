import { ts } from "ts-morph";
import { isAsync } from "../../kit/is-async.ts";
import { lineOf } from "../../kit/line-around.ts";
import { isReadOnly } from "./read-only.ts";
import type { SessionMap } from "./session-map.ts";

/** One call of a map's method, in an async function. */
export interface MapUse {
  readonly method: "get" | "has" | "set" | "delete";
  readonly call: ts.CallExpression;
  readonly key: ts.Expression;
  /** What `set` writes. */
  readonly value: ts.Expression | undefined;
  readonly around: ts.FunctionLikeDeclaration;
}

/** Every use of a map; a reason, as the end of a sentence, where one of them could not wait or would not mean the same. */
export function mapUses(map: SessionMap): readonly MapUse[] | string {
  const { source } = map.parsed;
  const found: MapUse[] = [];
  for (const node of map.uses) {
    const line = lineOf(source.text, node.getStart(source));
    const use = useOf(node);
    if (!use) return `line ${line} does more with it than get, set, has and delete of one key`;
    const around = waitingFunction(use.call);
    if (!around) return `line ${line} is in no async function, so it could not wait`;
    const why = whyNotTheSame(map, use);
    if (why !== undefined) return `line ${line} ${why}`;
    found.push({ ...use, around });
  }
  return found;
}

function useOf(node: ts.Identifier): Omit<MapUse, "around"> | undefined {
  const access = node.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== node || access.questionDotToken) return undefined;
  const [method] = (["get", "has", "set", "delete"] as const).filter((it) => it === access.name.text);
  const call = access.parent;
  if (method === undefined || !ts.isCallExpression(call) || call.expression !== access) return undefined;
  const [key, value] = call.arguments;
  const isWhole = call.arguments.length === (method === "set" ? 2 : 1) && !call.arguments.some(ts.isSpreadElement);
  return key && isWhole ? { method, call, key, value } : undefined;
}

/** The async function in whose body a call is; undefined where the nearest function is none. */
function waitingFunction(call: ts.CallExpression): ts.FunctionLikeDeclaration | undefined {
  let child: ts.Node = call;
  for (let at: ts.Node = call.parent; at; child = at, at = at.parent) {
    if (ts.isClassLike(at) || ts.isParameter(at)) return undefined;
    if (!ts.isFunctionLike(at)) continue;
    return isAsync(at) && "body" in at && at.body === child ? at : undefined;
  }
  return undefined;
}

function whyNotTheSame({ data, parsed: { source } }: SessionMap, { method, call, key, value }: Omit<MapUse, "around">) {
  if (ts.isStringLiteralLike(key)) return `has the constant key ${key.getText(source)}, which is no session's`;
  if (method === "set" && !ts.isExpressionStatement(call.parent)) return "goes on with what set gives";
  if (data === "text") return undefined;
  if (method === "get" && !isReadOnly(call)) return "hands a value on that may be changed there, in memory only";
  return value && !isMadeHere(value) ? "writes a value that others hold and may change, in memory only" : undefined;
}

/** A literal, or the end of one: nobody else holds it. */
const isMadeHere = (value: ts.Expression): boolean =>
  ts.isCallExpression(value) && ts.isPropertyAccessExpression(value.expression)
    ? /^(slice|concat)$/.test(value.expression.name.text) && isMadeHere(value.expression.expression)
    : ts.isParenthesizedExpression(value) || ts.isAsExpression(value) || ts.isSatisfiesExpression(value)
      ? isMadeHere(value.expression)
      : ts.isArrayLiteralExpression(value) || ts.isObjectLiteralExpression(value);
