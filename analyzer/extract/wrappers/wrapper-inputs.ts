import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { isFunctionNode, walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";
import { isInside } from "./is-inside.ts";
import { mentions } from "./parameter-names.ts";

/** A text this long with a space in it is a prompt of the function's own. */
const PROMPT_LENGTH = 30;

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

/** A constant object of functions, of which one has a prompt in it: `const triage = { ask: (q) => [{ role: "system", … }] }`. */
const handsPrompt = (analysis: Analysis, symbol: ts.Symbol): boolean =>
  (symbol.declarations ?? []).some(
    (d) =>
      ts.isVariableDeclaration(d) &&
      d.initializer !== undefined &&
      ts.isObjectLiteralExpression(d.initializer) &&
      d.initializer.properties.some((property) => {
        const given = ts.isPropertyAssignment(property) ? property.initializer : property;
        return isFunctionNode(given) && hasPrompt(analysis, given);
      }),
  );

const hasPrompt = (analysis: Analysis, fn: FunctionNode): boolean => {
  let found = false;
  if (fn.body)
    walk(fn.body, (node) => {
      const texts = ts.isIdentifier(node) ? constantTexts(analysis, node) : [node];
      if (texts.some((it) => isPrompt(it, PROMPT_LENGTH * 2))) found = true;
      return !found;
    });
  return found;
};

const isPrompt = (node: ts.Node, length: number): boolean =>
  isText(node) && node.text.length >= length && /\s/.test(node.text.trim());

/** The texts that a constant of some module is written as. */
const constantTexts = (analysis: Analysis, name: ts.Identifier): readonly ts.Node[] =>
  (analysis.references.symbolOf(name)?.declarations ?? []).flatMap((d): readonly ts.Node[] => {
    const source = ts.isVariableDeclaration(d) ? d.initializer : undefined;
    if (!source) return [];
    return ts.isTemplateExpression(source) ? [source.head, ...source.templateSpans.map((it) => it.literal)] : [source];
  });

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

const isText = (node: ts.Node): node is ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);

const declarationOf = (element: ts.BindingElement): ts.VariableDeclaration | undefined => {
  let at: ts.Node = element;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at)) at = at.parent;
  return ts.isVariableDeclaration(at) ? at : undefined;
};
