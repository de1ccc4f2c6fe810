import { MiniCardSearch } from "../adapters/minisearch/mini-card-search.ts";
import type { Card } from "../contracts/card.ts";
import { examplesOf } from "../shim/registry/fit/examples-of.ts";
import { fitClassifier } from "../shim/registry/fit/fit-classifier.ts";
import { seededRandom } from "../shim/registry/fit/seeded-random.ts";
import { fitTaskModels } from "../shim/registry/fit/task-models.ts";
import { type Knowledge, lookUp } from "../shim/registry/look-up.ts";
import type { Lookup } from "../shim/registry/lookup.ts";

const LOOKUPS = 2000;
const DIMENSIONS = 512;
const random = seededRandom(7);

/** Time of a lookup among many agents, by what has to be asked until something answers or all have abstained. */
export const benchLookup = (args: string[]): string => {
  const agents = Number(args[0] ?? 1000);
  const cards = Array.from({ length: agents }, (_, index) => cardOf(index));
  const examples = examplesOf(cards);
  const search = new MiniCardSearch();
  search.index(cards);
  const tasks = cards.slice(0, 200).flatMap(({ id }) => [
    { text: sentence(), agent: null, embedding: vector() },
    { text: sentence(), agent: id, embedding: vector() },
  ]);
  const encoded = { dimensions: DIMENSIONS, vectors: Float32Array.from(examples.flatMap(() => [...vector()])) };
  const nothing: Knowledge = { cards, observed: [], rules: [], search: null, classifier: null };
  const byWords = { ...nothing, search, classifier: fitClassifier(fitTaskModels(examples), tasks) };
  const byVectors = { ...nothing, search, classifier: fitClassifier(fitTaskModels(examples, encoded), tasks) };
  const ask = (task: string): Lookup => ({ tenant: "acme", task, last: null });
  return [
    `${agents} agents, ${examples.length} examples, ${LOOKUPS} lookups each; embedding apart`,
    "asked                                          median ms   95th percentile ms",
    row("a declared successor", () => lookUp(nothing, { tenant: "acme", last: "agent-7" })),
    row("text search and the classifier, words only", () => lookUp(byWords, ask(sentence()))),
    row("text search and the classifier, with vectors", () => lookUp(byVectors, ask(sentence()), vector())),
  ].join("\n");
};

const row = (name: string, once: () => unknown): string => {
  const times = Array.from({ length: LOOKUPS }, () => {
    const begun = performance.now();
    once();
    return performance.now() - begun;
  }).sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * times.length)] ?? 0).toFixed(2);
  return `${name.padEnd(46)} ${at(0.5).padStart(9)} ${at(0.95).padStart(20)}`;
};

const words = Array.from({ length: 4000 }, () =>
  Array.from({ length: 3 + Math.floor(random() * 6) }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join(
    "",
  ),
);

/** Eight words, the frequent ones as frequent as in a language. */
const sentence = (): string =>
  Array.from({ length: 8 }, () => words[Math.floor(words.length * random() ** 3)]).join(" ");

const vector = (): Float32Array => {
  const values = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
};

const cardOf = (index: number): Card => ({
  contract: "card/1",
  id: `agent-${index}`,
  name: `agent ${index}`,
  description: sentence(),
  tags: [],
  examples: [],
  skills: [0, 1].map((skill) => ({ name: `skill ${skill}`, examples: Array.from({ length: 3 }, sentence) })),
  needs: [],
  yields: [],
  successors: index === 7 ? ["agent-8"] : null,
  tier: null,
  version: "1",
  tenants: "all",
});
