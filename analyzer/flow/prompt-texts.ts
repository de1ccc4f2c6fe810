import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";
import { bare } from "../source/syntax.ts";

const MAX_NODES = 2000;

/** What the prompt templates of a chain say: their texts, and the names of their placeholders. */
interface PromptParts {
  readonly texts: readonly string[];
  readonly slots: ReadonlySet<string>;
  /** False where a whole text comes from a file or a function of which nothing is known: it may name any placeholder. */
  readonly complete: boolean;
}

const promptParts = (analysis: Analysis, chain: ts.Expression): PromptParts => {
  const texts: string[] = [];
  const slots = new Set<string>();
  let complete = true;
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
      const text = templateText(node);
      if (text && !isKnownInPart(analysis, text)) complete = false;
      ts.forEachChild(node, (child) => void seen.push(child));
      if (seen.length > MAX_NODES) break;
    }
  }
  return { texts, slots, complete };
};

/** A template's text: `fromTemplate(text)`, `["system", text]`, `{ role: "system", content: text }`, `{ template: text }`. */
const templateText = (node: ts.Node): ts.Expression | undefined => {
  if (ts.isCallExpression(node))
    return ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "fromTemplate"
      ? node.arguments[0]
      : undefined;
  if (ts.isPropertyAssignment(node)) {
    const name = node.name.getText();
    const isMessage = name === "content" && node.parent.properties.some((it) => it.name?.getText() === "role");
    return name === "template" || isMessage ? node.initializer : undefined;
  }
  if (!ts.isArrayLiteralExpression(node) || node.elements.length !== 2) return undefined;
  const [role, text] = node.elements;
  return role && ts.isStringLiteralLike(role) && ROLE.test(role.text) ? text : undefined;
};

const ROLE = /^(system|human|user|ai|assistant|developer|placeholder)$/;

/** A constant, or a text that is put together here of constants and other things: what it says is taken to be all. */
const isKnownInPart = (analysis: Analysis, text: ts.Expression): boolean => {
  const at = bare(text);
  if (ts.isTemplateExpression(at)) return true;
  if (ts.isBinaryExpression(at)) return isKnownInPart(analysis, at.left) || isKnownInPart(analysis, at.right);
  return analysis.values.of(at).some((value) => value.t === "text") || analysis.values.texts(at).complete;
};

/** `new MessagesPlaceholder("history")`, `{ variableName: "history" }`, `inputVariables: ["history"]`. */
const isSlot = (analysis: Analysis, node: ts.Node): boolean => {
  const parent = ts.isArrayLiteralExpression(node.parent) ? node.parent.parent : node.parent;
  if (ts.isNewExpression(parent)) return hasRole(analysis.references, parent.expression, "message-template");
  return ts.isPropertyAssignment(parent) && /^(variableName|inputVariables)$/.test(parent.name.getText());
};

/**
 * True when a chain that is fed with an object may read `field` of it: a template names it, or not all templates are known.
 * Agents and graphs read nothing but their own channels.
 */
export const mayRead = (analysis: Analysis, chain: ts.Expression, field: string): boolean => {
  const { texts, slots, complete } = promptParts(analysis, chain);
  const named = (text: string) => text.includes(`{${field}}`) || text.includes(`{{${field}}}`);
  if (!analysis.kinds.of(chain).has("prompt") || !texts.length || !complete) return true;
  return slots.has(field) || texts.some(named);
};
