import { seededRandom, shuffledIndices } from "../../shim/registry/fit/seeded-random.ts";
import type { IntentData, Utterance } from "./intent-data.ts";

/**
 * The same cards with other validation and test data, for trying a method without looking at test data. In the first round
 * the validation part labels, and all that the cards left of the training part is asked about; in the others as much as the
 * validation part holds is drawn from that rest to label, and the validation part is asked about. Never halves of one part:
 * they are more alike than the parts of a data set are (ADR 0019). `taught`: texts that the cards teach.
 */
export const devRounds = (data: IntentData, taught: ReadonlySet<string>, rounds: number): IntentData[] => {
  const rest = data.training.filter(({ text }) => !taught.has(text));
  return Array.from({ length: rounds }, (_, round) =>
    round === 0
      ? { ...data, test: rest }
      : { ...data, validation: drawnLike(data.validation, rest, seededRandom(1000 + round)), test: data.validation },
  );
};

/** As many of the rest in scope as the part has, and as many out of scope. */
const drawnLike = (part: readonly Utterance[], rest: readonly Utterance[], random: () => number): Utterance[] =>
  [true, false].flatMap((inScope) => {
    const isMeant = ({ agent }: Utterance) => (agent !== null) === inScope;
    const choice = rest.filter(isMeant);
    const order = [...shuffledIndices(choice.length, random)].slice(0, part.filter(isMeant).length);
    return order.flatMap((at) => choice[at] ?? []);
  });
