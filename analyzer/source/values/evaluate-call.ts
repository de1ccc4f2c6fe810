import { ts } from "ts-morph";
import { givenBack } from "../given-back.ts";
import { surfaceOf } from "../surface-of.ts";
import { returnedExpressions } from "../syntax.ts";
import { asksRegistry } from "./asks-registry.ts";
import { bindArguments } from "./bind-arguments.ts";
import { builtInCall } from "./built-in-call.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/** What a call may return: project functions are entered, array and object built-ins known, the rest is `made`. */
export const calledValues = (values: Evaluator, call: ts.CallExpression, env: Env | undefined): readonly Value[] => {
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee)) {
    const known = builtInCall(values, call, callee, env);
    if (known) return known;
    const chain = callee.name.text === "node" ? call.arguments[2] : undefined;
    if (chain && asksRegistry(values, callee.expression, env)) return values.of(chain, env);
  }
  const surface = surfaceOf(values.references, callee);
  if (surface) {
    const wrapped = givenBack(values.references, call);
    return wrapped ? values.of(wrapped, env) : [{ t: "made", node: call, env }];
  }
  const results: Value[] = [];
  for (const target of calledTargets(values, callee, env)) {
    if (target.t === "fn") results.push(...returnsOf(values, target, call, env));
    else if (target.t !== "literal") results.push({ t: "made", node: call, env });
  }
  return results.length ? results : [{ t: "made", node: call, env }];
};

/** What a callee may be; where only an interface or an overridable method is known, everything that implements it. */
const calledTargets = (values: Evaluator, callee: ts.Expression, env: Env | undefined): readonly Value[] => {
  const direct = values.of(callee, env);
  if (!ts.isPropertyAccessExpression(callee) || values.references.isOnlyCalled(callee.name.text)) return direct;
  const member = values.references.symbolOf(callee.name);
  const bodies = member ? values.implementations.of(member) : [];
  const known = new Set(direct.flatMap((v) => (v.t === "fn" ? [v.node] : [])));
  const more = bodies.filter((fn) => !known.has(fn)).map((node): Value => ({ t: "fn", node, env: undefined }));
  return more.length ? [...direct.filter((v) => v.t === "fn"), ...more] : direct;
};

const returnsOf = (
  values: Evaluator,
  fn: Value & { readonly t: "fn" },
  call: ts.CallExpression,
  env: Env | undefined,
): readonly Value[] => {
  const inner = bindArguments(values, fn, call, env);
  return returnedExpressions(fn.node).flatMap((e) =>
    e.kind === ts.SyntaxKind.ThisKeyword ? [{ t: "made", node: call, env } as const] : values.of(e, inner),
  );
};
