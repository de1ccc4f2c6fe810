import { ts } from "ts-morph";
import type { PlanContext } from "../../kit/define-codemod.ts";
import { lineOf } from "../../kit/line-around.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { SaverSite } from "./saver-site.ts";

/**
 * Why a saver that is made anew each time its function runs must not become one that is shared: it hides that all calls
 * use one thread, or that each call sends the whole conversation again. Undefined where sharing it is sound.
 */
export const whyNotShared = (context: PlanContext, saver: SaverSite): string | undefined =>
  saver.kind === "saver" && saver.site.lifetime === "call"
    ? (mixesConversations(context, saver) ?? doublesMessages(context, saver))
    : undefined;

function mixesConversations({ audit }: PlanContext, { site }: SaverSite): string | undefined {
  const threads = audit.stateSites.filter(
    (it) => it.kind === "thread-id" && (it.app === site.app || it.file === site.file),
  );
  const constant = threads.find((it) => it.threadId === "constant");
  return (
    constant &&
    `made anew for each call, and all use the thread ${constant.name} (${constant.file}:${constant.line}): one shared saver would mix their conversations; give each its own thread id first`
  );
}

function doublesMessages({ audit }: PlanContext, { site, parsed, node }: SaverSite): string | undefined {
  const { source } = parsed;
  const around = ts.findAncestor(node, ts.isFunctionLike);
  const lines = audit.dispatchSites.filter((it) => it.file === site.file && it.app === site.app).map((it) => it.line);
  let found: string | undefined;
  walkNodes(around ?? source, (it) => {
    if (found || !ts.isCallExpression(it) || !ts.isPropertyAccessExpression(it.expression)) return;
    const line = lineOf(source.text, it.expression.name.getStart(source));
    const messages = lines.includes(line) ? messagesOf(it.arguments[0]) : undefined;
    if (messages && !isListOfNewOnes(messages))
      found = `made anew for each call, and the run in line ${line} is given a list of messages made elsewhere (${messages.getText(source).split("\n")[0]}): if that is the whole conversation, a thread that is kept would hold it twice; send only the new message first`;
  });
  return found;
}

/** The `messages` of a run's input; undefined where it names none. */
function messagesOf(input: ts.Expression | undefined): ts.Expression | undefined {
  if (!input || !ts.isObjectLiteralExpression(input)) return undefined;
  for (const property of input.properties) {
    if (property.name?.getText() !== "messages") continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

/** `[new HumanMessage(text)]`: what one call adds. */
const isListOfNewOnes = (messages: ts.Expression): boolean =>
  ts.isArrayLiteralExpression(messages) && !messages.elements.some(ts.isSpreadElement);
