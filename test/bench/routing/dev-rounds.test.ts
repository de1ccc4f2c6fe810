import { describe, expect, it } from "vitest";
import { devRounds } from "../../../bench/routing/dev-rounds.ts";

const utterances = (name: string, count: number, agent: string | null) =>
  Array.from({ length: count }, (_, at) => ({ text: `${name} ${at}`, agent }));

const data = {
  cards: () => [],
  validation: [...utterances("plant", 40, "plants"), ...utterances("joke", 6, null)],
  spare: utterances("song", 4, null),
  test: utterances("secret", 50, "plants"),
};

describe("devRounds", () => {
  it("draws halves that share nothing, in and out of scope each, from all but the test data", () => {
    for (const { validation, test } of devRounds(data, 3)) {
      const texts = [...validation, ...test].map(({ text }) => text);
      expect([...texts].sort()).toEqual([...data.validation, ...data.spare].map(({ text }) => text).sort());
      expect(new Set(texts).size).toBe(texts.length);
      for (const half of [validation, test]) {
        expect(half.filter(({ agent }) => agent !== null)).toHaveLength(20);
        expect(half.filter(({ agent }) => agent === null)).toHaveLength(5);
      }
    }
  });

  it("draws others each round, and the same ones again", () => {
    const [first, second] = devRounds(data, 2);
    expect(first?.test).not.toEqual(second?.test);
    expect(devRounds(data, 2)).toEqual([first, second]);
  });
});
