import { shimError } from "../errors.ts";

/** What a conductor writes as it picks an agent: the pair of messages of a prebuilt supervisor, or values by channel. */
export type HandoffUpdate = "handoff-messages" | Readonly<Record<string, unknown>>;

/** Agents that ran in this order in every recorded run that began with the first of them. */
export interface HandoffChain {
  /** Node names, in order; at least two, none twice. */
  readonly agents: readonly string[];
  /** What the conductor would have written, by the agent that it would have picked. Default: nothing. */
  readonly updates?: Readonly<Record<string, HandoffUpdate>>;
}

/** A handoff that is about to be made. */
export interface ExpectedHandoff {
  readonly agent: string;
  readonly next: string;
  /** What the agent wrote, by channel. */
  readonly wrote: Readonly<Record<string, unknown>>;
}

/** Which agents hand over to which, past a conductor that stays in charge of everything else. */
export interface HandoffRules {
  /** The node that picks agents. */
  readonly conductor: string;
  readonly chains: readonly HandoffChain[];
  /** Asked before each handoff; false or an error gives the turn back to the conductor. Default: nobody is asked. */
  readonly isExpected?: (handoff: ExpectedHandoff) => boolean;
}

/** Throws OPTIONS_INVALID for rules that contradict themselves, REWIRE_UNKNOWN for names that are not among `nodes`. */
export const checkHandoffRules = ({ conductor, chains }: HandoffRules, nodes: readonly string[]): void => {
  const heads = new Set<string>();
  for (const { agents, updates } of chains) {
    const shown = agents.join(" -> ");
    if (agents.length < 2) throw invalid(`the chain ${JSON.stringify(agents)} has fewer than two agents`);
    if (new Set(agents).size < agents.length) throw invalid(`the chain ${shown} names an agent twice`);
    if (agents.includes(conductor)) throw invalid(`the chain ${shown} names the conductor itself`);
    const [head = ""] = agents;
    if (heads.has(head)) throw invalid(`two chains begin with ${head}`);
    heads.add(head);
    const stray = Object.keys(updates ?? {}).find((it) => !agents.slice(1).includes(it));
    if (stray !== undefined) throw invalid(`the chain ${shown} hands over to no ${JSON.stringify(stray)}`);
  }
  const known = new Set(nodes);
  for (const name of [conductor, ...chains.flatMap(({ agents }) => agents)]) if (!known.has(name)) throw unknown(name);
};

const invalid = (message: string) =>
  shimError(
    "OPTIONS_INVALID",
    `handoffs: ${message}`,
    "Name each chain once, its agents in the order in which they run.",
  );

const unknown = (name: string) =>
  shimError(
    "REWIRE_UNKNOWN",
    `handoffs: the graph has no node ${JSON.stringify(name)}`,
    "Name nodes of the compiled graph; after a change of the graph, learn its chains anew.",
  );
