import { describe, expect, it } from "vitest";
import type { LookupAnswer } from "../../../shim/registry/lookup.ts";
import { settleAnswer } from "../../../shim/routing/settle-answer.ts";

/** What a source written in JavaScript may give. */
const given = (answer: object): LookupAnswer => answer as LookupAnswer;

describe("what a registry says", () => {
  it("is taken only where the target is declared; the end and the planner are none", () => {
    const answer = (kind: string, target: string) =>
      given({ kind, target, score: 1, margin: 1, candidates: [], why: [] });
    expect(settleAnswer(answer("agent", "a"), ["a"])).toMatchObject({ kind: "go", target: "a" });
    expect(settleAnswer(answer("agent", "b"), ["a"])).toMatchObject({ kind: "abstain", reason: "not-allowed" });
    expect(settleAnswer(answer("agent", ""), ["a"])).toMatchObject({ kind: "abstain", reason: "not-allowed" });
    expect(settleAnswer(answer("end", "__end__"), ["a"])).toMatchObject({ kind: "end" });
    expect(settleAnswer(answer("planner", "__planner__"), ["a"])).toMatchObject({ kind: "abstain" });
  });

  it("leaves nothing in the record that a reader of the log would refuse", () => {
    const fine = { target: "a", score: 0.5, basis: "rule" };
    const candidates = [fine, { ...fine, target: "" }, { ...fine, basis: "magic" }, null, "a", { ...fine, score: 7 }];
    const settled = settleAnswer(given({ kind: "abstain", reason: "because", candidates, why: [] }), ["a"]);
    expect(settled).toEqual({ kind: "abstain", reason: "no-evidence", candidates: [fine, { ...fine, score: 1 }] });
  });
});
