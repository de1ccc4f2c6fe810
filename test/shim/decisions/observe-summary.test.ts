import { expect, it } from "vitest";
import { observeSummary } from "../../../shim/decisions/observe-summary.ts";
import { decisionsOfRuns } from "../../harness/decisions-of-runs.ts";

const twenty = Array.from({ length: 20 }, () => "a b");

it("counts hops and model calls per run, and how the context grows turn by turn", () => {
  const [summary] = observeSummary(decisionsOfRuns([...twenty, "a"]));
  expect(summary?.hopsPerRun).toEqual({ mean: 62 / 21, median: 3, max: 3 });
  expect(summary?.callsPerRun).toBeCloseTo(62 / 21);
  expect(summary?.points[0]?.contextBytes).toEqual([100, 200, 300]);
});

it("predicts each decision from those before it only, and bounds the share from below", () => {
  const [summary] = observeSummary(decisionsOfRuns(twenty));
  // The first run has nothing to go by: three decisions of 60 are not predicted.
  expect(summary?.points[0]).toMatchObject({ decisions: 60, predicted: 57, hits: 57, lowerBound: 1 - 3 / 57 });
});

it("finds nothing to predict where each run is another", () => {
  const [summary] = observeSummary(decisionsOfRuns(["a", "b", "c", "d"]));
  const starts = summary?.points[0];
  expect(starts?.hits).toBeLessThan(starts?.predicted ?? 0);
  expect(summary?.savings[0]?.callsPerRun).toBe(0);
});

it("says what a stage would save at most: never the end, never what a model did not decide", () => {
  const [summary] = observeSummary(decisionsOfRuns(twenty));
  expect(summary?.savings).toEqual([
    { stage: 1, callsPerRun: 38 / 20, tokensPerRun: 190 },
    { stage: 2, callsPerRun: 1, tokensPerRun: 100 },
    { stage: 5, callsPerRun: 2, tokensPerRun: 200 },
  ]);
  const [byCode] = observeSummary(decisionsOfRuns(twenty, { by: "static" }));
  expect(byCode?.savings.map(({ callsPerRun }) => callsPerRun)).toEqual([0, 0, 0]);
});
