import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { unconduct } from "../../adapters/langgraph/unconduct.ts";
import type { Scenario } from "../../fixtures/scenarios/scenario.ts";
import { type BehaviourComparison, behaviourOf } from "./app-behaviour.ts";
import { stageOf } from "./stage-of.ts";

// Entry of the process that compareBehaviour forks: scenario file and app folder as arguments, both behaviours as message.
const [scenarioFile, appDir, mode] = process.argv.slice(2);
if (!scenarioFile || !appDir || !process.send)
  throw new Error("app-behaviour-child is started by compareBehaviour only");
const { scenario } = (await import(pathToFileURL(scenarioFile).href)) as { scenario: Scenario }; // checked by the type check of fixtures/scenarios
// Warnings of LangGraph about what the suite does on purpose would hide a failure's own text.
console.warn = () => undefined;
const shadow = { mode: "shadow" } as const;
const stages = stageOf({ registry: shadow, handoff: shadow }, { tenant: "default" });
// No turn is asked again: that would show in what the scripted model was asked, and nowhere else.
const options = mode === "shadow" ? { stages, routing: { reaskShare: 0 } } : {};
const bare = await behaviourOf(scenario, appDir, (app) => app);
const wrapped = await behaviourOf(scenario, appDir, (app) => unconduct(app, options));
const differing = Object.keys(bare).filter((name) => !isDeepStrictEqual(bare[name], wrapped[name]));
const outcome: BehaviourComparison = {
  tried: Object.keys(bare),
  differences: differing.map((name) => ({ name, bare: bare[name], wrapped: wrapped[name] })),
};
process.send(outcome, () => process.exit(0));
