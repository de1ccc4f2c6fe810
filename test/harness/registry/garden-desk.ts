import type { LabelledTask } from "../../../shim/registry/fit/fit-classifier.ts";
import type { Example } from "../../../shim/registry/fit/task-model.ts";

const sentences: Readonly<
  Record<string, { readonly openings: readonly string[]; readonly matters: readonly string[] }>
> = {
  plants: {
    openings: ["when do I plant", "how deep do I sow", "what soil suits", "how much sun for"],
    matters: ["the tulips", "my tomatoes", "a rose bush", "the lavender", "dwarf beans", "an apple tree"],
  },
  orders: {
    openings: ["where is my order of", "cancel the delivery of", "I want my money back for", "track the parcel with"],
    matters: ["the spade", "two flower pots", "a garden hose", "the wheelbarrow", "ten seed bags", "the lawn mower"],
  },
  repairs: {
    openings: ["please fix", "it makes a noise,", "there is a broken part in", "the motor stalls in"],
    matters: [
      "my chain saw",
      "the hedge trimmer",
      "the pond pump",
      "our leaf blower",
      "the chipper",
      "the sprinkler valve",
    ],
  },
};

const outside = [
  "sing me a song",
  "who won the match",
  "what is the capital of Peru",
  "tell me a joke",
  "is it Friday",
];

/** A small shop with three agents: a third of the sentences to learn from, the rest to calibrate on. */
export const gardenDesk = (): { examples: Example[]; tasks: LabelledTask[] } => {
  const all = Object.entries(sentences).flatMap(([agent, { openings, matters }]) =>
    openings.flatMap((opening, o) =>
      matters.map((matter, m) => ({ agent, text: `${opening} ${matter}`, isExample: (o + m) % 3 === 0 })),
    ),
  );
  const unrelated = outside.flatMap((text) =>
    ["", " please", " now", " for me"].map((end) => ({ text: text + end, agent: null })),
  );
  return {
    examples: all.filter(({ isExample }) => isExample).map(({ text, agent }) => ({ text, agent })),
    tasks: [...all.filter(({ isExample }) => !isExample).map(({ text, agent }) => ({ text, agent })), ...unrelated],
  };
};
