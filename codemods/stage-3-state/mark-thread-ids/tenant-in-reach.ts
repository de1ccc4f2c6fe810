import { ts } from "ts-morph";
import type { StateSite } from "../../../contracts/audited-site.ts";
import type { PlanContext } from "../../kit/define-codemod.ts";
import { lineOf } from "../../kit/line-around.ts";
import { parseSource } from "../../kit/parse-source.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";

const tenantName = /^(tenant|org|organi[sz]ation|workspace|account|customer|user)_?id$/i;

/** The tenant's or user's id that stands beside a thread id, or is a parameter or constant of the functions around it. */
export function tenantInReach(context: PlanContext, { file, line }: StateSite): string | undefined {
  const text = context.readText(file);
  if (text === undefined) return undefined;
  const source = parseSource(file, text);
  let found: string | undefined;
  walkNodes(source, (node) => {
    if (found || !ts.isObjectLiteralElementLike(node) || node.name?.getText(source) !== "thread_id") return;
    if (lineOf(text, node.getStart(source)) === line) found = beside(source, node) ?? around(source, node);
  });
  return found;
}

function beside(source: ts.SourceFile, node: ts.ObjectLiteralElementLike): string | undefined {
  const sibling = ts.isObjectLiteralExpression(node.parent)
    ? node.parent.properties.find((it) => tenantName.test(it.name?.getText(source) ?? ""))
    : undefined;
  if (!sibling) return undefined;
  return ts.isPropertyAssignment(sibling) ? sibling.initializer.getText(source) : sibling.name?.getText(source);
}

/** Names that the functions around a place declare before it. */
function around(source: ts.SourceFile, node: ts.Node): string | undefined {
  for (let fn = ts.findAncestor(node, ts.isFunctionLike); fn; fn = ts.findAncestor(fn.parent, ts.isFunctionLike)) {
    let found: string | undefined;
    walkNodes(fn, (it) => {
      if (
        found ||
        it.pos > node.pos ||
        !(ts.isParameter(it) || ts.isVariableDeclaration(it) || ts.isBindingElement(it))
      )
        return;
      if (ts.isIdentifier(it.name) && tenantName.test(it.name.text)) found = it.name.getText(source);
    });
    if (found) return found;
  }
  return undefined;
}
