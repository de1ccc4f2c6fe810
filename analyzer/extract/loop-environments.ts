import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { isFunctionNode, walk } from "../source/syntax.ts";
import { constantCondition } from "../source/values/constant-condition.ts";
import type { Env, FunctionNode, Value } from "../source/values/value.ts";
import { itemsOf } from "../source/values/value-items.ts";

const MAX_ROUNDS = 200;
const LOOP_METHODS = new Set(["forEach", "map", "flatMap"]);

type Round = (env: Env | undefined) => readonly (Env | undefined)[];

/**
 * The environments in which a node runs: one for each round of the constant loops around it, and for each known call of
 * the function it stands in. At most 200; `[undefined]` when nothing is unrolled.
 */
export const loopEnvironments = (analysis: Analysis, node: ts.Node): readonly (Env | undefined)[] => {
  const rounds: Round[] = [];
  for (let at: ts.Node = node; at.parent; at = at.parent) {
    const holder = at.parent;
    if (ts.isForOfStatement(holder) && at === holder.statement) rounds.push(forOf(analysis, holder));
    if (isFunctionNode(at)) {
      const loop = callbackLoop(analysis, at);
      if (loop) rounds.push(loop);
      else {
        const calls = callerRounds(analysis, at);
        if (calls) rounds.push(calls);
        break;
      }
    }
  }
  let environments: (Env | undefined)[] = [undefined];
  for (const round of rounds.reverse())
    environments = environments.flatMap((env) => [...round(env)]).slice(0, MAX_ROUNDS);
  const run = rounds.length ? environments.filter((env) => isReached(analysis, node, env)) : environments;
  return run.length || environments.length ? run : [undefined];
};

/** False where a condition around the node, within its loops, is certain to leave it out in this round. */
const isReached = (analysis: Analysis, node: ts.Node, env: Env | undefined): boolean => {
  for (let at: ts.Node = node; at.parent; at = at.parent) {
    const holder = at.parent;
    if (ts.isIfStatement(holder) && at !== holder.expression) {
      const holds = constantCondition(analysis.values, holder.expression, env);
      if (holds !== undefined && holds !== (at === holder.thenStatement)) return false;
    }
    if (isFunctionNode(at) && !callbackLoop(analysis, at)) return true;
  }
  return true;
};

const each = (
  analysis: Analysis,
  name: ts.BindingName,
  source: readonly Value[],
  at: ts.Node,
  env: Env | undefined,
): (Env | undefined)[] =>
  source.flatMap((value) => {
    if (value.t === "array") return value.items.map((item) => analysis.values.bind(name, item, env));
    return [analysis.values.bind(name, itemsOf(value, at), env)];
  });

const forOf =
  (analysis: Analysis, loop: ts.ForOfStatement): Round =>
  (env) => {
    const declaration = ts.isVariableDeclarationList(loop.initializer) ? loop.initializer.declarations[0] : undefined;
    return declaration ? each(analysis, declaration.name, analysis.values.of(loop.expression, env), loop, env) : [env];
  };

const callbackLoop = (analysis: Analysis, fn: ts.Node): Round | undefined => {
  const call = fn.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== fn || !isFunctionNode(fn)) return undefined;
  const callee = call.expression;
  const parameter = fn.parameters[0];
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  if (callee.name.text === "reduce" && fn.parameters[1]) {
    const element = fn.parameters[1].name;
    return (env) => each(analysis, element, analysis.values.of(callee.expression, env), call, env);
  }
  if (!LOOP_METHODS.has(callee.name.text) || !parameter) return undefined;
  return (env) => each(analysis, parameter.name, analysis.values.of(callee.expression, env), call, env);
};

/** One round for each call of a function with parameters; undefined when no call is known. */
const callerRounds = (analysis: Analysis, fn: ts.Node, isOuter = false): Round | undefined => {
  if (!isFunctionNode(fn) || fn.parameters.length === 0) return undefined;
  const callers = analysis.values.callers(fn);
  if (!callers.length) return undefined;
  return (env) =>
    callers.flatMap((call) => {
      const around = callbackRounds(analysis, call, isOuter);
      return around.map((outer) => {
        let bound = env;
        fn.parameters.forEach((parameter, index) => {
          const argument = call.arguments?.[index];
          if (argument && !ts.isSpreadElement(argument))
            bound = analysis.values.bind(parameter.name, analysis.values.of(argument, outer), bound);
        });
        return bound;
      });
    });
};

/**
 * Rounds of the loops directly around a call; where it hands on parameters of the function it stands in, one for each
 * call of that one, and no further.
 */
const callbackRounds = (analysis: Analysis, call: ts.Node, isOuter = false): readonly (Env | undefined)[] => {
  for (let at: ts.Node = call; at.parent; at = at.parent) {
    if (ts.isForOfStatement(at.parent) && at === at.parent.statement) return forOf(analysis, at.parent)(undefined);
    if (!isFunctionNode(at)) continue;
    const loop = callbackLoop(analysis, at);
    if (loop) return loop(undefined);
    const outer = !isOuter && handsOn(analysis, call, at) ? callerRounds(analysis, at, true)?.(undefined) : undefined;
    return outer?.length ? outer : [undefined];
  }
  return [undefined];
};

/** True when an argument of a call is made from a parameter of the function around it. */
const handsOn = (analysis: Analysis, call: ts.Node, fn: FunctionNode): boolean => {
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return false;
  let found = false;
  for (const argument of call.arguments ?? [])
    walk(argument, (node) => {
      if (ts.isIdentifier(node))
        found ||= (analysis.references.symbolOf(node)?.declarations ?? []).some((d) => parameterOf(d)?.parent === fn);
      return !found;
    });
  return found;
};

const parameterOf = (declaration: ts.Declaration): ts.ParameterDeclaration | undefined => {
  let at: ts.Node = declaration;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at)) at = at.parent;
  return ts.isParameter(at) ? at : undefined;
};
