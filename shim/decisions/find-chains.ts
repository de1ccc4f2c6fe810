import { exceptionBound } from "../../contracts/exception-bound.ts";
import type { ObservedChain } from "../../contracts/observed-app.ts";
import type { RunSequence } from "./run-sequences.ts";

/** A link with more exceptions than this share is no chain. */
const maxExceptions = 0.1;

/**
 * Agents that ran in the same order whenever the first of them ran, longest first found and none inside another. Support
 * counts runs in which the first ran; an exception is such a run in which, once at least, another order followed.
 */
export const findChains = (runs: readonly RunSequence[]): ObservedChain[] => {
  const heads = new Set(runs.flatMap(({ agents }) => agents.filter((agent) => agent !== null)));
  const grown = [...heads].sort().map((head) => grow([head], runs));
  const chains = grown.filter(({ agents }) => agents.length > 1);
  const kept = chains.filter(
    (chain) => !chains.some((other) => other !== chain && isInside(chain.agents, other.agents)),
  );
  return kept.sort((a, b) => b.support - a.support || compare(a.agents.join(), b.agents.join()));
};

const grow = (agents: readonly string[], runs: readonly RunSequence[]): ObservedChain => {
  const present = measure(agents, runs);
  const next = mostFrequentAfter(agents, runs);
  if (next === null || agents.includes(next)) return present;
  const longer = measure([...agents, next], runs);
  return longer.exceptions <= longer.support * maxExceptions ? grow(longer.agents, runs) : present;
};

const measure = (agents: readonly string[], runs: readonly RunSequence[]): ObservedChain => {
  const [head] = agents;
  const starts = runs
    .map((run) => run.agents.flatMap((agent, at) => (agent === head ? [at] : [])))
    .map((at, index) => ({ at, run: runs[index] }));
  const ran = starts.filter(({ at }) => at.length > 0);
  const broken = ran.filter(({ at, run }) =>
    at.some((start) => agents.some((agent, step) => run?.agents[start + step] !== agent)),
  );
  const [support, exceptions] = [ran.length, broken.length];
  return { agents: [...agents], support, exceptions, upperBound: exceptionBound(support, exceptions) };
};

const mostFrequentAfter = (agents: readonly string[], runs: readonly RunSequence[]): string | null => {
  const counts = new Map<string, number>();
  for (const { agents: ran } of runs) {
    for (let start = 0; start + agents.length < ran.length; start += 1) {
      const next = ran[start + agents.length];
      if (next === null || next === undefined || agents.some((agent, step) => ran[start + step] !== agent)) continue;
      counts.set(next, (counts.get(next) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]?.[0] ?? null;
};

const isInside = (inner: readonly string[], outer: readonly string[]): boolean =>
  inner.length < outer.length && outer.some((_, start) => inner.every((agent, step) => outer[start + step] === agent));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
