import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Card } from "../../contracts/card.ts";

/** One utterance and the agent that it belongs to; null: none. */
export interface Utterance {
  readonly text: string;
  readonly agent: string | null;
}

/** A public intent data set, agents being its domains. */
export interface IntentData {
  /** Cards whose examples are the first `k` training utterances of each intent. */
  cards(k: number): Card[];
  readonly validation: readonly Utterance[];
  /** The training part, whose first utterances are the cards'; what is left is for trying methods out. */
  readonly training: readonly Utterance[];
  readonly test: readonly Utterance[];
}

/** Utterances with their intents. */
export type Labelled = readonly (readonly [text: string, intent: string])[];

/** Reads `data_full.json` and `domains.json` of a folder, in the format of CLINC150 (Larson et al., EMNLP 2019). */
export const readIntentData = (folder: string): IntentData => {
  const parts: Record<string, Labelled> = JSON.parse(readFileSync(join(folder, "data_full.json"), "utf8"));
  const domains: Record<string, string[]> = JSON.parse(readFileSync(join(folder, "domains.json"), "utf8"));
  const agentOf = new Map(Object.entries(domains).flatMap(([agent, intents]) => intents.map((it) => [it, agent])));
  const split = (name: string): Utterance[] => [
    ...(parts[name] ?? []).map(([text, intent]) => ({ text, agent: agentOf.get(intent) ?? null })),
    ...(parts[`oos_${name}`] ?? []).map(([text]) => ({ text, agent: null })),
  ];
  return {
    cards: (k) => Object.entries(domains).map(([agent, intents]) => cardOf(agent, intents, parts.train ?? [], k)),
    validation: split("val"),
    training: split("train"),
    test: split("test"),
  };
};

/** A card whose skills are the intents, with the first `k` training utterances of each as examples. */
export const cardOf = (agent: string, intents: readonly string[], train: Labelled, k: number): Card => ({
  contract: "card/1",
  id: agent,
  name: words(agent),
  description: `${words(agent)}: ${intents.map(words).join(", ")}`,
  tags: intents.map(words),
  examples: [],
  skills: intents.map((intent) => ({
    name: words(intent),
    examples: train
      .filter((it) => it[1] === intent)
      .slice(0, k)
      .map(([text]) => text),
  })),
  needs: [],
  yields: [],
  successors: null,
  tier: null,
  version: "1.0.0",
  tenants: "all",
});

const words = (name: string): string => name.replaceAll("_", " ");
