import { hash } from "node:crypto";
import type { UnconductError } from "../../contracts/unconduct-error.ts";
import { canonicalText } from "../decisions/canonical-text.ts";
import { shimError } from "../errors.ts";

/** A choice that is about to be made without the conductor's model. */
export interface UnaskedChoice {
  readonly from: string;
  readonly target: string;
  /** The state, or whatever of it the chooser sees. */
  readonly state: unknown;
}

/**
 * Keeps registry and handoffs of one run from going round in circles: so many choices in a row, two agents in turn, or the
 * same choice over the same state. What it stops goes to the conductor's model, or fails, as the user likes.
 */
export class RunLimits {
  readonly #maxHops: number;
  #hops = 0;
  readonly #targets: string[] = [];
  /** Choice to the state that it was made over last. */
  readonly #states = new Map<string, string>();

  /** `maxHops`: choices of one run that may be made without asking the model. */
  constructor(maxHops: number) {
    this.#maxHops = maxHops;
  }

  /** Null, and the choice is counted; else HANDOFF_HOP_LIMIT, HANDOFF_PING_PONG or HANDOFF_NO_PROGRESS. */
  take(choice: UnaskedChoice): UnconductError | null {
    const { from, target } = choice;
    if (this.#hops >= this.#maxHops) return hopLimit(this.#maxHops);
    if (this.#isPingPong(target)) return pingPong(target, this.#targets.at(-1) ?? target);
    if (!this.#isProgress(choice)) return noProgress(from, target);
    this.#hops += 1;
    return null;
  }

  /** Tells of every agent that runs next, whoever chose it. */
  ran(target: string): void {
    this.#targets.push(target);
    if (this.#targets.length > 4) this.#targets.shift();
  }

  /** a, b, a, b and now a again. */
  #isPingPong(target: string): boolean {
    const [a, b, c, d] = this.#targets;
    return this.#targets.length === 4 && a === target && c === target && b === d && a !== b;
  }

  #isProgress({ from, target, state }: UnaskedChoice): boolean {
    const key = JSON.stringify([from, target]);
    const digest = hash("sha256", canonicalText(state), "base64url");
    const isSame = this.#states.get(key) === digest;
    this.#states.set(key, digest);
    return !isSame;
  }
}

const hopLimit = (maxHops: number) =>
  shimError(
    "HANDOFF_HOP_LIMIT",
    `${maxHops} choices of one run were made without the conductor`,
    "Look at the thread with `unconduct trace`; raise `handoff.maxHops` if the run is as long as it should be.",
  );

const pingPong = (a: string, b: string) =>
  shimError(
    "HANDOFF_PING_PONG",
    `${a} and ${b} hand over to each other again and again`,
    "Look at the thread with `unconduct trace`; take the chain out, or correct the cards' successors.",
  );

const noProgress = (from: string, target: string) =>
  shimError(
    "HANDOFF_NO_PROGRESS",
    `${target} was chosen after ${from} a second time, and nothing in the state is new since`,
    "See why the agent writes nothing; the conductor can end such a run.",
  );
