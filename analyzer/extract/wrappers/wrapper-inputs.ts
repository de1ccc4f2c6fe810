import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { isFunctionNode, walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";
import type { Site } from "../site.ts";
import { isInside } from "./is-inside.ts";
import { mentions } from "./parameter-names.ts";

/** A text this long with a space in it is a prompt of the function's own. */
const PROMPT_LENGTH = 30;
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
  { node: call, receiver }: Pick<Site, "node" | "receiver">,
  parameters: ReadonlySet<ts.Symbol>,
): WrapperInputs => {
  const seen = new Set<ts.Symbol>();
  const queue: ts.Node[] = ts.isCallExpression(call) ? [...call.arguments] : [];
  const found = { fromParameters: false, ownPrompt: receiver !== undefined && beginsWithPrompt(analysis, receiver) };
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

/** A chain that begins with a written prompt, put together here or kept in a constant: what is handed to it only fills that in. */
const beginsWithPrompt = (analysis: Analysis, chain: ts.Expression): boolean => {
  let found = false;
  const seen = new Set<ts.Node>([chain]);
  for (const part of seen)
    walk(part, (node) => {
      if (ts.isIdentifier(node)) for (const source of constantsOf(analysis, node)) seen.add(source);
      if (ts.isCallExpression(node) && isTemplate(analysis, node)) found ||= hasText(analysis, node);
      return !found && !isFunctionNode(node);
    });
  return found;
};

const isTemplate = (analysis: Analysis, call: ts.CallExpression): boolean => {
  const kinds = analysis.kinds.of(call);
  return kinds.has("prompt") && !kinds.has("model") && !kinds.has("agent");
};

const constantsOf = (analysis: Analysis, name: ts.Identifier): readonly ts.Expression[] =>
  (analysis.references.symbolOf(name)?.declarations ?? []).flatMap((d) =>
    ts.isVariableDeclaration(d) && d.initializer && ts.getCombinedNodeFlags(d) & ts.NodeFlags.Const
      ? [d.initializer]
      : [],
  );

/** A text of a prompt's length in a record is what an agent is told, not what a tool or a field is described with. */
const isPage = (node: ts.Node): boolean =>
  (ts.isTemplateExpression(node) && isPrompt(node.head, PAGE_LENGTH)) || isPrompt(node, PAGE_LENGTH);

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

const hasText = (analysis: Analysis, root: ts.Node, length = PROMPT_LENGTH): boolean => {
  let found = false;
  walk(root, (node) => {
    const texts = ts.isIdentifier(node) ? constantTexts(analysis, node) : [node];
    if (texts.some((it) => isPrompt(it, length))) found = true;
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
