import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scenario } from "../../fixtures/scenarios/scenario.ts";
import { fixtureAudit } from "../harness/fixture-audit.ts";
import { listApps, scenariosDir } from "../harness/run-app.ts";
import type { ScenarioOutcome } from "../harness/run-app-scenario.ts";
import { type StageOneApp, stageOneApp } from "../harness/stage-one-run.ts";

const rewritten = listApps().filter((app) => fixtureAudit(app).callSites.some((it) => it.replaceability === "rewrite"));

type Expected = Record<string, { readonly final: unknown; readonly calls: readonly string[] }>;
const expectedOf = (app: string): Expected =>
  JSON.parse(readFileSync(`${scenariosDir}/${app}.expected.json`, "utf8")) as Expected;
const asExpected = ({ runs }: ScenarioOutcome): Expected =>
  Object.fromEntries(
    runs.map(({ name, final, calls }) => [name, { final, calls: calls.map(({ path, rule }) => `${path} | ${rule}`) }]),
  );
const live = (text: string): string => text.replaceAll(/(['"])off\1/g, "$1live$1");
const withRegistry = (text: string, lookUp: string): string =>
  live(text).replace("registryFirst({", `registryFirst({ registry: { lookUp: ${lookUp} }, patienceMs: 50,`);

it("changes some of the apps, and no gate", () => {
  expect(rewritten).toEqual(["help-desk", "news-room", "research-desk", "text-router", "ticket-router"]);
  expect(fixtureAudit("approval-gate").callSites.filter((it) => it.replaceability === "rewrite")).toEqual([]);
});

describe.each(rewritten)("%s with its registry first", { timeout: 120_000 }, (app) => {
  let migrated: StageOneApp;
  let scenario: Scenario;

  beforeAll(async () => {
    const file = pathToFileURL(`${scenariosDir}/${app}.ts`).href;
    scenario = ((await import(/* @vite-ignore */ file)) as { scenario: Scenario }).scenario;
    migrated = await stageOneApp(app);
  }, 120_000);
  afterAll(() => migrated?.remove());

  it("is written after all checks", () => {
    expect(migrated.migration.problems).toEqual([]);
    expect(migrated.migration.written).toBe(true);
  });

  it("switched off, runs as before, call by call", async () => {
    expect(asExpected(await migrated.run((text) => text))).toEqual(expectedOf(app));
  });

  it.each([
    ["throws", '() => { throw new Error("down"); }'],
    ["hangs", "() => new Promise(() => undefined)"],
    [
      "names nobody that may run here",
      '() => ({ kind: "agent", target: "__end__", score: 1, margin: 1, candidates: [], why: [] })',
    ],
  ])("runs as before with a registry that %s", async (_, lookUp) => {
    expect(asExpected(await migrated.run((text) => withRegistry(text, lookUp)))).toEqual(expectedOf(app));
  });

  it("with a registry that knows the way, ends in the same state without asking the model", async () => {
    const conductor = fixtureAudit(app).callSites.find((it) => it.replaceability === "rewrite")?.node ?? "";
    const way = scenario.runs.flatMap(({ expect: { visited } }) =>
      visited.flatMap((node, index) => (node === conductor ? [visited[index + 1] ?? null] : [])),
    );
    // It names whoever came next in the script; at the end, and where that is no choice of this site, it abstains.
    const lookUp = `(() => { const way = ${JSON.stringify(way)}; return ({ allowed }) => { const target = way.shift(); return allowed.includes(target) ? { kind: "agent", target, score: 1, margin: 1, candidates: [], why: [] } : { kind: "abstain", reason: "no-evidence", candidates: [], why: [] }; }; })()`;
    const outcome = await migrated.run((text) => withRegistry(text, lookUp));
    expect(outcome.runs.map(({ visited }) => visited)).toEqual(scenario.runs.map((run) => run.expect.visited));
    const expected = expectedOf(app);
    for (const run of outcome.runs) expect(run.final).toEqual(expected[run.name]?.final);
    const callsOf = (all: Expected): number => Object.values(all).reduce((sum, { calls }) => sum + calls.length, 0);
    const answered = way.filter((it) => it !== null && it !== conductor).length;
    expect(callsOf(expected) - callsOf(asExpected(outcome))).toBeGreaterThan(0);
    expect(callsOf(expected) - callsOf(asExpected(outcome))).toBeLessThanOrEqual(answered);
  });
});

describe.each(["shop-helper", "travel-desk"])(
  "%s with the runtime around its conductor",
  { timeout: 120_000 },
  (app) => {
    let migrated: StageOneApp;
    beforeAll(async () => {
      migrated = await stageOneApp(app, "wrap-conductors");
    }, 120_000);
    afterAll(() => migrated?.remove());

    it("is written after all checks", () => {
      expect(migrated.migration.problems).toEqual([]);
      expect(migrated.migration.changes).toHaveLength(1);
      expect(migrated.migration.written).toBe(true);
    });

    it("runs as before, call by call", async () => {
      expect(asExpected(await migrated.run((text) => text))).toEqual(expectedOf(app));
    });
  },
);
