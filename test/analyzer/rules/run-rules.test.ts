import { describe, expect, it } from "vitest";
import { findingFingerprint } from "../../../analyzer/rules/finding-fingerprint.ts";
import type { FindingDraft, Rule } from "../../../analyzer/rules/rule.ts";
import { runRules } from "../../../analyzer/rules/run-rules.ts";
import type { AppModel } from "../../../contracts/audit.ts";
import { findingSchema } from "../../../contracts/audited-site.ts";

const model: AppModel = { apps: [], callSites: [], stateSites: [], dispatchSites: [], tenancySites: [], facts: [] };

const draft = (change: Partial<FindingDraft> = {}): FindingDraft => ({
  file: "src/graph.ts",
  line: 10,
  app: null,
  what: "A fact.",
  remedy: "Do this.",
  fix: "manual",
  subject: ["pickNext", "model.invoke(x)"],
  ...change,
});

const ruleOf = (id: string, drafts: FindingDraft[]): Rule => ({
  meta: { id, title: "A title", level: "warning", stage: null, why: "A reason.", docs: `docs/rules/${id}.md` },
  check: () => drafts,
});

const printsOf = (drafts: FindingDraft[]): string[] =>
  runRules(model, [ruleOf("a", drafts)]).map((finding) => finding.fingerprint);

describe("runRules", () => {
  it("sorts by file, line and rule, by code unit", () => {
    const findings = runRules(model, [
      ruleOf("b", [draft({ line: 20 }), draft({ line: 9 })]),
      ruleOf("a", [draft({ line: 20 }), draft({ file: "src/Zoo.ts" })]),
    ]);
    expect(findings.map((it) => `${it.file}:${it.line} ${it.ruleId}`)).toEqual([
      "src/Zoo.ts:10 a",
      "src/graph.ts:9 b",
      "src/graph.ts:20 a",
      "src/graph.ts:20 b",
    ]);
  });

  it("takes level and why from the rule unless the draft has its own", () => {
    const own = draft({ level: "info", why: "Another reason.", line: 11 });
    const findings = runRules(model, [ruleOf("a", [draft(), own])]);
    expect(findings.map((it) => [it.level, it.why])).toEqual([
      ["warning", "A reason."],
      ["info", "Another reason."],
    ]);
  });

  it("gives findings that the contract accepts", () => {
    for (const finding of runRules(model, [ruleOf("a", [draft()])]))
      expect(findingSchema.parse(finding)).toEqual(finding);
  });

  it("gives the same findings whatever order a rule finds them in", () => {
    const drafts = [draft(), draft({ line: 11 }), draft({ what: "Another fact.", subject: ["x"] })];
    expect(runRules(model, [ruleOf("a", drafts.toReversed())])).toEqual(runRules(model, [ruleOf("a", drafts)]));
  });
});

describe("fingerprint", () => {
  it("stays when lines are added above", () => {
    expect(printsOf([draft({ line: 310 })])).toEqual(printsOf([draft()]));
  });

  it("stays when another finding comes before it in the file", () => {
    expect(printsOf([draft(), draft({ line: 2, subject: ["other"] })])).toContain(printsOf([draft()])[0]);
  });

  it("differs between equal calls of one function, in their order", () => {
    const [first, second] = printsOf([draft(), draft({ line: 12 })]);
    expect(first).toBe(printsOf([draft()])[0]);
    expect(second).not.toBe(first);
  });

  it("differs by rule, file and subject", () => {
    const prints = [
      findingFingerprint("a", "f.ts", ["x"], 0),
      findingFingerprint("b", "f.ts", ["x"], 0),
      findingFingerprint("a", "g.ts", ["x"], 0),
      findingFingerprint("a", "f.ts", ["x", ""], 0),
    ];
    expect(new Set(prints).size).toBe(4);
  });

  it("is the one that baselines of earlier versions hold", () => {
    expect(findingFingerprint("in-memory-saver", "src/graph.ts", ["saver", "MemorySaver"], 0)).toBe("7799c20dae083187");
  });
});
