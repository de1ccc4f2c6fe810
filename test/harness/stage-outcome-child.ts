import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { auditSchema } from "../../contracts/audit.ts";
import { parseContractText } from "../../contracts/parse-contract.ts";
import type { Scenario } from "../../fixtures/scenarios/scenario.ts";
import { stageOutcome } from "./stage-outcome.ts";

// Entry of the process that runStages forks: scenario file, app folder and settings as arguments, the outcome as a message.
const [scenarioFile, appDir, ...only] = process.argv.slice(2);
if (!scenarioFile || !appDir || !process.send) throw new Error("stage-outcome-child is started by runStages only");
console.warn = () => undefined;
const { scenario } = (await import(pathToFileURL(scenarioFile).href)) as { scenario: Scenario }; // checked by the type check of fixtures/scenarios
const auditFile = new URL(`../../fixtures/audits/${scenario.app}.json`, import.meta.url);
const audit = parseContractText(auditSchema, readFileSync(auditFile, "utf8"), auditFile.pathname);
process.send(await stageOutcome(scenario, appDir, audit, only), () => process.exit(0));
