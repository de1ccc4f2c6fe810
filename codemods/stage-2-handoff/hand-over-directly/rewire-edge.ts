import { ts } from "ts-morph";
import type { Edge } from "../../../contracts/audited-app.ts";
import type { TextEdit } from "../../kit/edit-plan.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { styleOf } from "../../kit/text-style.ts";
import { castOf, type GraphCall, graphCalls, literalText, uncast } from "./graph-calls.ts";
import type { HopSite } from "./hop-site.ts";
import type { LoopedEdge } from "./loop-edge.ts";
import { type RouterCall, routerText } from "./router-call.ts";

/** What one edge becomes: a plain edge to the next agent, or the conductor's own router, asked right after the agent. */
export type NewWay = { readonly kind: "edge" } | { readonly kind: "router"; readonly router: RouterCall };

/** How the edge of a hop becomes a direct one: by edits of its own, or as one that a loop makes and that must leave it. */
export type RewiredEdge =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  | { readonly kind: "loop"; readonly looped: LoopedEdge };

/** Turns the plain edge of a hop back to the conductor into a direct one; a reason where that cannot be done. */
export function rewireEdge(read: SourceReader, site: HopSite, edge: Edge, way: NewWay): RewiredEdge | string {
  const source = read(edge.file);
  if (!source) return `${edge.file} cannot be read as UTF-8 text`;
  const calls = graphCalls(source, "addEdge", edge.line).filter((it) => it.call.arguments.length === 2);
  const own = calls.find((it) => literalText(it.call.arguments[0]) === site.hop.from);
  if (own)
    return {
      kind: "edits",
      edits: way.kind === "edge" ? toNext(source, site, own) : toRouter(source, own, way.router),
    };
  const [only] = calls;
  if (!only || calls.length > 1) return `the edge of ${site.hop.from} is not found as a call of addEdge`;
  const looped = { source, found: only, agent: site.hop.from, newCall: newCall(source, site, only, way) };
  return { kind: "loop", looped };
}

/** `addEdge("a", "boss")` to `addEdge("a", "b")`: one name is replaced, and looks as the other did. */
function toNext(source: ts.SourceFile, { hop }: HopSite, { call }: GraphCall): TextEdit[] {
  const target = call.arguments[1] as ts.Expression; // it has two
  const name = uncast(target);
  return [{ file: source.fileName, start: name.getStart(source), end: name.end, text: quoted(source, hop.to, name) }];
}

function toRouter(source: ts.SourceFile, { call, name }: GraphCall, router: RouterCall): TextEdit[] {
  const target = call.arguments[1] as ts.Expression; // it has two
  const file = source.fileName;
  return [
    { file, start: name.getStart(source), end: name.end, text: "addConditionalEdges" },
    { file, start: target.getStart(source), end: target.end, text: routerText(router) },
  ];
}

/** A call of its own, for an edge that a loop made. */
function newCall(source: ts.SourceFile, { hop }: HopSite, { call, receiver }: GraphCall, way: NewWay): string {
  const [from, to] = call.arguments;
  const first = quoted(source, hop.from, to) + castOf(source, from);
  const graph = receiver.getText(source);
  return way.kind === "edge"
    ? `${graph}.addEdge(${first}, ${quoted(source, hop.to, to)}${castOf(source, to)})`
    : `${graph}.addConditionalEdges(${first}, ${routerText(way.router)})`;
}

/** A name in the quotes of another literal, else in the file's. */
function quoted(source: ts.SourceFile, name: string, like: ts.Expression | undefined): string {
  const at = like && uncast(like);
  const own = at && ts.isStringLiteral(at) ? at.getText(source)[0] : undefined;
  const quote = own ?? styleOf(source).quote;
  return quote + name.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`) + quote;
}
