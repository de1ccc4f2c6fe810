import type { AuditedApp, Verdict } from "../../contracts/audited-app.ts";
import type { StateSite } from "../../contracts/audited-site.ts";
import { type CallSite, nodeIn, picksEdge } from "../../contracts/call-site.ts";
import { END } from "../extract/graph-model.ts";
import { isRunTimeName } from "../extract/run-time-names.ts";
import type { Decided } from "./decided-by.ts";

/** What the verdict looks at. */
export interface Judged {
  readonly app: Omit<AuditedApp, "verdict">;
  readonly sites: readonly CallSite[];
  /** What its process has to keep: none where a server or a host does. */
  readonly state: readonly StateSite[];
  /** Absent where nobody conducts. */
  readonly decided?: Decided | undefined;
}

/**
 * Whether moving the app pays, by the article's own criteria both ways: a conductor that spends model calls on routing
 * is worth moving; few agents in fixed order, judgement at the centre, or no conductor at all are not.
 */
export const judgeApp = ({ app, sites, state, decided }: Judged): Verdict => {
  const idle = nobodyConducts(app);
  if (idle !== undefined) return leave(idle);
  const rewrite = sites.filter((s) => s.replaceability === "rewrite");
  const intercept = sites.filter((s) => s.replaceability === "intercept");
  const gates = sites.filter(isGate);
  const chains = app.chains.filter((c) => c.throughConductor && (c.basis === "static" || c.basis === "code"));
  const memory = state.filter((s) => (s.kind === "saver" || s.kind === "store") && s.durability === "process");
  const reasons: string[] = [];
  if (rewrite.length)
    reasons.push(
      `${count(rewrite.length, "model call")} only ${rewrite.length === 1 ? "picks" : "pick"} the next agent: a registry can answer first (stage 1).`,
    );
  if (chains.length)
    reasons.push(
      `${count(chains.length, "sequence")} always ${chains.length === 1 ? "runs" : "run"} in the same order through the conductor: direct handoffs save those hops (stage 2).`,
    );
  const own = sites.filter(
    (s) =>
      (app.conductor !== null && nodeIn(s, app.id) === app.conductor.node) ||
      (s.file === app.conductor?.file && s.line === app.conductor.line),
  );
  // hops without a model call are cheap: a fixed order alone is worth a part, not the whole way
  const worth = rewrite.length > 0 || (chains.length > 0 && own.length > 0);
  if (intercept.length)
    reasons.push(
      "The conductor both routes and answers: only its dispatch turns can be answered by a registry, at run time, never its answers.",
    );
  if (memory.length)
    reasons.push("State is kept in the process: it is lost on a restart and keeps a second process out (stage 3).");
  if (gates.length)
    reasons.push(
      `${count(gates.length, "call")} ${gates.length === 1 ? "is a gate" : "are gates"} (judgement that ends at an edge): ${gates.length === 1 ? "it stays" : "they stay"} with the model.`,
    );
  if (worth && !intercept.length) return { verdict: "migrate", reasons };
  if (worth || chains.length || intercept.length || memory.length)
    return { verdict: "partly", reasons: [...reasons, ...smallNote(app)] };
  const why = whyKept(own, decided);
  return { verdict: "leave", reasons: why === undefined ? reasons : [...reasons, why] };
};

/** Why there is no conducting to move; undefined where there is. */
const nobodyConducts = (app: Judged["app"]): string | undefined => {
  if (app.dead) return "Nothing in the audited code compiles, runs or exports this graph.";
  if (app.shape === "swarm") return "The agents already hand work to each other; there is no conductor to retire.";
  if (app.shape === "single-agent") return oneAtMost(app);
  if (app.shape === "pipeline") return "A fixed pipeline: no step decides what runs next, so no decision can be saved.";
  if (runsAllAnyway(app)) return "Plain edges run whoever is picked, picked or not: the choice decides nothing.";
  return !app.conductor && app.shape !== "router"
    ? "No conductor: no node gets control back and decides what runs next."
    : undefined;
};

/** True where plain edges lead from the conductor to all of its workers as well: the framework follows both. */
const runsAllAnyway = ({ conductor, edges, dynamic }: Judged["app"]): boolean => {
  const own = edges.filter((it) => it.from === conductor?.node && it.to !== END);
  const plain = new Set(own.filter((it) => it.kind === "static").map((it) => it.to));
  const picked = own.filter((it) => it.kind !== "static");
  return picked.length > 0 && !dynamic.length && picked.every((it) => plain.has(it.to));
};

const oneAtMost = ({ agents, dynamic }: Judged["app"]): string => {
  if (dynamic.some((part) => part.what === "tools"))
    return "One agent, as far as the code shows: some of its tools are known only at run time, and may run others.";
  if (agents.some((it) => it.role === "agent")) return "One agent: there is nothing to conduct.";
  return agents.some((it) => it.kind === "unknown")
    ? "What its nodes run lies outside the audited code: who decides there is not known."
    : "No node runs a model, as far as the code shows: there is nothing to conduct.";
};

/** Why nothing of what the conductor does could be answered by somebody else; undefined where its gates say it already. */
const whyKept = (own: readonly CallSite[], decided: Decided | undefined): string | undefined => {
  const here = own.filter((s) => !decided?.elsewhere.includes(s));
  const mixed = here.filter((s) => s.classification === "mixed");
  if (mixed.length === 1)
    return "What the conductor's call says is used for more than picking what runs next: a registry could not give all of it.";
  if (mixed.length)
    return "What the conductor's calls say is used for more than picking what runs next: a registry could not give all of it.";
  const picking = here.filter((s) => s.classification === "routing-only" && s.decides !== "gate");
  if (picking.length)
    return "The conductor's call only picks what runs next, but no registry's answer is proven to fit: it stays with the model.";
  if (own.some(isGate)) return undefined;
  if (own.length && !decided?.steeredBy)
    return own.length === 1
      ? "The conductor's call is its work, not routing: a registry could not answer it."
      : "The conductor's calls are its work, not routing: a registry could not answer them.";
  if (decided?.by === "inner-model" || decided?.by.startsWith("model"))
    return "The conductor runs a model in another graph or in shared code: that call is judged where it stands.";
  if (decided?.steeredBy)
    return `Code decides what runs next, by what the model call at ${decided.steeredBy.file}:${decided.steeredBy.line} said: a hop itself calls no model.`;
  return "Code decides what runs next, and calls no model for it: a hop costs nothing worth saving.";
};

/** A yes or no that ends at no edge is no gate of this app. */
const isGate = (site: CallSite): boolean => site.decides === "gate" && picksEdge(site);

const leave = (reason: string): Verdict => ({ verdict: "leave", reasons: [reason] });

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

/** Three to five agents that belong together may keep a light conductor: the article's mesh of conductors. */
const smallNote = (app: Omit<AuditedApp, "verdict">): string[] => {
  const workers = app.agents.filter((a) => a.role === "agent");
  const agents = workers.some((a) => isRunTimeName(a.name)) || app.dynamic.length ? 0 : workers.length; // more may come
  return agents > 0 && agents <= 3
    ? [
        `${count(agents, "agent")}: at low load a conductor is adequate here, so measure before moving more than its state.`,
      ]
    : [];
};
