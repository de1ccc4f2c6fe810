import { fork } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Decision } from "../../contracts/decision.ts";
import type { BehaviourComparison } from "./app-behaviour.ts";
import type { ScenarioOutcome, ScenarioPart } from "./run-app-scenario.ts";
import type { StageOutcome } from "./stage-outcome.ts";

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Absolute path of fixtures/apps. */
export const appsDir: string = pathOf("../../fixtures/apps");
/** Absolute path of fixtures/scenarios. */
export const scenariosDir: string = pathOf("../../fixtures/scenarios");

/** Names of all fixture apps: the folders under fixtures/apps that hold a package.json, sorted. */
export const listApps = (): string[] =>
  readdirSync(appsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${appsDir}/${entry.name}/package.json`))
    .map((entry) => entry.name)
    .sort();

/**
 * Runs the scenario of one fixture app in a process of its own, so that CommonJS, `paths` of the app's tsconfig and
 * module-level state work as they do for the app's users. `appDir` may be a copy of the app (a migrated one, say) from
 * which the packages of this project resolve. Rejects with what the process printed to stderr if it fails.
 */
export const runApp = (
  app: string,
  appDir = `${appsDir}/${app}`,
  part: ScenarioPart = {},
  env: NodeJS.ProcessEnv = {},
): Promise<ScenarioOutcome> => forkForApp("./run-app-child.ts", app, appDir, [JSON.stringify(part)], env);

/** What the app does bare and wrapped, at stage 0 or with stages 1 and 2 in shadow, by method, in a process of its own. */
export const compareBehaviour = (app: string, mode: "observe" | "shadow" = "observe"): Promise<BehaviourComparison> =>
  forkForApp("./app-behaviour-child.ts", app, `${appsDir}/${app}`, [mode]);

/** What stage 0 logs of the app's scenario, run once, in a process of its own. */
export const recordDecisions = (app: string): Promise<Decision[]> =>
  forkForApp("./app-decisions-child.ts", app, `${appsDir}/${app}`);

/** What the app does at each stage and mode, in a process of its own. `only`: these settings, else all. */
export const runStages = (app: string, only: readonly string[] = []): Promise<StageOutcome> =>
  forkForApp("./stage-outcome-child.ts", app, `${appsDir}/${app}`, only);

/** Runs one of the child files here for an app; `Outcome` is the one message that the file sends. */
const forkForApp = <Outcome>(
  file: string,
  app: string,
  appDir: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = fork(pathOf(file), [`${scenariosDir}/${app}.ts`, appDir, ...args], {
      cwd: appDir,
      execArgv: ["--import", import.meta.resolve("tsx")],
      env: { ...childEnv(), ...env },
      silent: true,
    });
    let stderr = "";
    let outcome: Outcome | undefined;
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdout?.resume();
    child.on("message", (message) => {
      // The child sends nothing else.
      outcome = message as Outcome;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (outcome && code === 0) resolve(outcome);
      else reject(new Error(`Running ${app} failed with exit code ${code ?? signal}:\n${stderr}`));
    });
  });

// No vendor's key: an app that reaches for a real model fails instead of calling out.
const childEnv = (): NodeJS.ProcessEnv => {
  const { OPENAI_API_KEY: _openai, ANTHROPIC_API_KEY: _anthropic, NODE_OPTIONS: _options, ...env } = process.env;
  return { ...env, LANGSMITH_TRACING: "false", LANGCHAIN_TRACING_V2: "false" };
};
