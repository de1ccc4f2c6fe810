import { ts } from "ts-morph";
import { isAsync, isFunctionNode, walk } from "../syntax.ts";
import { builtIn } from "./built-in.ts";
import { isMissing, type Known, known, type Scope, unknown } from "./known.ts";
import { listCallback, listMethod } from "./list-method.ts";
import type { Path } from "./path.ts";
import { Lost, Thrown } from "./paths.ts";
import { patternMethod, textMethod } from "./text-method.ts";

/** Methods of lists, texts, dates, maps and sets that only look. */
const LOOKING =
  /^(at|charAt|concat|endsWith|entries|every|exec|filter|find|findIndex|findLast|findLastIndex|flat|flatMap|get|has|includes|indexOf|join|keys|lastIndexOf|map|match|reduce|replace|replaceAll|slice|some|split|startsWith|substring|test|toISOString|toLowerCase|toString|toUpperCase|trim|trimEnd|trimStart|values)$/;

/** Objects of the language whose functions only look. */
const PURE = /^(Array|Boolean|Date|JSON|Math|Number|Object|String)$/;

/** What a call gives: a function of the project is followed, a method that only looks is evaluated or unknown. */
export const callOf = (path: Path, call: ts.CallExpression, scope: Scope): Known => {
  const callee = call.expression;
  if (ts.isIdentifier(callee) && /^(Boolean|Number|String)$/.test(callee.text))
    return builtIn(callee.text, argumentsOf(path, call, scope), path.choose);
  if (ts.isPropertyAccessExpression(callee)) {
    if (ts.isIdentifier(callee.expression) && PURE.test(callee.expression.text))
      return pureOf(path, call, callee, scope);
    if (LOOKING.test(callee.name.text)) return lookOf(path, call, callee, scope);
  }
  const fn = path.evaluate(callee, scope);
  if (fn.t === "const") throw new Thrown();
  if (fn.t !== "fn" || isPromise(call, fn.node)) throw new Lost();
  return path.follow(fn.node, argumentsOf(path, call, scope), fn.scope);
};

const argumentsOf = (path: Path, call: ts.CallExpression, scope: Scope): Known[] =>
  call.arguments.map((it) => {
    if (ts.isSpreadElement(it)) throw new Lost();
    return path.evaluate(it, scope);
  });

/** What an asynchronous function gives is its value only where it is waited for, or handed back. */
const isPromise = ({ parent }: ts.CallExpression, fn: ts.Node): boolean =>
  isAsync(fn) && !ts.isAwaitExpression(parent) && !ts.isReturnStatement(parent) && !ts.isArrowFunction(parent);

/** `Object.entries(table)`: what it gives for its first argument; a second one may be a function. */
const pureOf = (path: Path, call: ts.CallExpression, callee: ts.PropertyAccessExpression, scope: Scope): Known => {
  const [first, second] = call.arguments;
  if (!first || second || isFunctionNode(first) || ts.isSpreadElement(first)) return unknown;
  return builtIn(callee.getText(), [path.evaluate(first, scope)], path.choose);
};

const lookOf = (path: Path, call: ts.CallExpression, callee: ts.PropertyAccessExpression, scope: Scope): Known => {
  const value = path.evaluate(callee.expression, scope);
  if (isMissing(value)) {
    if (ts.isOptionalChain(call)) return known(undefined);
    throw new Thrown();
  }
  const method = callee.name.text;
  if (value.t === "record") {
    const own = value.fields.get(method);
    if (own?.t === "fn") return path.follow(own.node, argumentsOf(path, call, scope), own.scope);
  }
  if (value.t === "list" || value.t === "set") {
    const [first] = call.arguments;
    const asked = first && value.t === "list" ? functionOf(path, first, scope) : undefined;
    const given = asked && listCallback(value.items, method, (...args) => askedOf(path, asked, args), path.choose);
    if (given) return given;
  }
  if (!call.arguments.every((it) => !isFunctionNode(it) || onlyLooks(it))) throw new Lost();
  if (call.arguments.some((it) => isFunctionNode(it) || ts.isSpreadElement(it))) return unknown;
  const args = argumentsOf(path, call, scope);
  if (value.t === "const" && typeof value.value === "string") return textMethod(value.value, method, args);
  if (value.t === "pattern") return patternMethod(value.pattern, method, args);
  return value.t === "list" || value.t === "set" ? listMethod(value.items, method, args) : unknown;
};

const functionOf = (path: Path, node: ts.Expression, scope: Scope): (Known & { t: "fn" }) | undefined => {
  const value = ts.isSpreadElement(node) ? unknown : path.evaluate(node, scope);
  return value.t === "fn" ? value : undefined;
};

const askedOf = (path: Path, { node, scope }: Known & { t: "fn" }, [item, index]: readonly [Known, number]): Known =>
  path.follow(node, [item, known(index)], scope);

/** A callback without assignments and without calls of others. */
const onlyLooks = (callback: ts.Node): boolean => {
  let pure = true;
  walk(callback, (node) => {
    if (ts.isCallExpression(node)) {
      const { expression } = node;
      pure &&= ts.isPropertyAccessExpression(expression) && LOOKING.test(expression.name.text);
    }
    if (ts.isNewExpression(node) || ts.isDeleteExpression(node)) pure = false;
    if (ts.isBinaryExpression(node) && /^[^=!<>]*=$/.test(node.operatorToken.getText())) pure = false;
    return pure;
  });
  return pure;
};
