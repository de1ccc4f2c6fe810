import { ts } from "ts-morph";
import { oneLine } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import { bindTo } from "./bind.ts";
import { calledFunctions } from "./called-functions.ts";
import { fieldRead, instancesOf } from "./class-family.ts";
import { enterFrame } from "./enter-frame.ts";
import { argumentsOf, intoCallback } from "./into-callback.ts";
import { at, type Item, noted, type Walker } from "./item.ts";
import { runOnText } from "./run-on-text.ts";

/** Goes into the parameter of each function that the call may run, or, of one known value, on with what the function gives for it. */
export const intoFunctions = (
  walker: Walker,
  item: Item,
  call: ts.CallExpression | ts.NewExpression,
  index: number,
): boolean => {
  const functions = calledFunctions(walker, call);
  if (!functions.length) return false;
  if (runOnText(walker, item, call, functions)) return true;
  strangers(walker, item, call.expression);
  for (const fn of functions) {
    const frame = enterFrame(item.frame, call, fn);
    if (!frame) {
      walker.sink("escape", "called too deep to follow", item);
      continue;
    }
    const passed = noted(item, call, `passed to ${oneLine(call.expression, 40)}()`, { frame });
    for (const parameter of parametersFor(fn, index, ts.isSpreadElement(item.node))) {
      bindTo(walker, passed, parameter.name);
      if (ts.isParameterPropertyDeclaration(parameter, fn)) intoInstances(walker, item, parameter);
    }
    argumentsOf(walker, passed, fn);
  }
  return true;
};

/** The parameters that an argument may land in: from a spread one on, all of them. */
const parametersFor = (fn: FunctionNode, index: number, spread: boolean): readonly ts.ParameterDeclaration[] => {
  if (spread) return fn.parameters.slice(index);
  const own = fn.parameters[index] ?? fn.parameters.find((p) => p.dotDotDotToken);
  return own ? [own] : [];
};

/** `constructor(readonly why: string)`: every instance has it as a field. */
const intoInstances = (walker: Walker, item: Item, { name }: ts.ParameterDeclaration): void => {
  for (const instance of instancesOf(walker, name) ?? [])
    walker.push(at(item, instance, { pending: [name.getText(), ...item.pending], frame: undefined }));
};

/** Functions that the callee may also be and that are not seen: assigned from elsewhere, or handed in. */
const strangers = (walker: Walker, item: Item, callee: ts.Expression): void => {
  const { analysis } = walker;
  const symbol = analysis.references.symbolOf(ts.isPropertyAccessExpression(callee) ? callee.name : callee);
  for (const use of symbol ? analysis.references.usesWhere(symbol, isAssignedTo) : []) {
    const assigned = assignedTo(use);
    if (assigned && !analysis.values.functions(assigned).length) intoCallback(walker, item, assigned, () => true);
  }
};

const assignedTo = (use: ts.Identifier): ts.Expression | undefined => {
  const target = fieldRead(use);
  const assignment = target.parent;
  return ts.isBinaryExpression(assignment) && assignment.left === target ? assignment.right : undefined;
};

const isAssignedTo = (use: ts.Identifier): boolean => assignedTo(use) !== undefined;
