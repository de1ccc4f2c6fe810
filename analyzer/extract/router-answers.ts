import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { kindsOfType } from "../source/kinds-of-type.ts";
import { hasRole, surfaceOf } from "../source/surface-of.ts";
import { bare, returnedExpressions } from "../source/syntax.ts";
import type { Env, Value } from "../source/values/value.ts";
import { isSentOnce } from "./is-sent-once.ts";

/** The constants that a router may answer. */
export interface Answers {
  readonly targets: readonly string[];
  /** Those among them that are reached by `Send`. */
  readonly sends: readonly string[];
  /** Those among them that one answer may send to several times. */
  readonly repeated: readonly string[];
  readonly complete: boolean;
}

/** Answers as they are collected. */
interface Collected {
  readonly targets: Set<string>;
  readonly sends: Set<string>;
  readonly repeated: Set<string>;
}

/** What routers (functions or the prebuilt tools condition) answer, as far as it is constant. */
export const answersOf = (analysis: Analysis, routers: readonly Value[]): Answers => {
  const found: Collected = { targets: new Set(), sends: new Set(), repeated: new Set() };
  let complete = routers.length > 0;
  for (const router of routers) {
    if (router.t !== "fn") {
      const prebuilt = prebuiltAnswers(analysis, router);
      for (const target of prebuilt) found.targets.add(target);
      complete &&= prebuilt.length > 0;
      continue;
    }
    for (const returned of returnedExpressions(router.node))
      complete = collect(analysis, analysis.values.of(returned, router.env), returned, router, found) && complete;
  }
  return { targets: [...found.targets], sends: [...found.sends], repeated: [...found.repeated], complete };
};

const collect = (
  analysis: Analysis,
  values: readonly Value[],
  at: ts.Expression,
  router: Value & { t: "fn" },
  found: Collected,
): boolean => {
  let complete = true;
  for (const value of values) {
    if (value.t === "text") found.targets.add(value.text);
    else if (value.t === "array")
      complete =
        collect(analysis, value.items.flat(), at, router, found) &&
        complete &&
        (!value.open || isOneForEach(analysis, at, router.env));
    else if (value.t === "made" && hasRole(analysis.references, value.node.expression, "send")) {
      const node = value.node.arguments?.[0];
      const names = node ? analysis.values.texts(node, value.env) : { texts: [], complete: false };
      for (const name of names.texts) {
        found.targets.add(name);
        found.sends.add(name);
        if (!isSentOnce(value.node, router.node)) found.repeated.add(name);
      }
      complete &&= names.complete;
    } else if (!(value.t === "literal")) {
      const typed = analysis.values.texts(at, router.env);
      for (const text of typed.complete ? typed.texts : []) found.targets.add(text);
      complete &&= typed.complete;
    }
  }
  return complete;
};

/** `items.map((item) => new Send("work", item))`: how many there are is open, not what each is. */
const isOneForEach = (analysis: Analysis, node: ts.Expression, env: Env | undefined): boolean => {
  const at = bare(node);
  if (!ts.isCallExpression(at) || !ts.isPropertyAccessExpression(at.expression)) return false;
  const { name, expression } = at.expression;
  return name.text === "map" && analysis.values.of(expression, env).every((v) => v.t !== "array");
};

const prebuiltAnswers = (analysis: Analysis, value: Value): readonly string[] => {
  if (value.t !== "unknown" || !ts.isExpression(value.node)) return [];
  return surfaceOf(analysis.references, value.node)?.name === "toolsCondition" ? ["tools", "__end__"] : [];
};

/** True when a value is a tool node: the prebuilt executor of tool calls. */
export const isToolNode = (analysis: Analysis, value: Value): boolean =>
  value.t === "made" && kindsOfType(analysis.checker, analysis.checker.getTypeAtLocation(value.node)).has("tool-node");
