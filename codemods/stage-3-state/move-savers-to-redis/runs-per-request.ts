import { ts } from "ts-morph";
import { walkNodes } from "../../kit/walk-nodes.ts";

const handlerMethods = new Set([
  "get",
  "post",
  "put",
  "patch",
  "delete",
  "all",
  "use",
  "on",
  "handle",
  "command",
  "hears",
  "action",
]);
const handlerNames = /^(GET|POST|PUT|PATCH|DELETE|handler|loader|action|fetch)$/;
const deepest = 6;

/** True where the text shows that a place runs once for each request or message, not once for the process. */
export const runsPerRequest = (node: ts.Node, depth = 0): boolean => {
  for (let at = node.parent; at && depth < deepest; at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    if (isHandler(at)) return true;
    const name = nameOf(at);
    if (name !== undefined && callsOf(at.getSourceFile(), name).some((call) => runsPerRequest(call, depth + 1)))
      return true;
  }
  return false;
};

/** `app.post(path, async (req) => …)`, or an exported `POST`. */
function isHandler(fn: ts.SignatureDeclaration): boolean {
  const { parent } = fn;
  if (parent && ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression))
    return parent.arguments.some((it) => it === fn) && handlerMethods.has(parent.expression.name.text);
  const name = nameOf(fn);
  const holder = ts.isFunctionDeclaration(fn) ? fn : ts.findAncestor(fn, ts.isVariableStatement);
  const isExported =
    holder !== undefined && (ts.getModifiers(holder) ?? []).some((it) => it.kind === ts.SyntaxKind.ExportKeyword);
  return name !== undefined && isExported && handlerNames.test(name);
}

function nameOf(fn: ts.SignatureDeclaration): string | undefined {
  if (ts.isFunctionDeclaration(fn) || ts.isMethodDeclaration(fn))
    return fn.name && ts.isIdentifier(fn.name) ? fn.name.text : undefined;
  return ts.isVariableDeclaration(fn.parent) && ts.isIdentifier(fn.parent.name) ? fn.parent.name.text : undefined;
}

function callsOf(source: ts.SourceFile, name: string): ts.Node[] {
  const calls: ts.Node[] = [];
  walkNodes(source, (node) => {
    if (!ts.isCallExpression(node)) return;
    const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    if (ts.isIdentifier(callee) && callee.text === name) calls.push(node);
  });
  return calls;
}
