import { ts } from "ts-morph";
import type { DispatchSite } from "../../../contracts/audited-site.ts";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { ManualMark } from "../../kit/edit-plan.ts";
import { lineOf } from "../../kit/line-around.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { ParsedFile, SaverSite } from "./saver-site.ts";

/** Words of code that keeps running anyway: servers, bots, prompts, timers. */
const keepsRunning =
  /\b(listen|createServer|serve|readline|webhook\w*|setInterval|login|launch|startServer)\s*\(|process\.stdin|createInterface/;

/**
 * Marks scripts that run an app once and end: an open connection keeps a process alive, so they would hang. One mark a
 * file, at its first run of an app whose saver moves.
 */
export function scriptMarks(
  { audit }: PlanContext,
  savers: readonly SaverSite[],
  parse: (file: string) => ParsedFile | undefined,
): ManualMark[] {
  const apps = new Set(savers.map((it) => it.site.app));
  const marked = new Set<string>();
  return audit.dispatchSites.flatMap((site) => {
    const parsed = apps.has(site.app) && !marked.has(site.file) ? parse(site.file) : undefined;
    if (!parsed || !endsByItself(parsed, site)) return [];
    marked.add(site.file);
    const reason =
      "Redis keeps this script from ending by itself now; call `await redis.quit()` (see the seam) at its end";
    return [{ file: site.file, line: site.line, reason }];
  });
}

function endsByItself({ source }: ParsedFile, site: DispatchSite): boolean {
  if (keepsRunning.test(source.text)) return false;
  let found = false;
  walkNodes(source, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const line = lineOf(source.text, node.expression.name.getStart(source));
    if (line === site.line && runsOnLoad(source, node)) found = true;
  });
  return found;
}

/** At the top of the module, or in a function that the top of the module calls. */
function runsOnLoad(source: ts.SourceFile, node: ts.Node): boolean {
  const fn = ts.findAncestor(node, ts.isFunctionLike);
  if (!fn) return true;
  const holder = ts.isFunctionDeclaration(fn) ? fn : fn.parent;
  const name = ts.isFunctionDeclaration(holder) || ts.isVariableDeclaration(holder) ? holder.name : undefined;
  if (!name || !ts.isIdentifier(name)) return false;
  return source.statements.some(
    (it) => ts.isExpressionStatement(it) && new RegExp(`\\b${name.text}\\(`).test(it.getText(source)),
  );
}
