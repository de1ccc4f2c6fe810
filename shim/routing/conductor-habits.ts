import type { Decision } from "../../contracts/decision.ts";
import type { ObservedUpdate } from "../../contracts/observed-app.ts";
import { isAlikeUpdate, nothingWritten, type WrittenUpdate } from "../decisions/is-alike-update.ts";

/** What the conductor writes to the state for a target: channel to value. */
export type KnownUpdate = Readonly<Record<string, unknown>>;

/** An update that the user states, in place of observing it. */
export interface StatedUpdate {
  readonly from: string;
  readonly target: string;
  readonly values: KnownUpdate;
}

/** From where updates are known, and from how many observations on. */
export interface HabitSources {
  readonly stated: readonly StatedUpdate[];
  /** Of `evidence/1`, for this topology. */
  readonly observed: readonly ObservedUpdate[];
  /** Observations until a constant counts as known. */
  readonly minObservations: number;
}

interface Habit {
  count: number;
  /** By tenant: a digest of one tenant says nothing about another's. */
  readonly digests: Map<string, string>;
  readonly first: WrittenUpdate;
  isConstant: boolean;
}

/** Tenants whose digests are remembered for one target. */
const maxTenants = 1_000;

/**
 * How a conductor behaves, as far as something may act in its place: what it writes for each target, and at which turns it
 * does more than pick one agent. Learns from decisions of models and people only. One difference, and the target is not
 * acted on again in this process.
 */
export class ConductorHabits {
  readonly #stated = new Map<string, KnownUpdate>();
  readonly #constant = new Map<string, KnownUpdate>();
  readonly #seen = new Map<string, Habit>();
  readonly #refused = new Set<string>();
  readonly #otherTurns = new Map<string, "parallel-dispatch" | "own-tool">();
  readonly #minObservations: number;

  constructor({ stated, observed, minObservations }: HabitSources) {
    this.#minObservations = minObservations;
    for (const { from, target, values } of stated) this.#stated.set(keyOf(from, target), values);
    for (const update of observed) {
      const key = keyOf(update.from, update.target);
      if (update.kind === "varies") this.#refused.add(key);
      else if (update.observations >= minObservations) this.#constant.set(key, update.values);
    }
  }

  /** `last`: the agent that ran before the decision, null at the beginning, undefined if nobody knows. */
  learn(decision: Decision, last: string | null | undefined): void {
    if (decision.by !== "model" && decision.by !== "human") return;
    const { chosen, from, update } = decision;
    if (chosen.kind === "fan-out") this.#otherTurns.set(keyOf(from, last), "parallel-dispatch");
    if (chosen.kind === "own-tool") this.#otherTurns.set(keyOf(from, last), "own-tool");
    if (chosen.kind !== "agent" && chosen.kind !== "end") return;
    const key = keyOf(from, chosen.kind === "agent" ? chosen.target : "__end__");
    const written = update ?? nothingWritten;
    const habit = this.#seen.get(key) ?? { count: 0, digests: new Map(), first: written, isConstant: true };
    this.#seen.set(key, habit);
    habit.count += 1;
    const digest = habit.digests.get(decision.tenant);
    if (digest === undefined && habit.digests.size < maxTenants) habit.digests.set(decision.tenant, written.digest);
    habit.isConstant &&= (digest === undefined || digest === written.digest) && isAlikeUpdate(habit.first, written);
  }

  /** What is written for this target; null: not known, so nobody may act in the conductor's place. */
  updateFor(from: string, target: string): KnownUpdate | null {
    const key = keyOf(from, target);
    const stated = this.#stated.get(key);
    if (stated !== undefined) return stated;
    const habit = this.#seen.get(key);
    if (this.#refused.has(key) || habit?.isConstant === false) return null;
    const constant = this.#constant.get(key);
    if (constant !== undefined || habit === undefined || habit.count < this.#minObservations) return constant ?? null;
    return isSpelled(habit.first) ? habit.first.words : null;
  }

  /** False if the tenant's conductor was seen to write something else for the target than `update`. */
  agrees(from: string, target: string, tenant: string, update: Decision["update"]): boolean {
    const key = keyOf(from, target);
    const habit = this.#seen.get(key);
    if (this.#refused.has(key)) return false;
    if (this.#stated.has(key) || habit === undefined) return true;
    const written = update ?? nothingWritten;
    const digest = habit.digests.get(tenant);
    return (
      habit.isConstant && (digest === undefined || digest === written.digest) && isAlikeUpdate(habit.first, written)
    );
  }

  /** Turns of this process in which a model or a person chose the target. */
  observations(from: string, target: string): number {
    return this.#seen.get(keyOf(from, target))?.count ?? 0;
  }

  /** Nobody acts for this target any more, in this process. */
  refuse(from: string, target: string): void {
    this.#refused.add(keyOf(from, target));
  }

  /** Why the turn after `last` is none to act on; null: nothing speaks against it. */
  otherTurn(from: string, last: string | null | undefined): "parallel-dispatch" | "own-tool" | null {
    return this.#otherTurns.get(keyOf(from, last)) ?? null;
  }
}

/** Every channel got a word of the graph, so the record holds all that was written. */
const isSpelled = ({ channels, words }: WrittenUpdate): boolean =>
  channels.every((channel) => words[channel] !== undefined);

const keyOf = (from: string, to: string | null | undefined): string => JSON.stringify([from, to ?? String(to)]);
