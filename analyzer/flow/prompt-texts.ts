import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";

const MAX_NODES = 2000;

/** What the prompt templates of a chain say: their texts, and the names of their placeholders. */
interface PromptParts {
  readonly texts: readonly string[];
  readonly slots: ReadonlySet<string>;
}

const promptParts = (analysis: Analysis, chain: ts.Expression): PromptParts => {
  const texts: string[] = [];
  const slots = new Set<string>();
  for (const value of analysis.values.of(chain)) {
    if (value.t !== "made") continue;
    const seen: ts.Node[] = [value.node];
    for (const node of seen) {
      if (
        ts.isStringLiteralLike(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddle(node) ||
        ts.isTemplateTail(node)
      ) {
        texts.push(node.text);
        if (isSlot(analysis, node)) slots.add(node.text);
      }
      if (ts.isIdentifier(node))
        for (const v of analysis.values.of(node))
          if (v.t === "text") texts.push(v.text);
          else if (v.t === "made" && !seen.includes(v.node)) seen.push(v.node);
      ts.forEachChild(node, (child) => void seen.push(child));
      if (seen.length > MAX_NODES) break;
    }
  }
  return { texts, slots };
};

/** `new MessagesPlaceholder("history")`, `{ variableName: "history" }`, `inputVariables: ["history"]`. */
const isSlot = (analysis: Analysis, node: ts.Node): boolean => {
  const parent = ts.isArrayLiteralExpression(node.parent) ? node.parent.parent : node.parent;
  if (ts.isNewExpression(parent)) return hasRole(analysis.references, parent.expression, "message-template");
  return ts.isPropertyAssignment(parent) && /^(variableName|inputVariables)$/.test(parent.name.getText());
};

/**
 * True when a chain that is fed with an object may read `field` of it: a template names it, or no template is known.
 * Agents and graphs read nothing but their own channels.
 */
export const mayRead = (analysis: Analysis, chain: ts.Expression, field: string): boolean => {
  const { texts, slots } = promptParts(analysis, chain);
  const named = (text: string) => text.includes(`{${field}}`) || text.includes(`{{${field}}}`);
  return !analysis.kinds.of(chain).has("prompt") || !texts.length || slots.has(field) || texts.some(named);
};
