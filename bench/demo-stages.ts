import { runStages } from "../test/harness/run-app.ts";
import type { StageOutcome } from "../test/harness/stage-outcome.ts";
import { stageTable } from "../test/harness/stage-table.ts";

// `npm run demo`: some fixture apps with scripted models, bare and at run stages 1 and 2. test/e2e/run-stages.test.ts has all.
const apps = ["loan-office", "research-desk", "travel-desk"];
const settings = ["bare", "1 live", "2 live", "1 and 2 live"];

const outcomes: readonly StageOutcome[] = await Promise.all(apps.map((app) => runStages(app, settings)));

const isSame = outcomes.every(({ settings: [bare, ...others] }) =>
  others.every(({ finals }) => JSON.stringify(finals) === JSON.stringify(bare?.finals)),
);
process.stdout.write(
  `Run stages 1 (registry) and 2 (handoff), live, next to the bare app, over each app's scenario:\n\n${stageTable(outcomes)}\n` +
    `Final answers: ${isSame ? "the same in every run" : "NOT the same"}.\n`,
);
process.exitCode = isSame ? 0 : 1;
