import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { hasMarker } from "../source/kinds-of-type.ts";
import { hasRole } from "../source/surface-of.ts";
import { bare } from "../source/syntax.ts";

/** Looked at first: what vendors' calls end in, whatever the client is called. */
const METHODS = /^(create|stream|parse|complete|generateContent(Stream)?|sendMessage(Stream)?)$/;
const HOLDERS = /^(completions|messages|responses|models|chat)$/;
const MAX_CHAIN = 6;

/**
 * A vendor's call where types are lost, as in JavaScript that hands a client on: told by the client that was made, and by the
 * type of its method. `constructor(client) { this.client = client; }`, `this.client.messages.create(…)`.
 */
export const isVendorCallByValue = (analysis: Analysis, callee: ts.Expression): boolean => {
  const { checker, values } = analysis;
  if (!ts.isPropertyAccessExpression(callee) || !METHODS.test(callee.name.text)) return false;
  const holder = bare(callee.expression);
  const isAlone = /^(generateContent|sendMessage)/.test(callee.name.text); // of a model or a chat that has been made before
  if (!isAlone && !(ts.isPropertyAccessExpression(holder) && HOLDERS.test(holder.name.text))) return false;
  if (!(checker.getTypeAtLocation(callee).flags & ts.TypeFlags.Any)) return false;
  const path: string[] = [];
  for (let at: ts.Expression = callee; ts.isPropertyAccessExpression(at) && path.length < MAX_CHAIN; ) {
    path.unshift(at.name.text);
    at = bare(at.expression);
    for (const value of values.of(at))
      if (value.t === "made" && isClient(analysis, value.node) && isModelCall(checker, value.node, path)) return true;
  }
  return false;
};

const isClient = ({ references }: Analysis, made: ts.NewExpression | ts.CallExpression): boolean =>
  ts.isCallExpression(made) || hasRole(references, made.expression, "vendor-client");

/** Whether what the client has at the end of a path is a model call. */
const isModelCall = (checker: ts.TypeChecker, client: ts.Expression, path: readonly string[]): boolean => {
  let type: ts.Type | undefined = checker.getTypeAtLocation(client);
  for (const name of path) {
    const property: ts.Symbol | undefined = type && checker.getPropertyOfType(type, name);
    type = property && checker.getTypeOfSymbol(property);
  }
  return type !== undefined && hasMarker(checker, type, "$site");
};
