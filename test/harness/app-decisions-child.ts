import { pathToFileURL } from "node:url";
import { shimOf, unconduct } from "../../adapters/langgraph/unconduct.ts";
import { MemoryDecisionLog } from "../../adapters/memory/memory-decision-log.ts";
import type { Scenario } from "../../fixtures/scenarios/scenario.ts";
import { ScriptedChatModel } from "../../fixtures/scenarios/scripted-chat-model.ts";

// Entry of the process that recordDecisions forks: scenario file and app folder as arguments, the decisions as message.
const [scenarioFile, appDir] = process.argv.slice(2);
if (!scenarioFile || !appDir || !process.send)
  throw new Error("app-decisions-child is started by recordDecisions only");
const { scenario } = (await import(pathToFileURL(scenarioFile).href)) as { scenario: Scenario }; // checked by the type check of fixtures/scenarios
const log = new MemoryDecisionLog();
const graph = unconduct(await scenario.build(new ScriptedChatModel(scenario.rules), appDir), { log });
for (const run of scenario.runs) await graph.invoke(run.input, run.config);
await shimOf(graph)?.flush();
const tenant = "default";
process.send((await log.read({ tenant, thread: null, after: null, limit: 10_000 })).decisions, () => process.exit(0));
