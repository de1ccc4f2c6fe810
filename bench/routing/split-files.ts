import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cardOf, type IntentData, type Labelled, type Utterance } from "./intent-data.ts";

/**
 * Reads a folder with `train`, `valid` and `test`, each with a text a line in `seq.in` and its intent in `label`, as
 * collections of intent data sets are kept. An intent's domain is what stands before its first `_`. Domains that are held
 * out belong to no agent: their utterances are out of scope.
 */
export const readSplitFiles = (folder: string, heldOut: readonly string[]): IntentData => {
  const train = readPart(folder, "train");
  const domains = new Map<string, Set<string>>();
  for (const [, intent] of train) {
    const domain = domainOf(intent);
    if (!heldOut.includes(domain)) domains.set(domain, (domains.get(domain) ?? new Set()).add(intent));
  }
  const agents = [...domains].sort(([a], [b]) => (a < b ? -1 : 1));
  const part = (name: string): Utterance[] =>
    readPart(folder, name).map(([text, intent]) => {
      const domain = domainOf(intent);
      return { text, agent: domains.has(domain) ? domain : null };
    });
  return {
    cards: (k) => agents.map(([agent, intents]) => cardOf(agent, [...intents].sort(), train, k)),
    validation: part("valid"),
    training: part("train"),
    test: part("test"),
  };
};

const domainOf = (intent: string): string => intent.split("_")[0] ?? intent;

const readPart = (folder: string, name: string): Labelled => {
  const lines = (file: string) =>
    readFileSync(join(folder, name, file), "utf8")
      .trimEnd()
      .split(/\r?\n/);
  const intents = lines("label");
  return lines("seq.in").map((text, at) => [text.trim(), intents[at]?.trim() ?? ""] as const);
};
