import { describe, expect, it } from "vitest";
import { examplesOf } from "../../../../shim/registry/fit/examples-of.ts";
import { cardOf } from "../../../harness/registry/card-of.ts";

const bank = cardOf("bank", {
  name: "Bank",
  description: "Accounts and cards",
  tags: ["money", "lost card"],
  examples: ["help with my bank", "block my card"],
  skills: [
    { name: "lost card", examples: ["block my card", "my card is gone"] },
    { name: "balance", examples: ["how much have I got", "my card is gone"] },
  ],
});

describe("what a card teaches", () => {
  it("is each text once, with the first skill that has it", () => {
    expect(examplesOf([bank])).toEqual([
      { text: "lost card", agent: "bank", skill: "lost card" },
      { text: "block my card", agent: "bank", skill: "lost card" },
      { text: "my card is gone", agent: "bank", skill: "lost card" },
      { text: "balance", agent: "bank", skill: "balance" },
      { text: "how much have I got", agent: "bank", skill: "balance" },
      { text: "help with my bank", agent: "bank" },
      { text: "Bank", agent: "bank" },
      { text: "Accounts and cards", agent: "bank" },
      { text: "money", agent: "bank" },
    ]);
  });

  it("does not hang on the order of the cards, and needs no skills", () => {
    const plain = cardOf("art", { examples: ["draw me a sheep"] });
    expect(examplesOf([bank, plain])).toEqual(examplesOf([plain, bank]));
    expect(examplesOf([plain]).every((it) => !("skill" in it))).toBe(true);
  });
});
