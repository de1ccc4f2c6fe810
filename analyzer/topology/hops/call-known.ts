import { ts } from "ts-morph";
import { isFunctionNode, walk } from "../../source/syntax.ts";
import { type Known, known, type Scope, unknown } from "./known.ts";
import type { Path } from "./path.ts";
import { Lost, Thrown } from "./paths.ts";

/** Methods of lists, texts, dates, maps and sets that only look. */
const LOOKING =
  /^(at|concat|endsWith|entries|every|filter|find|findIndex|findLast|findLastIndex|flat|flatMap|get|has|includes|indexOf|join|keys|lastIndexOf|map|match|reduce|replace|slice|some|split|startsWith|test|toISOString|toLowerCase|toString|toUpperCase|trim|values)$/;

/** Objects of the language whose functions only look. */
const PURE = /^(Array|Boolean|Date|JSON|Math|Number|Object|String)$/;

/** What a call gives: a function of the project is followed, a method that only looks is evaluated or unknown. */
export const callOf = (path: Path, call: ts.CallExpression, scope: Scope): Known => {
  const callee = call.expression;
  if (ts.isIdentifier(callee) && /^(Boolean|Number|String)$/.test(callee.text)) return unknown;
  if (ts.isPropertyAccessExpression(callee)) {
    if (ts.isIdentifier(callee.expression) && PURE.test(callee.expression.text)) return unknown;
    if (LOOKING.test(callee.name.text)) return lookOf(path, call, callee, scope);
  }
  const fn = path.evaluate(callee, scope);
  if (fn.t === "const") throw new Thrown();
  if (fn.t !== "fn") throw new Lost();
  return path.follow(fn.node, argumentsOf(path, call, scope), fn.scope);
};

const argumentsOf = (path: Path, call: ts.CallExpression, scope: Scope): Known[] =>
  call.arguments.map((it) => {
    if (ts.isSpreadElement(it)) throw new Lost();
    return path.evaluate(it, scope);
  });

const lookOf = (path: Path, call: ts.CallExpression, callee: ts.PropertyAccessExpression, scope: Scope): Known => {
  const value = path.evaluate(callee.expression, scope);
  if (value.t === "record") {
    const own = value.fields.get(callee.name.text);
    if (own?.t === "fn") return path.follow(own.node, argumentsOf(path, call, scope), own.scope);
  }
  if (!call.arguments.every((it) => !isFunctionNode(it) || onlyLooks(it))) throw new Lost();
  const [first] = call.arguments.filter((it) => !isFunctionNode(it) && !ts.isSpreadElement(it));
  const wanted = first && path.evaluate(first, scope);
  if (value.t !== "list" || wanted?.t !== "const" || !value.items.every((it) => it.t === "const")) return unknown;
  const items = value.items.map((it) => (it.t === "const" ? it.value : undefined));
  if (callee.name.text === "includes") return known(items.includes(wanted.value));
  if (callee.name.text === "indexOf") return known(items.indexOf(wanted.value));
  if (callee.name.text === "at" && typeof wanted.value === "number") return known(items.at(wanted.value));
  return unknown;
};

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
