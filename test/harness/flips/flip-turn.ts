import type { SeededRandom } from "../leaks/seeded-random.ts";

/** One turn of one thread, as the driver orders it: all that happens in it is known beforehand. */
export interface FlipTurn {
  readonly tenant: string;
  readonly thread: string;
  readonly turn: number;
  /** Agents in the order in which they must run; after `a` always comes `b`, the chain of stage 2. */
  readonly route: readonly string[];
  /** The agent that asks a person, so that the turn takes two runs; null: none does. */
  readonly asks: string | null;
  /** Milliseconds that each agent takes, so that some runs see several flips. */
  readonly agentMs: number;
}

const blocks = [["a", "b"], ["c"], ["d"]] as const;

/** A turn at random. */
export const flipTurn = (
  random: SeededRandom,
  place: Pick<FlipTurn, "tenant" | "thread" | "turn">,
  longestAgentMs: number,
): FlipTurn => {
  const route: string[] = [];
  const left = [...blocks];
  for (let count = 1 + random.below(blocks.length); count > 0; count -= 1) {
    const [block = []] = left.splice(random.below(left.length), 1);
    route.push(...block);
  }
  const isSlow = random.below(12) === 0;
  return {
    ...place,
    route,
    asks: random.below(5) === 0 ? random.pick(route) : null,
    agentMs: isSlow ? random.below(longestAgentMs + 1) : 0,
  };
};

/** What a turn adds to the state of its thread. */
export const logOfTurn = ({ tenant, turn, route, asks }: FlipTurn): string[] =>
  route.map((agent) => `${tenant}/${turn}/${agent}${agent === asks ? "/yes" : ""}`);

/** What a turn adds to the decision log: each choice once, whoever made it. */
export const choicesOfTurn = ({ route }: FlipTurn): string[] => [...route, "__end__"];
