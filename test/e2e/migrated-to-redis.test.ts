import { rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scenario } from "../../fixtures/scenarios/scenario.ts";
import { type MigratedApp, migratedApp } from "../harness/migrated-app.ts";
import { listApps, runApp, scenariosDir } from "../harness/run-app.ts";
import type { RunOutcome, ScenarioOutcome } from "../harness/run-app-scenario.ts";
import { withRedisServer } from "../harness/with-redis-server.ts";

const owned = withRedisServer();
const env = () => ({ REDIS_URL: `redis://127.0.0.1:${owned().server.port}` });

const loadScenario = async (app: string): Promise<Scenario> =>
  ((await import(/* @vite-ignore */ pathToFileURL(`${scenariosDir}/${app}.ts`).href)) as { scenario: Scenario })
    .scenario;

/** The others have no saver, or (news-room) a scenario that runs without one. */
const appsWithState = listApps().filter(
  (app) => !["invoice-line", "news-room", "scout", "ticket-router", "travel-planner-steps"].includes(app),
);

/** Agents that work side by side ask their models in an order that means nothing; that of the nodes is in `visited`. */
const calmed = (run: RunOutcome | undefined) =>
  run && { ...run, calls: run.calls.map(({ path, rule }) => `${path}: ${rule}`).sort() };

describe.each(appsWithState)("%s after stage 3", { timeout: 240_000 }, (app) => {
  let migrated: MigratedApp;
  let bare: ScenarioOutcome;
  let scenario: Scenario;
  beforeAll(async () => {
    [migrated, bare, scenario] = await Promise.all([migratedApp(app, 3), runApp(app), loadScenario(app)]);
  }, 240_000);
  afterAll(() => migrated && rmSync(migrated.parent, { recursive: true }));

  /** One run in a process of its own. */
  const play = async (
    run: number,
    part: { killAtCall?: number; isResumed?: boolean } = {},
  ): Promise<RunOutcome | undefined> => (await runApp(app, migrated.folder, { run, ...part }, env())).runs[0];

  /** The final state, without what ends with a process. */
  const stateOf = (run: RunOutcome | undefined): Record<string, unknown> =>
    Object.fromEntries(Object.entries(run?.final ?? {}).filter(([key]) => !scenario.processKeys?.includes(key)));

  it("moves its savers, visits the same agents in the same order and ends in the same state", async () => {
    await owned().connect().flushall();
    expect(migrated.changes.filter((it) => it.startsWith("move-savers-to-redis")).length).toBeGreaterThan(0);
    const { runs, ...rest } = await runApp(app, migrated.folder, {}, env());
    expect({ ...rest, runs: runs.map(calmed) }).toEqual({ ...bare, runs: bare.runs.map(calmed) });
    expect(await owned().connect().dbsize()).toBeGreaterThan(0);
  });

  // The notes of note-taker are no part of its state: its notebook is an object of the process.
  it.skipIf(app === "note-taker")("goes on in another process at each turn, as in one", async () => {
    await owned().connect().flushall();
    // Three turns show it; each starts a process.
    for (const run of [...scenario.runs.keys()].slice(0, 3))
      expect(calmed(await play(run))).toEqual(calmed(bare.runs[run]));
  });

  it("is finished by another process when the first is killed in the middle of a run", async () => {
    await owned().connect().flushall();
    const calls = bare.runs[0]?.calls.length ?? 0;
    await expect(play(0, { killAtCall: Math.max(1, Math.ceil(calls / 2)) })).rejects.toThrow("SIGKILL");
    expect(stateOf(await play(0, { isResumed: true }))).toEqual(stateOf(bare.runs[0]));
  });
});
