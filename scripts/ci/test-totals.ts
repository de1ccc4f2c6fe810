/** The part of Vitest's JSON report that the totals need. */
export interface TestReport {
  readonly testResults: ReadonlyArray<{
    readonly status: string;
    readonly assertionResults: ReadonlyArray<{ readonly status: string }>;
  }>;
}

/** Tests by outcome, over any number of reports. */
export interface TestTotals {
  readonly passed: number;
  /** A file that failed before its first test (it does not load, say) counts as one. */
  readonly failed: number;
  readonly skipped: number;
}

/** Adds up reports. Anything that neither passed nor failed is skipped, `todo` included. */
export const testTotals = (reports: readonly TestReport[]): TestTotals => {
  const files = reports.flatMap(({ testResults }) => testResults);
  const outcomes = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const count = (outcome: string) => outcomes.filter((status) => status === outcome).length;
  const brokenFiles = files.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  const [passed, failed] = [count("passed"), count("failed")];
  return { passed, failed: failed + brokenFiles, skipped: outcomes.length - passed - failed };
};

/** One line, such as `210 passed, 0 failed, 4 skipped`. */
export const totalsLine = ({ passed, failed, skipped }: TestTotals): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
