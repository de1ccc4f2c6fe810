import type { Decision } from "../../contracts/decision.ts";
import { exceptionBound } from "../../contracts/exception-bound.ts";
import type { ObservedChain } from "../../contracts/observed-app.ts";
import { byFingerprint } from "./build-evidence.ts";
import { findChains } from "./find-chains.ts";
import { observedUpdates } from "./observed-updates.ts";
import { type RunSequence, runSequences } from "./run-sequences.ts";

/** One decision point, as its log shows it. */
export interface PointSummary {
  readonly node: string;
  readonly decisions: number;
  /** Of these, how many a model took. */
  readonly byModel: number;
  readonly tokens: number;
  /** Decisions that had an earlier one after the same agent to go by. */
  readonly predicted: number;
  /** Of these, how many were what had been most frequent so far: nothing is predicted from itself. */
  readonly hits: number;
  /** 95 % lower bound of hits / predicted. */
  readonly lowerBound: number;
  /** Mean bytes given to the decider in its first, second, … turn of a run. */
  readonly contextBytes: readonly number[];
}

/** What a stage would take away, at most, in the runs seen. */
export interface StageSaving {
  readonly stage: 1 | 2 | 5;
  readonly callsPerRun: number;
  readonly tokensPerRun: number;
}

/** What runs of one topology showed, for people. */
export interface ObserveSummary {
  readonly fingerprint: string;
  readonly runs: number;
  readonly hopsPerRun: { readonly mean: number; readonly median: number; readonly max: number };
  readonly callsPerRun: number;
  readonly points: readonly PointSummary[];
  readonly chains: readonly ObservedChain[];
  readonly savings: readonly StageSaving[];
}

/** A summary for each topology in the log, sorted by fingerprint. Pure; decisions come in the order of their log. */
export const observeSummary = (decisions: readonly Decision[]): ObserveSummary[] =>
  [...byFingerprint(decisions)].map(([fingerprint, own]) => summaryOf(fingerprint, own));

const summaryOf = (fingerprint: string, decisions: readonly Decision[]): ObserveSummary => {
  const runs = runSequences(decisions);
  const hops = runs.map((run) => run.decisions.filter(isHop).length).sort((a, b) => a - b);
  const turns = turnsOf(runs);
  const chains = findChains(runs);
  const nodes = [...new Set(turns.map(({ decision }) => decision.from))].sort();
  return {
    fingerprint,
    runs: runs.length,
    hopsPerRun: { mean: mean(hops), median: hops[Math.floor((hops.length - 1) / 2)] ?? 0, max: hops.at(-1) ?? 0 },
    callsPerRun: turns.filter(({ decision }) => decision.by === "model").length / Math.max(1, runs.length),
    points: nodes.map((node) => pointOf(node, turns)),
    chains,
    savings: savingsOf(turns, chains, decisions, runs.length),
  };
};

/** A turn of a decider that only picks what is next; its own tools are work. */
const isHop = ({ chosen }: Decision): boolean =>
  chosen.kind === "agent" || chosen.kind === "fan-out" || chosen.kind === "end";

interface Turn {
  readonly decision: Decision;
  /** Agent that ran before it in the run, or `__start__`. */
  readonly after: string;
  /** How many turns the same node had before it in the run. */
  readonly index: number;
  /** Most frequent choice so far in the same place; null: there was none. */
  readonly guess: string | null;
}

const turnsOf = (runs: readonly RunSequence[]): Turn[] => {
  const seen = new Map<string, Map<string, number>>();
  return runs.flatMap(({ decisions }) => {
    const counts = new Map<string, number>();
    let after = "__start__";
    return decisions.filter(isHop).map((decision) => {
      const place = JSON.stringify([decision.from, after]);
      const earlier = seen.get(place) ?? new Map<string, number>();
      seen.set(place, earlier);
      const guess = [...earlier].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
      const choice = choiceOf(decision);
      earlier.set(choice, (earlier.get(choice) ?? 0) + 1);
      const index = counts.get(decision.from) ?? 0;
      counts.set(decision.from, index + 1);
      const turn = { decision, after, index, guess };
      after = choice;
      return turn;
    });
  });
};

const choiceOf = ({ chosen }: Decision): string => {
  if (chosen.kind === "agent") return chosen.target;
  return chosen.kind === "fan-out" ? [...chosen.targets].sort().join("+") : "__end__";
};

const pointOf = (node: string, all: readonly Turn[]): PointSummary => {
  const turns = all.filter(({ decision }) => decision.from === node);
  const guessed = turns.filter(({ guess }) => guess !== null);
  const hits = guessed.filter(({ guess, decision }) => guess === choiceOf(decision)).length;
  const most = Math.max(0, ...turns.map(({ index }) => index + 1));
  const bytesAt = (index: number): number =>
    mean(
      turns.flatMap((it) =>
        it.index === index && it.decision.contextBytes !== null ? [it.decision.contextBytes] : [],
      ),
    );
  return {
    node,
    decisions: turns.length,
    byModel: turns.filter(({ decision }) => decision.by === "model").length,
    tokens: turns.reduce((sum, { decision }) => sum + tokensOf(decision), 0),
    predicted: guessed.length,
    hits,
    lowerBound: guessed.length === 0 ? 0 : 1 - exceptionBound(guessed.length, guessed.length - hits),
    contextBytes: Array.from({ length: Math.min(most, 20) }, (_, index) => Math.round(bytesAt(index))),
  };
};

/** Stage 1: predicted rightly where the update is known. Stage 2: inside a chain. Stage 5: every dispatch. */
const savingsOf = (
  turns: readonly Turn[],
  chains: readonly ObservedChain[],
  decisions: readonly Decision[],
  runs: number,
): StageSaving[] => {
  const dispatches = turns.filter(({ decision }) => decision.by === "model" && decision.chosen.kind === "agent");
  const updates = observedUpdates(decisions).filter(({ kind }) => kind === "constant");
  const isKnown = (it: Decision) => updates.some((update) => update.from === it.from && update.target === choiceOf(it));
  const links = new Set(
    chains.flatMap(({ agents }) => agents.slice(1).map((to, at) => JSON.stringify([agents[at], to]))),
  );
  const saving = (stage: StageSaving["stage"], saved: readonly Turn[]): StageSaving => ({
    stage,
    callsPerRun: saved.length / Math.max(1, runs),
    tokensPerRun: saved.reduce((sum, { decision }) => sum + tokensOf(decision), 0) / Math.max(1, runs),
  });
  return [
    saving(
      1,
      dispatches.filter(({ guess, decision }) => guess === choiceOf(decision) && isKnown(decision)),
    ),
    saving(
      2,
      dispatches.filter(({ after, decision }) => links.has(JSON.stringify([after, choiceOf(decision)]))),
    ),
    saving(5, dispatches),
  ];
};

const tokensOf = ({ tokens }: Decision): number => (tokens === null ? 0 : tokens.input + tokens.output);

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
