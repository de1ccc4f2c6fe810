import { shimOf, unconduct } from "../../adapters/langgraph/unconduct.ts";
import type { UnconductOptions } from "../../adapters/langgraph/unconduct-options.ts";
import { MemoryDecisionLog } from "../../adapters/memory/memory-decision-log.ts";
import type { Audit } from "../../contracts/audit.ts";
import type { Decision } from "../../contracts/decision.ts";
import type { RunEvidence } from "../../contracts/run-evidence.ts";
import type { Stage } from "../../contracts/stage.ts";
import type { AppGraph, Scenario, ScenarioRun } from "../../fixtures/scenarios/scenario.ts";
import { ScriptedChatModel } from "../../fixtures/scenarios/scripted-chat-model.ts";
import { buildEvidence } from "../../shim/decisions/build-evidence.ts";
import { runOnce } from "./run-app-scenario.ts";
import { stageOf } from "./stage-of.ts";

/** What an app does under one setting, over all runs of its scenario. */
export interface SettingOutcome {
  readonly setting: string;
  /** What each run ended with. */
  readonly finals: readonly unknown[];
  /** Nodes of each run; of a worker, how often it ran. */
  readonly workers: readonly (readonly string[])[];
  /** Turns of conductors. */
  readonly hops: number;
  readonly modelCalls: number;
  /** Tokens, in and out, of the calls that conductors made. */
  readonly conductorTokens: number;
  /** Decisions of the last pass, re-checks too. */
  readonly decisions: readonly Decision[];
}

/** What an app does, setting by setting. */
export interface StageOutcome {
  readonly app: string;
  /** Nodes that conduct, by the audit. */
  readonly conductors: readonly string[];
  /** Nodes whose model calls decide a gate, by the audit. */
  readonly gates: readonly string[];
  readonly settings: readonly SettingOutcome[];
}

const live = { mode: "live" } as const;

/** Setting to stages; `bare` is not wrapped, `observe` has no stage. */
export const stageSettings: Readonly<Record<string, Partial<Stage["stages"]> | null>> = {
  bare: null,
  observe: {},
  "1 shadow": { registry: { mode: "shadow" } },
  "1 canary": { registry: { mode: "canary", percent: 50 } },
  "1 live": { registry: live },
  "2 shadow": { handoff: { mode: "shadow" } },
  "2 canary": { handoff: { mode: "canary", percent: 50 } },
  "2 live": { handoff: live },
  "1 and 2 live": { registry: live, handoff: live },
};

const fewSettings = ["bare", "observe", "1 live", "1 and 2 live"];

/** Times that what one pass showed counts, as if so many users had asked the same. */
const passes = 120;

/** Runs a scenario under each setting. Evidence comes from the app's own runs at stage 0, the audit from the fixtures. */
export const stageOutcome = async (
  scenario: Scenario,
  appDir: string,
  audit: Audit,
  only: readonly string[],
): Promise<StageOutcome> => {
  const conductors = [...new Set(audit.apps.flatMap(({ conductor }) => (conductor === null ? [] : [conductor.node])))];
  const gates = audit.callSites.flatMap(({ decides, node }) => (decides === "gate" && node !== null ? [node] : []));
  const evidence = await evidenceOf(scenario, appDir);
  // Without a conductor a stage has nothing to do: its modes need not be tried one by one.
  const wanted = only.length > 0 ? only : conductors.length > 0 ? Object.keys(stageSettings) : fewSettings;
  const names = Object.keys(stageSettings).filter((name) => wanted.includes(name));
  const settings: SettingOutcome[] = [];
  for (const name of names) settings.push(await outcomeOf(scenario, appDir, { name, conductors, audit, evidence }));
  return { app: scenario.app, conductors, gates: [...new Set(gates)], settings };
};

const evidenceOf = async (scenario: Scenario, appDir: string): Promise<RunEvidence> => {
  const log = new MemoryDecisionLog();
  const app = unconduct(await scenario.build(new ScriptedChatModel(scenario.rules), appDir), { log });
  for (const run of scenario.runs) await app.invoke(run.input, run.config).catch(() => undefined);
  await shimOf(app)?.flush();
  const { decisions } = await log.read({ tenant: "default", thread: null, after: null, limit: 1_000 });
  const many = Array.from({ length: passes }, (_, pass) =>
    decisions.map((it) => ({
      ...it,
      id: `${it.id}-${pass}`,
      run: `${it.run}-${pass}`,
      thread: `${it.thread}-${pass}`,
    })),
  ).flat();
  return buildEvidence(many, { toolVersion: "0.0.0-test", madeAt: "2026-01-01T00:00:00.000Z" });
};

interface SettingParts {
  readonly name: string;
  readonly conductors: readonly string[];
  readonly audit: Audit;
  readonly evidence: RunEvidence;
}

const outcomeOf = async (scenario: Scenario, appDir: string, parts: SettingParts): Promise<SettingOutcome> => {
  const { name, conductors, audit, evidence } = parts;
  const model = new ScriptedChatModel(scenario.rules);
  const bare = await scenario.build(model, appDir);
  const stages = stageSettings[name] ?? null;
  const log = new MemoryDecisionLog();
  let stage: Stage | null = stageOf({ registry: { mode: "shadow" }, handoff: { mode: "shadow" } });
  const options: UnconductOptions = {
    tenant: "acme",
    log,
    audit,
    evidence,
    stages: { read: () => stage },
    routing: { recheckShare: 0, reaskShare: 0 },
    handoff: { controlShare: 0 },
  };
  const app: AppGraph = stages === null ? bare : unconduct(bare, options);
  // Without a conductor there is nothing to see, and the app may keep something between runs.
  if (stages !== null && conductors.length > 0)
    for (const run of scenario.runs) await app.invoke(run.input, warm(run)).catch(() => undefined);
  await shimOf(app)?.flush();
  await log.prune("acme", "9999-01-01T00:00:00.000Z");
  stage = stages === null || name === "observe" ? null : stageOf(stages, { version: 2 });
  const before = model.calls.length;
  const outcomes = [];
  for (const run of scenario.runs) outcomes.push(await runOnce(app, run, model));
  await shimOf(app)?.flush();
  const calls = model.calls.slice(before);
  const conducting = calls.filter(({ call }) => conductors.includes(call.path[0] ?? ""));
  return {
    setting: name,
    finals: outcomes.map(({ final }) => final),
    workers: outcomes.map(({ visited }) => visited.filter((node) => !conductors.includes(node))),
    hops: outcomes.flatMap(({ visited }) => visited).filter((node) => conductors.includes(node)).length,
    modelCalls: calls.length,
    conductorTokens: conducting.reduce((sum, { answer }) => sum + totalOf(answer.usage_metadata), 0),
    decisions: (await log.read({ tenant: "acme", thread: null, after: null, limit: 1_000 })).decisions,
  };
};

const totalOf = (usage: { total_tokens: number } | undefined): number => usage?.total_tokens ?? 0;

/** The same run on a thread of its own: the process has seen the app work before it is measured. */
const warm = ({ config }: ScenarioRun): NonNullable<ScenarioRun["config"]> => ({
  ...config,
  configurable: { ...config?.configurable, thread_id: `warm-${String(config?.configurable?.thread_id ?? "none")}` },
});
