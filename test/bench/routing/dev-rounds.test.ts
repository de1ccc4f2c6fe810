import { describe, expect, it } from "vitest";
import { devRounds } from "../../../bench/routing/dev-rounds.ts";

const utterances = (name: string, count: number, agent: string | null) =>
  Array.from({ length: count }, (_, at) => ({ text: `${name} ${at}`, agent }));

const data = {
  cards: () => [],
  validation: [...utterances("plant", 20, "plants"), ...utterances("joke", 6, null)],
  training: [...utterances("seed", 50, "plants"), ...utterances("song", 9, null)],
  test: utterances("secret", 50, "plants"),
};
const taught = new Set(["seed 0", "seed 1"]);
const rest = data.training.filter(({ text }) => !taught.has(text));

describe("devRounds", () => {
  it("asks what the cards left of the training part once, then the validation part; never the test data", () => {
    const [first, ...others] = devRounds(data, taught, 3);
    expect([first?.validation, first?.test]).toEqual([data.validation, rest]);
    expect(others.map(({ test }) => test)).toEqual([data.validation, data.validation]);
  });

  it("labels with as much of that rest as the validation part holds, in and out of scope each", () => {
    for (const { validation } of devRounds(data, taught, 3).slice(1)) {
      expect(validation.filter(({ agent }) => agent !== null)).toHaveLength(20);
      expect(validation.filter(({ agent }) => agent === null)).toHaveLength(6);
      expect(validation.every((it) => rest.includes(it))).toBe(true);
    }
  });

  it("draws others each round, and the same ones again", () => {
    const [, first, second] = devRounds(data, taught, 3);
    expect(first?.validation).not.toEqual(second?.validation);
    expect(devRounds(data, taught, 3).slice(1)).toEqual([first, second]);
  });
});
