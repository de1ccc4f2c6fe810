import type { Clock } from "../ports/clock.ts";
import type { RouteSource } from "../ports/route-source.ts";
import type { Lookup, LookupAnswer } from "../registry/lookup.ts";
import { within } from "../within.ts";
import { Breaker } from "./breaker.ts";

/** What a {@link RouteAsker} works with. */
export interface RouteAskerOptions {
  readonly source: RouteSource;
  readonly clock: Clock;
  /** Milliseconds a lookup may take. */
  readonly budgetMs: number;
  /** Told once each time the source is given up for a while. */
  readonly gaveUp: (cause: unknown) => void;
}

class Late extends Error {}

/** Asks a route source and never fails: what throws, hangs or is slow abstains, and is left alone for a while if it goes on. */
export class RouteAsker {
  readonly #options: RouteAskerOptions;
  readonly #breaker: Breaker;

  constructor(options: RouteAskerOptions) {
    this.#options = options;
    this.#breaker = new Breaker(options.clock);
  }

  /** An answer within the budget; resolves at once where the source answers at once. */
  async ask(lookup: Lookup): Promise<LookupAnswer> {
    if (this.#breaker.isOpen()) return failed("registry-failed", "the registry failed several times and is left alone");
    const { clock, budgetMs, source } = this.#options;
    const late = () => new Late(`the registry took longer than ${budgetMs} ms`);
    const begunAt = clock.elapsed();
    try {
      const answering = source.lookUp(lookup);
      const answer = answering instanceof Promise ? await within(clock, budgetMs, answering, late) : answering;
      if (clock.elapsed() - begunAt > budgetMs) throw late();
      if (!isAnswer(answer)) throw new Error("the registry gave something that is no answer");
      this.#breaker.succeeded();
      return answer;
    } catch (cause) {
      if (this.#breaker.failed()) this.#options.gaveUp(cause);
      return failed(cause instanceof Late ? "registry-timeout" : "registry-failed", messageOf(cause));
    }
  }
}

const failed = (reason: "registry-failed" | "registry-timeout", why: string): LookupAnswer => ({
  kind: "abstain",
  reason,
  candidates: [],
  why: [why],
});

/** Anybody may write a route source, in JavaScript too. */
const isAnswer = (answer: unknown): boolean =>
  typeof answer === "object" &&
  answer !== null &&
  "kind" in answer &&
  "candidates" in answer &&
  Array.isArray(answer.candidates) &&
  (answer.kind === "abstain" || ("target" in answer && typeof answer.target === "string"));

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
