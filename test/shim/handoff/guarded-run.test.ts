import { describe, expect, it } from "vitest";
import { GuardedRun, type NodeTurn } from "../../../shim/handoff/guarded-run.ts";
import { checkHandoffRules, type HandoffRules } from "../../../shim/handoff/handoff-rules.ts";

const rules: HandoffRules = { conductor: "lead", chains: [{ agents: ["a", "b", "c"], updates: { b: { next: "b" } } }] };

const turn = (node: string, step: number, rest: Partial<NodeTurn> = {}): NodeTurn => ({
  node,
  step,
  goesTo: ["lead"],
  wrote: {},
  taken: [],
  ...rest,
});

/** A run in which the conductor has just picked `node`, which runs in step 2. */
const picked = (node: string, more: Partial<HandoffRules> = {}): GuardedRun => {
  const run = new GuardedRun({ ...rules, ...more });
  run.ended(turn("lead", 1, { goesTo: [node] }));
  return run;
};

describe("a guarded run", () => {
  it("hands over along a chain from its beginning, with what the conductor would have written", () => {
    const run = picked("a");
    expect(run.ended(turn("a", 2))).toEqual({ kind: "hand-over", to: "b", update: { next: "b" } });
    expect(run.ended(turn("b", 3))).toEqual({ kind: "hand-over", to: "c", update: {} });
    expect(run.ended(turn("c", 4))).toEqual({ kind: "return", reason: "chain-ended" });
  });

  it("hands over past a conductor that threw its way to the graph around it", () => {
    const run = new GuardedRun(rules);
    run.left({ node: "lead", step: 1, goesTo: ["a"] });
    expect(run.ended(turn("a", 2)).kind).toBe("hand-over");
  });

  it.each<[string, NodeTurn]>([
    ["own-way", turn("a", 2, { goesTo: ["somewhere"] })],
    ["own-way", turn("a", 2, { goesTo: ["lead", "somewhere"] })],
    ["own-way", turn("a", 2, { goesTo: [] })],
    ["own-way", turn("a", 2, { goesTo: null })],
    ["not-alone", turn("a", 3)],
    ["not-alone", turn("a", 2, { step: null })],
    ["would-collide", turn("a", 2, { wrote: { next: "x" }, taken: ["next"] })],
    ["no-chain", turn("x", 2)],
  ])("returns to the conductor: %s", (reason, given) => {
    expect(picked("a").ended(given)).toEqual({ kind: "return", reason });
  });

  it("returns when the conductor started others too, or sent what cannot be followed", () => {
    for (const goesTo of [["a", "x"], null]) {
      const run = new GuardedRun(rules);
      run.ended(turn("lead", 1, { goesTo }));
      expect(run.ended(turn("a", 2))).toEqual({ kind: "return", reason: "not-alone" });
    }
  });

  it("returns in the middle of a chain that did not begin at its beginning", () => {
    expect(picked("b").ended(turn("b", 2))).toEqual({ kind: "return", reason: "not-from-the-start" });
  });

  it("returns after a resume, since nothing is known of what came before", () => {
    expect(new GuardedRun(rules).ended(turn("a", 7))).toEqual({ kind: "return", reason: "not-alone" });
  });

  it("returns where an agent has run before in this run", () => {
    const run = picked("a");
    run.ended(turn("a", 2));
    run.ended(turn("b", 3, { goesTo: ["lead", "x"] }));
    run.ended(turn("lead", 4, { goesTo: ["a"] }));
    expect(run.ended(turn("a", 5))).toEqual({ kind: "return", reason: "ran-before" });
  });

  it("asks the owner, and takes an error for no", () => {
    const asked: unknown[] = [];
    const isExpected: HandoffRules["isExpected"] = (handoff) => {
      asked.push(handoff);
      return true;
    };
    expect(picked("a", { isExpected }).ended(turn("a", 2, { wrote: { note: 1 } })).kind).toBe("hand-over");
    expect(asked).toEqual([{ agent: "a", next: "b", wrote: { note: 1 } }]);
    for (const no of [() => false, () => JSON.parse("no")])
      expect(picked("a", { isExpected: no }).ended(turn("a", 2))).toEqual({ kind: "return", reason: "not-expected" });
  });
});

describe("rules of handoffs", () => {
  const nodes = ["lead", "a", "b", "c"];
  it("are taken when they fit the graph", () => {
    expect(() => checkHandoffRules(rules, nodes)).not.toThrow();
  });

  it.each<[string, HandoffRules["chains"]]>([
    ["OPTIONS_INVALID", [{ agents: ["a"] }]],
    ["OPTIONS_INVALID", [{ agents: ["a", "b", "a"] }]],
    ["OPTIONS_INVALID", [{ agents: ["a", "lead"] }]],
    ["OPTIONS_INVALID", [{ agents: ["a", "b"] }, { agents: ["a", "c"] }]],
    ["OPTIONS_INVALID", [{ agents: ["a", "b"], updates: { c: {} } }]],
    ["REWIRE_UNKNOWN", [{ agents: ["a", "z"] }]],
  ])("are refused with %s: %j", (code, chains) => {
    expect(() => checkHandoffRules({ conductor: "lead", chains }, nodes)).toThrow(expect.objectContaining({ code }));
  });
});
