import { pathToFileURL } from "node:url";
import type { Scenario } from "../../fixtures/scenarios/scenario.ts";
import { runAppScenario, type ScenarioPart } from "./run-app-scenario.ts";

// Entry of the process that runApp forks: scenario file, app folder and part as arguments, the outcome as a message.
const [scenarioFile, appDir, part = "{}"] = process.argv.slice(2);
if (!scenarioFile || !appDir || !process.send) throw new Error("run-app-child is started by runApp only");
// What the file exports is checked by the type check of fixtures/scenarios.
const { scenario } = (await import(pathToFileURL(scenarioFile).href)) as { scenario: Scenario };
// An app on Redis keeps its connection, and so its process.
process.send(await runAppScenario(scenario, appDir, JSON.parse(part) as ScenarioPart), () => process.exit(0));
