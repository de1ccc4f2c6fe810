import type { PlanContext } from "../../kit/define-codemod.ts";
import type { TextEdit } from "../../kit/edit-plan.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { endsEdits } from "./ends-edits.ts";
import type { HopSite } from "./hop-site.ts";
import { keptCalls, type WantedImport } from "./kept-calls.ts";
import { type LoopedEdge, whyInLoop } from "./loop-edge.ts";
import { type NewWay, rewireEdge } from "./rewire-edge.ts";
import { rewriteReturns } from "./rewrite-returns.ts";
import { routerCall } from "./router-call.ts";
import { whyNot } from "./why-not.ts";

/** One hop that hands over directly. */
export interface RewiredHop {
  readonly site: HopSite;
  readonly edits: readonly TextEdit[];
  /** Edges that have to leave their loops. */
  readonly looped: readonly LoopedEdge[];
  readonly imports: readonly WantedImport[];
}

/** How a hop is rewired everywhere it is said: edges, commands, declared ends, what is written on it. A reason where it cannot be. */
export function rewireHop(context: PlanContext, read: SourceReader, site: HopSite): RewiredHop | string {
  const stays = whyNot(context, site);
  if (stays !== undefined) return stays;
  const { app, conductor, hop } = site;
  const back = app.edges.filter((it) => it.from === hop.from && it.to === conductor);
  const way = wayOf(read, site);
  if (typeof way === "string") return way;
  const edges = back.filter((it) => it.kind === "static").map((it) => rewireEdge(read, site, it, way));
  const commands = back.some((it) => it.kind === "command");
  const other = back.find((it) => it.kind !== "static" && it.kind !== "command");
  if (other) return `${hop.from} comes back to ${conductor} by a ${other.kind} edge`;
  if (edges.length === 0 && !commands) return `no edge of ${hop.from} back to ${conductor} is written in the project`;
  const calls = keptCalls(context, read, site);
  if (typeof calls === "string") return calls;
  const returns = rewriteReturns(read, site, { commands, calls: calls.map((it) => it.text) });
  if (typeof returns === "string") return returns;
  const looped: LoopedEdge[] = [];
  const edits: TextEdit[] = [...returns, ...(commands ? endsEdits(read, site) : [])];
  for (const edge of edges) {
    if (typeof edge === "string") return edge;
    if (edge.kind === "edits") edits.push(...edge.edits);
    else {
      const why = whyInLoop(edge.looped);
      if (why !== undefined) return why;
      looped.push(edge.looped);
    }
  }
  return { site, edits, looped, imports: calls.flatMap((it) => it.wanted) };
}

/** A plain edge where nothing is left to decide, else the conductor's router. */
function wayOf(read: SourceReader, site: HopSite): NewWay | string {
  if (site.hop.always) return { kind: "edge" };
  const router = routerCall(read, site);
  return typeof router === "string" ? router : { kind: "router", router };
}
