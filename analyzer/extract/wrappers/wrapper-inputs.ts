import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { isFunctionNode, walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";
import { isInside } from "./is-inside.ts";
import { mentions } from "./parameter-names.ts";
import { hasText, isPrompt, isText, PROMPT_LENGTH } from "./written-prompt.ts";

/** So long is what an agent is told; what a tool or a field is described with is shorter. */
const PAGE_LENGTH = 200;

/** What a wrapper asks its model. */
export interface WrapperInputs {
  readonly fromParameters: boolean;
  readonly ownPrompt: boolean;
}

/** Whether what the model is asked comes from the function's parameters, and whether the function asks something of its own. */
export const inputsOf = (
  analysis: Analysis,
  fn: FunctionNode,
  call: ts.Expression,
  parameters: ReadonlySet<ts.Symbol>,
): WrapperInputs => {
  const seen = new Set<ts.Symbol>();
  const queue: ts.Node[] = ts.isCallExpression(call) ? [...call.arguments] : [];
  const found = { fromParameters: false, ownPrompt: false };
  for (const root of queue)
    walk(root, (node) => {
      if (isPrompt(node, PROMPT_LENGTH)) found.ownPrompt = true;
      if (
        ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
        ts.isIdentifier(node.left) &&
        mentions(analysis, node.left, parameters)
      ) {
        found.fromParameters = true; // the caller's text with something added
        return false;
      }
      if (ts.isCallExpression(node) && !mentions(analysis, node.expression, parameters))
        // else the caller's own words
        for (const inner of analysis.values.functions(node.expression))
          if (inner !== fn && hasPrompt(analysis, inner)) found.ownPrompt = true;
      if (!ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node))
        return true;
      const symbol = analysis.references.symbolOf(node);
      if (!symbol || seen.has(symbol)) return true;
      seen.add(symbol);
      if (parameters.has(symbol)) found.fromParameters = true;
      else if (handsPrompt(analysis, symbol)) found.ownPrompt = true;
      else queue.push(...definitions(symbol, fn));
      return true;
    });
  return found;
};

const isPage = (node: ts.Node): boolean => isPrompt(ts.isTemplateExpression(node) ? node.head : node, PAGE_LENGTH);

/** A constant object of functions, of which one has a prompt in it, or with an agent's own prompt: `const triage = { ask: (q) => [{ role: "system", … }] }`. */
const handsPrompt = (analysis: Analysis, symbol: ts.Symbol): boolean =>
  (symbol.declarations ?? []).some(
    (d) =>
      ts.isVariableDeclaration(d) &&
      d.initializer !== undefined &&
      ts.isObjectLiteralExpression(d.initializer) &&
      d.initializer.properties.some((property) => {
        const given = ts.isPropertyAssignment(property) ? property.initializer : property;
        return isFunctionNode(given) ? hasPrompt(analysis, given) : isPage(given);
      }),
  );

const hasPrompt = (analysis: Analysis, fn: FunctionNode): boolean =>
  fn.body !== undefined && hasText(analysis, fn.body, PROMPT_LENGTH * 2);

/** Where a name inside the function, or a constant text of the module, gets its value. */
const definitions = (symbol: ts.Symbol, fn: FunctionNode): readonly ts.Node[] =>
  (symbol.declarations ?? []).flatMap((d) => {
    const source = ts.isBindingElement(d) ? declarationOf(d) : ts.isVariableDeclaration(d) ? d : undefined;
    if (!source?.initializer) return [];
    const inside = isInside(source, fn);
    return inside || isText(source.initializer) || ts.isTemplateExpression(source.initializer)
      ? [source.initializer]
      : [];
  });

const declarationOf = (element: ts.BindingElement): ts.VariableDeclaration | undefined => {
  let at: ts.Node = element;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at)) at = at.parent;
  return ts.isVariableDeclaration(at) ? at : undefined;
};
