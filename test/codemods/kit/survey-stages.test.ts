import { join } from "node:path";
import { expect, it } from "vitest";
import { surveyStages } from "../../../codemods/kit/survey-stages.ts";
import { codemods } from "../../../codemods/registry.ts";

const fixtures = join(import.meta.dirname, "../../../fixtures/codemods");
const stagesOf = (folder: string) =>
  surveyStages({ root: join(fixtures, folder), toolVersion: "0.1.0", codemods }).stages;

it("says that a stage is done where its work is in the seam only", () => {
  expect(stagesOf("hand-over-guarded/rewrites-prebuilt-supervisor/expected")[1]).toMatchObject({ state: "done" });
  expect(stagesOf("wrap-conductors/rewrites-prebuilt-supervisor/expected")[0]).toMatchObject({ state: "done" });
});

it("says of a stage that does not apply what each of its codemods lacks", () => {
  const [, handoff] = stagesOf("hand-over-directly/leaves-graph-that-nothing-runs/input");
  expect(handoff).toMatchObject({ state: "not-applicable", changes: [] });
  expect(handoff?.reason).toContain("nothing runs");
  expect(handoff?.reason).toContain("--evidence");
});
