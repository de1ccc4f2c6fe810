import { ts } from "ts-morph";
import { importedFrom } from "../extract/facts/imported-from.ts";
import type { Analysis } from "../source/analysis.ts";
import { LIBRARIES } from "../source/program/program-paths.ts";
import { returnedExpressions } from "../source/syntax.ts";
import { coloursText } from "./colours-text.ts";

/** How a well-known call passes a value on. */
export type Passing =
  | "continue"
  | "names"
  | "values"
  | "record"
  | "assign"
  | "reject"
  | "prompt"
  | "error"
  | "stringify"
  | "ask"
  | "match"
  | "stop"
  | undefined;

const GLOBALS: Readonly<Record<string, Readonly<Record<string, Passing>>>> = {
  JSON: { parse: "continue", stringify: "stringify" },
  Object: {
    assign: "assign",
    keys: "names",
    values: "values",
    entries: "values",
    fromEntries: "record",
    freeze: "continue",
    create: "continue",
  },
  Array: { from: "continue", of: "continue", isArray: "stop" },
  Promise: {
    all: "continue",
    resolve: "continue",
    race: "continue",
    allSettled: "continue",
    any: "continue",
    reject: "reject",
  },
  Number: { isNaN: "stop", isFinite: "stop", parseInt: "continue", parseFloat: "continue", isInteger: "stop" },
  Math: { max: "continue", min: "continue", round: "continue", floor: "continue", ceil: "continue", abs: "continue" },
};
const FUNCTIONS: Readonly<Record<string, Passing>> = {
  String: "stringify",
  Number: "continue",
  Boolean: "continue",
  parseInt: "continue",
  parseFloat: "continue",
  isNaN: "stop",
  structuredClone: "continue",
  encodeURIComponent: "stringify",
  decodeURIComponent: "stringify",
  RegExp: "stringify",
};
const CONSTRUCTORS: Readonly<Record<string, Passing>> = {
  Set: "continue",
  Map: "continue",
  Array: "continue",
  Error: "error",
  TypeError: "error",
  RangeError: "error",
  SyntaxError: "error",
  Date: "continue",
};
const PURE_CHECKS =
  /^(isAIMessage|isToolMessage|isHumanMessage|isSystemMessage|isBaseMessage|isAIMessageChunk|isCommand|isInterrupted)$/;

/** What a call of the standard library (or a parser or schema) does with an argument; undefined when it is no such call. */
export const passesThrough = (analysis: Analysis, call: ts.CallExpression | ts.NewExpression): Passing => {
  const callee = call.expression;
  if (ts.isIdentifier(callee) && isStandard(analysis, callee))
    return ts.isNewExpression(call) ? CONSTRUCTORS[callee.text] : (FUNCTIONS[callee.text] ?? CONSTRUCTORS[callee.text]);
  if (isPureCheck(callee)) return "stop";
  if (isAwaited(analysis, callee)) return "continue";
  if (coloursText(analysis, callee)) return "stringify";
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const method = callee.name.text;
  if (ts.isIdentifier(callee.expression) && isStandard(analysis, callee.expression))
    return GLOBALS[callee.expression.text]?.[method];
  return methodPassing(analysis, callee, method);
};

/** The name is looked at first: a question to the checker costs a thousand times more. */
const methodPassing = (analysis: Analysis, callee: ts.PropertyAccessExpression, method: string): Passing => {
  const holder = callee.expression;
  if (OF_PARSERS.test(method) && analysis.kinds.of(holder).has("parser")) return "continue";
  if (OF_PROMPTS.test(method) && analysis.kinds.of(holder).has("prompt")) return "prompt";
  if (OF_SCHEMAS.test(method) && isSchema(analysis, holder)) return "continue";
  const passing = STANDARD.find(([names]) => names.test(method))?.[1];
  return passing && isStandard(analysis, callee.name) ? passing : undefined;
};

const isSchema = ({ checker }: Analysis, node: ts.Expression): boolean =>
  checker.getPropertyOfType(checker.getTypeAtLocation(node), "$out") !== undefined;

const OF_PARSERS = /^(parse|invoke|parseResult)$/;
const OF_PROMPTS = /^(invoke|format|formatMessages|formatPromptValue|partial)$/;
const OF_SCHEMAS = /^(parse|safeParse|parseAsync|safeParseAsync)$/;
/** Methods of texts, lists, maps and patterns. */
const STANDARD: readonly (readonly [names: RegExp, passing: Passing])[] = [
  [/^(includes|indexOf|has|test|startsWith|endsWith|localeCompare|match|search|lastIndexOf|get|at)$/, "ask"],
  [/^exec$/, "match"],
  [/^(concat|replace|replaceAll|join|split|padStart|padEnd|fill|with)$/, "continue"],
  [/^(delete|slice|substring|substr|repeat|toFixed)$/, "stop"],
];

/** `await firstValueFrom(http.post(…))`: what an observable gives, as a promise. */
const isAwaited = (analysis: Analysis, callee: ts.Expression): boolean =>
  ts.isIdentifier(callee) &&
  /^(first|last)ValueFrom$/.test(callee.text) &&
  importedFrom(analysis, callee)?.specifier === "rxjs";

/** True for a framework's type guard, such as `isToolMessage`. */
export const isPureCheck = (callee: ts.Expression): boolean => ts.isIdentifier(callee) && PURE_CHECKS.test(callee.text);

/** True for a name that the standard library declares. */
export const isStandard = (analysis: Analysis, name: ts.Node): boolean => {
  const declarations = analysis.references.symbolOf(name)?.declarations;
  return (
    declarations !== undefined &&
    declarations.length > 0 &&
    declarations.every((d) => d.getSourceFile().fileName.startsWith(LIBRARIES))
  );
};

const LOG_OBJECT =
  /(^|\.|_)(console|log|logger|logging|winston|pino|debug|tracer|span|metrics|telemetry|sentry|langfuse|statsd)\w*$|logger$|log$/i;
const LOG_METHOD =
  /^(log|debug|info|warn|warning|error|trace|verbose|success|fatal|table|dir|time|timeEnd|group|groupEnd|count|setAttribute|setAttributes|addEvent|recordException|increment|histogram|gauge)$/;
const LOG_FUNCTION = /^(log|debug|trace|audit|record|track|report)([A-Z]\w*)?$|(Log|Logger|Metric|Metrics)$/;

/** True for logs, metrics and traces: what goes there changes nothing in the run. Functions so named count only if they return nothing. */
export const isNeutralCall = (analysis: Analysis, call: ts.CallExpression | ts.NewExpression): boolean => {
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee) && isShadowed(analysis, callee.expression)) return false;
  if (
    ts.isPropertyAccessExpression(callee) &&
    LOG_OBJECT.test(callee.expression.getText().slice(-80)) &&
    (LOG_METHOD.test(callee.name.text) || isUnused(call))
  )
    return true;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : "";
  if (!LOG_FUNCTION.test(name)) return false;
  if (!isUnused(call)) return false;
  return analysis.values
    .functions(callee)
    .every((fn) => returnedExpressions(fn).length === 0 || !(fn.body && ts.isBlock(fn.body)));
};

/** Its result goes nowhere. */
const isUnused = (call: ts.Node): boolean => {
  let at = call.parent;
  while (ts.isAwaitExpression(at) || ts.isVoidExpression(at) || ts.isParenthesizedExpression(at)) at = at.parent;
  return ts.isExpressionStatement(at);
};

/** A parameter or variable of the project that only shares the name `console`. */
const isShadowed = (analysis: Analysis, receiver: ts.Expression): boolean =>
  ts.isIdentifier(receiver) && receiver.text === "console" && !isStandard(analysis, receiver);
