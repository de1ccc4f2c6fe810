import { ts } from "ts-morph";
import type { SourceReader } from "../../kit/read-source.ts";
import { graphCalls, literalText } from "./graph-calls.ts";
import type { HopSite } from "./hop-site.ts";

/** The conductor's `addConditionalEdges`, as other nodes may repeat it. */
export interface RouterCall {
  readonly file: string;
  /** The router's name, and the path map where there is one. */
  readonly parts: readonly string[];
}

/** The call that puts a router behind the conductor; a reason where its router cannot be put behind other nodes too. */
export function routerCall(read: SourceReader, { app, conductor }: HopSite): RouterCall | string {
  const edge = app.edges.find((it) => it.from === conductor && it.kind === "conditional");
  const source = edge && read(edge.file);
  if (!edge || !source) return `the router behind ${conductor} is not found`;
  const own = graphCalls(source, "addConditionalEdges", edge.line).find(
    (it) => literalText(it.call.arguments[0]) === conductor,
  );
  const [, router, ...rest] = own?.call.arguments ?? [];
  if (!router) return `the router behind ${conductor} is not found as a call of addConditionalEdges`;
  const isShort = router.getText(source).length <= longestCopy && !router.getText(source).includes("\n");
  if (!ts.isIdentifier(router) && !ts.isPropertyAccessExpression(router) && !isShort)
    return `the router behind ${conductor} is written in place; give it a name, so that ${app.conductor?.node ?? "it"} and its agents can share it`;
  return { file: edge.file, parts: [router, ...rest].map((it) => onOneLine(it.getText(source))) };
}

/** A path map is repeated on one line; with a comment in it, as it is. */
const onOneLine = (text: string): string =>
  /\/[/*]/.test(text) ? text : text.replace(/,?\s*\r?\n\s*([}\]])/g, " $1").replace(/\s*\r?\n\s*/g, " ");

/** A router in place up to this length is repeated; a longer one should get a name. */
const longestCopy = 90;

/** The arguments behind the node's name. */
export const routerText = ({ parts }: RouterCall): string => parts.join(", ");
