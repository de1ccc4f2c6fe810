import type { HandoffChain, HandoffRules, HandoffUpdate } from "./handoff-rules.ts";

/** How one node's turn ended, as far as a guard looks at it. */
export interface NodeTurn {
  readonly node: string;
  /** The step of the run, whose tasks all run at once; null: not known. */
  readonly step: number | null;
  /** Nodes that its own edges, conditions and commands lead to, ends left out; null: something that is no plain way. */
  readonly goesTo: readonly string[] | null;
  /** What it wrote, by channel. */
  readonly wrote: Readonly<Record<string, unknown>>;
  /** Channels among these that take no second value in the same step. */
  readonly taken: readonly string[];
}

/** Why a turn goes where the graph says, which is the conductor where a chain was expected. */
export type ReturnReason =
  | "no-chain"
  | "own-way"
  | "not-alone"
  | "not-from-the-start"
  | "chain-ended"
  | "ran-before"
  | "would-collide"
  | "not-expected";

/** Where a turn goes on: past the conductor, or as the graph is wired. */
export type HandoffAnswer =
  | { readonly kind: "hand-over"; readonly to: string; readonly update: HandoffUpdate }
  | { readonly kind: "return"; readonly reason: ReturnReason };

interface Place {
  readonly chain: HandoffChain;
  readonly at: number;
}

/**
 * Guards the handoffs of one run. It hands over only what the recordings show: an agent that ran alone, came to its place
 * by the chain's own beginning, for the first time in this run, and goes back to the conductor and nowhere else. All else
 * stays with the conductor; so does a run that is resumed in the middle of a chain. Tell it of every node's turn.
 */
export class GuardedRun {
  readonly #rules: HandoffRules;
  readonly #ran = new Set<string>();
  /** What each step made run next; null: something that cannot be followed. */
  readonly #started = new Map<number, readonly string[] | null>();
  #open: Place | null = null;

  constructor(rules: HandoffRules) {
    this.#rules = rules;
  }

  /** Where a node that ended goes on. */
  ended(turn: NodeTurn): HandoffAnswer {
    const answer = this.#answer(turn);
    if (answer.kind === "hand-over") this.#starts(turn.step, [answer.to]);
    else this.left(turn);
    this.#ran.add(turn.node);
    return answer;
  }

  /** A node that takes its way by itself: nothing is handed over, but what it starts is known. */
  left({ node, step, goesTo }: Pick<NodeTurn, "node" | "step" | "goesTo">): void {
    this.#open = null;
    this.#ran.add(node);
    this.#starts(step, goesTo);
  }

  #answer(turn: NodeTurn): HandoffAnswer {
    const { conductor, isExpected } = this.#rules;
    const place = this.#placeOf(turn.node);
    if (typeof place === "string") return { kind: "return", reason: place };
    const next = place.chain.agents[place.at + 1];
    if (next === undefined) return { kind: "return", reason: "chain-ended" };
    const update = place.chain.updates?.[next] ?? {};
    const reason = ((): ReturnReason | null => {
      if (turn.goesTo?.length !== 1 || turn.goesTo[0] !== conductor) return "own-way";
      if (!this.#isAlone(turn)) return "not-alone";
      if (this.#ran.has(turn.node) || this.#ran.has(next)) return "ran-before";
      if (update !== "handoff-messages" && turn.taken.some((it) => it in update)) return "would-collide";
      return isExpected === undefined || holds(() => isExpected({ agent: turn.node, next, wrote: turn.wrote }))
        ? null
        : "not-expected";
    })();
    if (reason !== null) return { kind: "return", reason };
    this.#open = { chain: place.chain, at: place.at + 1 };
    return { kind: "hand-over", to: next, update };
  }

  #placeOf(node: string): Place | "no-chain" | "not-from-the-start" {
    const open = this.#open;
    if (open?.chain.agents[open.at] === node) return open;
    const headed = this.#rules.chains.find(({ agents }) => agents[0] === node);
    if (headed !== undefined) return { chain: headed, at: 0 };
    return this.#rules.chains.some(({ agents }) => agents.includes(node)) ? "not-from-the-start" : "no-chain";
  }

  /** Only what the step before started is known to run now: nothing is, after a resume. */
  #isAlone({ node, step }: NodeTurn): boolean {
    const started = step === null ? null : this.#started.get(step - 1);
    return started?.length === 1 && started[0] === node;
  }

  #starts(step: number | null, nodes: readonly string[] | null): void {
    if (step === null) return;
    const known = this.#started.get(step);
    this.#started.delete(step - 2);
    this.#started.set(step, nodes === null || known === null ? null : [...new Set([...(known ?? []), ...nodes])]);
  }
}

const holds = (ask: () => boolean): boolean => {
  try {
    return ask() === true;
  } catch {
    return false;
  }
};
