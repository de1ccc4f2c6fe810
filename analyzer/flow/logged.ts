import { ts } from "ts-morph";
import { writesExports } from "../source/given-away.ts";
import { enclosingFunction, oneLine } from "../source/syntax.ts";
import { rolesAround } from "./graphs-around.ts";
import type { Item, Walker } from "./item.ts";
import { trailRoot } from "./trail-root.ts";

/**
 * A log changes nothing in the run. But what a script (top-level code, or a file that exports nothing) prints with `console` is its output,
 * once the graph is done with it.
 */
export const logged = (walker: Walker, item: Item, call: ts.CallExpression | ts.NewExpression): void => {
  const printed = ts.isPropertyAccessExpression(call.expression) && call.expression.expression.getText() === "console";
  if (
    printed &&
    (isScript(call) || !enclosingFunction(call)) &&
    !rolesAround(walker, call).length &&
    (item.hops > 0 || !rolesAround(walker, trailRoot(item)).length)
  )
    return walker.sink("content", `printed: ${oneLine(call, 60)}`, item);
  walker.sink("neutral", `logged: ${oneLine(call, 60)}`, item);
};

/** Neither a module for others nor a server, whose console is its log. */
const isScript = (node: ts.Node): boolean =>
  !/\.listen\(|createServer\(/.test(node.getSourceFile().text) &&
  !node
    .getSourceFile()
    .statements.some(
      (s) =>
        ts.isExportDeclaration(s) ||
        ts.isExportAssignment(s) ||
        (ts.isExpressionStatement(s) && ts.isBinaryExpression(s.expression) && writesExports(s.expression)) ||
        (ts.canHaveModifiers(s) && (ts.getModifiers(s)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)),
    );
