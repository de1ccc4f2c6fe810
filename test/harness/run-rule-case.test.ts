import { describe, expect, it } from "vitest";
import { compareFindings, type ExpectedFinding } from "./run-rule-case.ts";

const finding = (change: Partial<ExpectedFinding> = {}): ExpectedFinding => ({
  file: "src/graph.ts",
  line: 10,
  ruleId: "some-rule",
  level: "warning",
  what: "A fact.",
  why: "A reason.",
  remedy: "Do this.",
  fix: "manual",
  app: null,
  ...change,
});

const problemsOf = (expected: ExpectedFinding[], found: ExpectedFinding[]): string[] =>
  compareFindings(expected, found).map((it) => `${it.problem} ${it.at}`);

describe("compareFindings", () => {
  it("says nothing of equal lists, whatever order a case writes its keys in", () => {
    const { app, ...rest } = finding();
    expect(problemsOf([{ app, ...rest }], [finding()])).toEqual([]);
  });

  it("calls an expected finding that was not found Missing", () => {
    expect(problemsOf([finding()], [])).toEqual(["Missing some-rule src/graph.ts:10"]);
  });

  it("calls a finding that was not expected Noisy, also at a place with an expected one", () => {
    expect(problemsOf([finding()], [finding(), finding()])).toEqual(["Noisy some-rule src/graph.ts:10"]);
  });

  it.each([{ what: "Another fact." }, { level: "error" }, { fix: "none" }, { app: "x" }] as const)(
    "calls a finding with other contents Wrong: %o",
    (change) => {
      expect(problemsOf([finding()], [finding(change)])).toEqual(["Wrong some-rule src/graph.ts:10"]);
    },
  );

  it("reports a finding on another line as one Missing and one Noisy", () => {
    expect(problemsOf([finding()], [finding({ line: 11 })])).toEqual([
      "Missing some-rule src/graph.ts:10",
      "Noisy some-rule src/graph.ts:11",
    ]);
  });
});
