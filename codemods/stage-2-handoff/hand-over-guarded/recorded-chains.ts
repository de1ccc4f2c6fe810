import type { AuditedApp } from "../../../contracts/audited-app.ts";
import type { ObservedApp, ObservedChain } from "../../../contracts/observed-app.ts";

/** Runs after which a share of exceptions above this is still possible prove too little. */
const mostExceptions = 0.1;

/** What the conductor writes as it picks an agent: handoff messages, or values by channel. */
export type RecordedUpdate = "handoff-messages" | Readonly<Record<string, unknown>>;

/** A recorded chain that can be guarded, as far as what the conductor writes on it is known. */
export interface GuardedChain {
  readonly agents: readonly string[];
  readonly updates: ReadonlyMap<string, RecordedUpdate>;
  readonly observed: ObservedChain;
}

/** What recordings of one app allow, and why the rest is not. */
export interface RecordedChains {
  readonly chains: readonly GuardedChain[];
  readonly reasons: readonly string[];
}

/** The app of an audit that an observed one is: by its id, else the only one that has all of its agents. */
export function auditedApp(apps: readonly AuditedApp[], observed: ObservedApp): AuditedApp | undefined {
  const live = apps.filter((it) => !it.dead && it.conductor !== null);
  const named = live.find((it) => it.id === observed.app || it.fingerprint === observed.fingerprint);
  const ends = ["__start__", "__end__"];
  const names = [...new Set(observed.transitions.flatMap(({ from, to }) => [from, to]))].filter(
    (it) => !ends.includes(it),
  );
  const fitting = live.filter(
    ({ agents }) => names.length > 0 && names.every((name) => agents.some((it) => it.name === name)),
  );
  return named ?? (fitting.length === 1 ? fitting[0] : undefined);
}

/** Chains of an app that ran without an exception often enough, cut where something about them is not known. */
export function recordedChains(app: AuditedApp, conductor: string, observed: ObservedApp): RecordedChains {
  const chains: GuardedChain[] = [];
  const reasons: string[] = [];
  for (const chain of observed.chains) {
    const shown = chain.agents.join(" -> ");
    const weak = whyWeak(chain);
    if (weak !== undefined) reasons.push(`${shown}: ${weak}`);
    else if (chains.some((it) => it.agents[0] === chain.agents[0])) reasons.push(`${shown}: a longer one begins alike`);
    else {
      const { guarded, reason } = cut(app, conductor, chain, observed);
      if (reason !== undefined) reasons.push(`${shown}: ${reason}`);
      if (guarded) chains.push(guarded);
    }
  }
  return { chains, reasons };
}

function whyWeak({ support, exceptions, upperBound }: ObservedChain): string | undefined {
  if (exceptions > 0) return `${exceptions} of ${support} recorded runs went another way`;
  return upperBound > mostExceptions
    ? `${support} recorded runs still allow ${percent(upperBound)} of exceptions; record at least ${Math.ceil(3 / mostExceptions)}`
    : undefined;
}

/** The chain as far as each step goes through the conductor and what it writes there is known. */
function cut(app: AuditedApp, conductor: string, chain: ObservedChain, observed: ObservedApp) {
  const updates = new Map<string, RecordedUpdate>();
  let reason: string | undefined;
  const agents = chain.agents.slice(0, 1);
  for (const to of chain.agents.slice(1)) {
    const from = agents.at(-1) ?? "";
    const update = whyNot(app, conductor, from, to) ?? updateFor(app, conductor, to, observed);
    if (typeof update === "string" && update !== "handoff-messages") {
      reason = update;
      break;
    }
    agents.push(to);
    if (update === "handoff-messages" || Object.keys(update).length > 0) updates.set(to, update);
  }
  return { guarded: agents.length > 1 ? { agents, updates, observed: chain } : undefined, reason };
}

function whyNot(app: AuditedApp, conductor: string, from: string, to: string): string | undefined {
  if (!app.edges.some((it) => it.from === from && it.to === conductor))
    return `${from} does not go back to ${conductor}`;
  if (app.edges.some((it) => it.from === from && it.to === to)) return `${from} leads to ${to} already`;
  const out = (app.fanOuts ?? []).find((it) => it.from === conductor && (it.to.includes(from) || it.to.includes(to)));
  return out && `${conductor} may start ${out.to.join(", ")} at once; agents that run side by side have no next one`;
}

/** What the conductor writes when it picks an agent; a reason where that is not known. */
function updateFor(app: AuditedApp, conductor: string, to: string, observed: ObservedApp): RecordedUpdate | string {
  const seen = observed.updates.find((it) => it.from === conductor && it.target === to);
  if (app.graph.kind === "createSupervisor") {
    const other = seen?.kind === "varies" ? seen.channels.filter((it) => it !== "messages") : [];
    return other.length === 0
      ? "handoff-messages"
      : `${conductor} writes ${other.join(", ")} for ${to}, not the same each time`;
  }
  if (seen?.kind === "constant") return seen.values;
  if (seen?.kind === "varies")
    return `what ${conductor} writes for ${to} is not the same each time (${seen.channels.join(", ")})`;
  const writes = app.agents.find((it) => it.name === conductor)?.writes;
  return writes?.length === 0 ? {} : `what ${conductor} writes for ${to} is not in the evidence`;
}

/** A share for people, such as `7.5 %`. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;
