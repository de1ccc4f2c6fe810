import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { isFunctionNode, walk } from "../../source/syntax.ts";
import { hasText } from "./written-prompt.ts";

/** A chain that begins with a written prompt, put together here or kept in a constant: what is handed to it only fills that in. */
export const beginsWithPrompt = (analysis: Analysis, chain: ts.Expression): boolean => {
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
