import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { walk } from "../../source/syntax.ts";

/** A text this long with a space in it is a prompt. */
export const PROMPT_LENGTH = 30;

/** True when a text of at least this length is written under a node, or in a constant that is named there. */
export const hasText = (analysis: Analysis, root: ts.Node, length = PROMPT_LENGTH): boolean => {
  let found = false;
  walk(root, (node) => {
    const texts = ts.isIdentifier(node) ? constantTexts(analysis, node) : [node];
    if (texts.some((it) => isPrompt(it, length))) found = true;
    return !found;
  });
  return found;
};

/** A text of at least this length with a space in it. */
export const isPrompt = (node: ts.Node, length: number): boolean =>
  isText(node) && node.text.length >= length && /\s/.test(node.text.trim());

/** The texts that a constant of some module is written as. */
const constantTexts = (analysis: Analysis, name: ts.Identifier): readonly ts.Node[] =>
  (analysis.references.symbolOf(name)?.declarations ?? []).flatMap((d): readonly ts.Node[] => {
    const source = ts.isVariableDeclaration(d) ? d.initializer : undefined;
    if (!source) return [];
    return ts.isTemplateExpression(source) ? [source.head, ...source.templateSpans.map((it) => it.literal)] : [source];
  });

/** A text as it is written, or a part of a template. */
export const isText = (
  node: ts.Node,
): node is ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
