import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";

/** Texts of the prompt templates that a chain is built from. */
const promptTexts = (analysis: Analysis, chain: ts.Expression): readonly string[] => {
  const texts: string[] = [];
  for (const value of analysis.values.of(chain)) {
    if (value.t !== "made") continue;
    const seen: ts.Node[] = [value.node];
    for (const node of seen) {
      if (
        ts.isStringLiteralLike(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddle(node) ||
        ts.isTemplateTail(node)
      )
        texts.push(node.text);
      if (ts.isIdentifier(node))
        for (const v of analysis.values.of(node))
          if (v.t === "text") texts.push(v.text);
          else if (v.t === "made" && !seen.includes(v.node)) seen.push(v.node);
      ts.forEachChild(node, (child) => void seen.push(child));
      if (seen.length > 2000) break;
    }
  }
  return texts;
};

/**
 * True when a chain that is fed with an object may read `field` of it: a template names it, or no template is known.
 * Agents and graphs read nothing but their own channels.
 */
export const mayRead = (analysis: Analysis, chain: ts.Expression, field: string): boolean => {
  const texts = promptTexts(analysis, chain);
  const named = (text: string) => text.includes(`{${field}}`) || text.includes(`{{${field}}}`) || text === field;
  return !analysis.kinds.of(chain).has("prompt") || !texts.length || texts.some(named);
};
