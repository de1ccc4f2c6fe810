import { ts } from "ts-morph";
import type { FunctionRole } from "../extract/roles.ts";
import { givenBack } from "../source/given-back.ts";
import { dressed, enclosingFunction, enclosingName, isFunctionNode, propertyName } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { bindTo } from "./bind.ts";
import { calledFunctions } from "./called-functions.ts";
import { writeState } from "./channels.ts";
import { fieldRead, instancesOf } from "./class-family.ts";
import { functionUses } from "./function-values.ts";
import { at, CALL, type Item, noted, type Walker } from "./item.ts";
import { answeredAfter } from "./own-router-first.ts";
import { saidOf } from "./said.ts";
import { isYesOrNo, YES_OR_NO } from "./yes-or-no.ts";

/** The value is returned: back to the call that the walk came through, or to everyone who runs the function. */
export const stepReturn = (walker: Walker, item: Item, place: ts.Node): void => {
  const fn = isFunctionNode(place) ? place : enclosingFunction(place);
  if (!fn) return walker.sink("escape", "returned outside a function", item);
  if (ts.isConstructorDeclaration(fn)) return;
  if (item.frame?.fn === fn) {
    const { call, parent } = item.frame;
    return call ? walker.push(at(item, call, { frame: parent })) : undefined;
  }
  let received = false;
  for (const role of walker.roles.get(fn) ?? []) {
    received = true;
    returnedInRole(walker, item, role);
  }
  if (ts.isGetAccessorDeclaration(fn)) return getterUses(walker, item, fn);
  const callback = handedTo(fn);
  if (callback) return returnedToCallee(walker, item, callback, fn);
  for (const call of walker.analysis.values.callers(fn)) {
    received = true;
    walker.push(noted(item, call, `returned by ${enclosingName(item.node) || "a function"}`, { frame: undefined }));
  }
  if (!received && isDead(walker, fn)) return;
  if (!walker.roles.has(fn)) functionUses(walker, item, fn);
  if (!received) returnedToNobody(walker, item, fn);
};

/**
 * A text may be shown by callers that lie elsewhere; a yes or no steers them, unless it is a framework's handler that
 * answers by it.
 */
const returnedToNobody = (walker: Walker, item: Item, fn: FunctionNode): void => {
  const what = `returned by ${enclosingName(item.node) || "a function"}, which nothing here calls`;
  if (!ts.isMethodDeclaration(fn) && isYesOrNo(walker, item)) walker.sink("neutral", `${YES_OR_NO} is ${what}`, item);
  else walker.sink("content", what, item);
};

/** A function of this file alone that nothing names: it never runs. */
const isDead = (walker: Walker, fn: FunctionNode): boolean => {
  const held = ts.isVariableDeclaration(fn.parent) ? fn.parent : undefined;
  const name = ts.isFunctionDeclaration(fn) ? fn.name : held && ts.isIdentifier(held.name) ? held.name : undefined;
  const statement = held ? held.parent.parent : fn;
  const file = fn.getSourceFile();
  if (!name || !ts.isExternalModule(file)) return false;
  if (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword))
    return false;
  return walker.analysis.references.named(name.text).every((id) => id === name || id.getSourceFile() !== file);
};

const returnedInRole = (walker: Walker, item: Item, role: FunctionRole): void => {
  if (role.t === "router") return walker.sink("route", answeredAfter(role.from), item);
  if (role.t === "tool") return walker.sink("content", "returned as a tool's result", item);
  writeState(walker, item, role.graph, role.node);
};

/** The call that a function written in place (or its wrapper) is handed to. */
const handedTo = (fn: FunctionNode): ts.CallExpression | ts.NewExpression | undefined => {
  let node: ts.Node = fn;
  while (ts.isParenthesizedExpression(node.parent) || ts.isAsExpression(node.parent)) node = node.parent;
  const call = node.parent;
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return undefined;
  if (ts.isCallExpression(call) && call.expression === node) return call; // called in place
  return call.arguments?.some((a) => a === node) ? call : undefined;
};

const returnedToCallee = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  fn: FunctionNode,
): void => {
  const callee = call.expression;
  if (ts.isCallExpression(call) && givenBack(walker.analysis.references, call) === dressed(fn))
    return walker.push(at(item, call, { pending: [CALL, ...item.pending] })); // whoever calls the wrapped one gets it
  const method = ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
  const known = !walker.roles.has(fn) && calledFunctions(walker, call).length > 0;
  if (known && call.expression !== dressed(fn))
    walker.push(at(item, dressed(fn), { pending: [CALL, ...item.pending] }));
  if (
    !known &&
    /^(forEach|sort|toSorted|addNode|addConditionalEdges|setConditionalEntryPoint|on|once|addEventListener|setTimeout|use|get|post|put|delete)$/.test(
      method,
    )
  )
    return;
  if (walker.roles.has(fn)) return; // its role has said where it goes
  if (/^reduce/.test(method) && fn.parameters[0]) bindTo(walker, item, fn.parameters[0].name); // the next round has it
  if (method === "filter" || method === "find" || method === "findLast")
    return walker.push(
      noted(item, call, `chosen by ${method}()`, {
        pending: [],
        implicit: true,
        label: true,
        chosen: call,
        firstChosen: item.firstChosen ?? call,
        said: saidOf(walker, { ...item, said: walker.value?.text ?? null }, call),
        reshaped: false,
      }),
    );
  if (method === "some" || method === "every" || method === "findIndex")
    return walker.push(at(item, call, { pending: [], label: true, reshaped: true }));
  walker.push(at(item, call));
};

const getterUses = (walker: Walker, item: Item, fn: ts.GetAccessorDeclaration): void => {
  const symbol = walker.analysis.checker.getSymbolAtLocation(fn.name);
  for (const use of symbol ? walker.analysis.references.usesOf(symbol) : [])
    walker.push(at(item, fieldRead(use), { frame: undefined }));
  const name = propertyName(fn.name) ?? "*";
  const pending = [name, ...item.pending];
  if (ts.isObjectLiteralExpression(fn.parent)) walker.push(at(item, fn.parent, { pending }));
  else
    for (const instance of instancesOf(walker, fn) ?? [])
      walker.push(at(item, instance, { pending, frame: undefined }));
};
