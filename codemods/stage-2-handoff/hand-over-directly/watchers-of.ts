import { ts } from "ts-morph";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { ManualMark } from "../../kit/edit-plan.ts";
import { lineOf } from "../../kit/line-around.ts";
import { packageOfFile } from "../../kit/package-of-file.ts";
import { isSourceFile } from "../../kit/parse-source.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { HopSite } from "./hop-site.ts";

/** Marks for places of a hop's package that ask of a streamed message or event whether it is the conductor's: it has fewer turns now. */
export function watchersOf(context: PlanContext, read: SourceReader, { app, conductor }: HopSite): ManualMark[] {
  const { folder } = packageOfFile(context, app.graph.file);
  const files = context.files.filter(
    (it) =>
      isSourceFile(it) &&
      packageOfFile(context, it).folder === folder &&
      (context.readText(it)?.includes("langgraph_node") ?? false),
  );
  return files.flatMap((file) => {
    const source = read(file);
    const marks: ManualMark[] = [];
    if (source)
      walkNodes(source, (node) => {
        if (!ts.isBinaryExpression(node) || !asksFor(node, conductor)) return;
        const line = lineOf(source.text, node.getStart(source));
        marks.push({
          file,
          line,
          reason: `${conductor} runs less often now that agents hand over directly; is this still told enough?`,
        });
      });
    return marks;
  });
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** `… langgraph_node === "boss"`, either way round. */
function asksFor({ left, operatorToken, right }: ts.BinaryExpression, conductor: string): boolean {
  if (!comparisons.has(operatorToken.kind)) return false;
  const isName = (it: ts.Expression): boolean => ts.isStringLiteralLike(it) && it.text === conductor;
  const isNode = (it: ts.Expression): boolean =>
    (ts.isPropertyAccessExpression(it) && it.name.text === "langgraph_node") ||
    (ts.isIdentifier(it) && it.text === "langgraph_node") ||
    (ts.isElementAccessExpression(it) &&
      ts.isStringLiteralLike(it.argumentExpression) &&
      it.argumentExpression.text === "langgraph_node");
  return (isName(left) && isNode(right)) || (isNode(left) && isName(right));
}
