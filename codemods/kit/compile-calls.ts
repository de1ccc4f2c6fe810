import { ts } from "ts-morph";
import type { AuditedApp } from "../../contracts/audited-app.ts";
import { lineOf } from "./line-around.ts";
import { walkNodes } from "./walk-nodes.ts";

/** The `compile()` calls of an app's graph, in the file that makes it. */
export function compileCalls(source: ts.SourceFile, { graph }: AuditedApp): ts.CallExpression[] {
  const origin = originOf(source, graph.line, graph.kind);
  return origin ? compileCallsOf(source, origin) : [];
}

/** The `compile()` calls of what an expression makes: chained on it, or called on the variable or field that holds it. */
export function compileCallsOf(source: ts.SourceFile, origin: ts.Expression): ts.CallExpression[] {
  const end = chainEnd(origin);
  if (ts.isCallExpression(end) && methodOf(end) === "compile") return [end];
  const name = heldBy(end);
  const found: ts.CallExpression[] = [];
  if (name !== undefined)
    walkNodes(source, (node) => {
      if (ts.isCallExpression(node) && methodOf(node) === "compile" && rootOf(node).getText(source) === name)
        found.push(node);
    });
  return found;
}

/** The name of the function that a compiled graph is handed to at once; undefined where it is not. */
export const wrapperOf = (call: ts.CallExpression): string | undefined => {
  const { parent } = call;
  return ts.isCallExpression(parent) && parent.arguments.includes(call) && ts.isIdentifier(parent.expression)
    ? parent.expression.text
    : undefined;
};

/** The literal that an option of a prebuilt supervisor is given; undefined where it is not given, or by a variable. */
export function optionText(source: ts.SourceFile, { graph }: AuditedApp, option: string): string | undefined {
  const options = originOf(source, graph.line, graph.kind)?.arguments?.[0];
  return givenText(source, options, option);
}

/** The text of what an object literal gives for a name; undefined where it is no such literal or does not name it. */
export function givenText(source: ts.SourceFile, options: ts.Expression | undefined, option: string) {
  const given =
    options && ts.isObjectLiteralExpression(options)
      ? options.properties.find((it) => it.name?.getText(source) === option)
      : undefined;
  return given && ts.isPropertyAssignment(given) ? given.initializer.getText(source) : given?.getText(source);
}

function originOf(source: ts.SourceFile, line: number, kind: string): ts.NewExpression | ts.CallExpression | undefined {
  let found: ts.NewExpression | ts.CallExpression | undefined;
  walkNodes(source, (node) => {
    if (found || !(ts.isNewExpression(node) || ts.isCallExpression(node))) return;
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    const isOnLine = [node.getStart(source), name.getStart(source)].some((it) => lineOf(source.text, it) === line);
    if (isOnLine && (name.getText(source) === kind || (ts.isNewExpression(node) && /Graph$/.test(kind)))) found = node;
  });
  return found;
}

/** The outermost of the calls that are chained on a node. */
function chainEnd(node: ts.Expression): ts.Expression {
  const member = node.parent;
  if (
    ts.isPropertyAccessExpression(member) &&
    member.expression === node &&
    ts.isCallExpression(member.parent) &&
    member.parent.expression === member
  )
    return methodOf(member.parent) === "compile" ? member.parent : chainEnd(member.parent);
  return ts.isParenthesizedExpression(member) || ts.isAsExpression(member) ? chainEnd(member) : node;
}

const methodOf = (call: ts.CallExpression): string | undefined =>
  ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : undefined;

/** What a chain of calls begins with. */
export function rootOf(call: ts.Expression): ts.Expression {
  if (ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression))
    return rootOf(call.expression.expression);
  return ts.isParenthesizedExpression(call) || ts.isAsExpression(call) ? rootOf(call.expression) : call;
}

/** The variable or field that holds an expression, as it is named where it is used. */
export function heldBy(node: ts.Expression): string | undefined {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isBinaryExpression(parent) && parent.right === node) return parent.left.getText();
  return ts.isPropertyDeclaration(parent) ? `this.${parent.name.getText()}` : undefined;
}
