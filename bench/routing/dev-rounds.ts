import { seededRandom, shuffledIndices } from "../../shim/registry/fit/seeded-random.ts";
import type { IntentData, Utterance } from "./intent-data.ts";

/**
 * The same cards with new validation and test data a round, for trying a method without looking at test data: everything
 * labelled that is no test data, drawn into two halves, in and out of scope each by itself. Halves of one part are more alike
 * than the parts of a data set are.
 */
export const devRounds = (data: IntentData, rounds: number): IntentData[] => {
  const all = [...data.validation, ...data.spare];
  return Array.from({ length: rounds }, (_, round) => {
    const random = seededRandom(1000 + round);
    const halves = [all.filter(({ agent }) => agent !== null), all.filter(({ agent }) => agent === null)].map((part) =>
      inHalves(part, random),
    );
    return {
      cards: data.cards,
      validation: halves.flatMap(([validation]) => validation),
      spare: [],
      test: halves.flatMap(([, test]) => test),
    };
  });
};

const inHalves = (part: readonly Utterance[], random: () => number): [Utterance[], Utterance[]] => {
  const drawn = [...shuffledIndices(part.length, random)].flatMap((at) => part[at] ?? []);
  const half = Math.floor(drawn.length / 2);
  return [drawn.slice(0, half), drawn.slice(half)];
};
