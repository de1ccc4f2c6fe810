import { expect, it } from "vitest";
import { testTotals, totalsLine } from "../../scripts/ci/test-totals.ts";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((outcome) => ({ status: outcome })),
});

it("adds up all reports", () => {
  const reports = [
    { testResults: [file("passed", "passed", "passed"), file("failed", "passed", "failed")] },
    { testResults: [file("passed", "passed", "pending", "todo")] },
  ];
  expect(testTotals(reports)).toEqual({ passed: 4, failed: 1, skipped: 2 });
});

it("counts a file that does not load as failed, although none of its tests ran", () => {
  expect(testTotals([{ testResults: [file("failed")] }])).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it("counts a file whose hook failed after tests that passed", () => {
  expect(testTotals([{ testResults: [file("failed", "passed")] }])).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

it("says skipped only when something was", () => {
  expect(totalsLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  expect(totalsLine({ passed: 3, failed: 0, skipped: 2 })).toBe("3 passed, 0 failed, 2 skipped");
});
