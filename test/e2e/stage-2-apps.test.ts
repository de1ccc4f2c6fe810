import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { diskFolder } from "../../analyzer/index.ts";
import { codemods, emittedDeclarations } from "../../codemods/index.ts";
import { placesOf } from "../../codemods/kit/file-outcomes.ts";
import { planRun } from "../../codemods/kit/plan-run.ts";
import { openProject } from "../../codemods/kit/project.ts";
import { verifyRun } from "../../codemods/kit/verify-run.ts";
import type { RunEvidence } from "../../contracts/run-evidence.ts";
import { buildEvidence } from "../../shim/decisions/build-evidence.ts";
import { appsDir, listApps, recordDecisions, runApp } from "../harness/run-app.ts";
import type { ScenarioOutcome } from "../harness/run-app-scenario.ts";
import { typecheckApp } from "../harness/run-app-typecheck.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const it of folders) rmSync(it, { recursive: true, force: true });
});

/** The same decisions as if they had been made in as many runs of other threads: enough of them to be believed. */
const TIMES = 40;

const evidenceOf = async (app: string): Promise<RunEvidence> => {
  const decisions = await recordDecisions(app);
  const many = Array.from({ length: TIMES }, (_, time) =>
    decisions.map((it) => ({
      ...it,
      id: `${it.id}-${time}`,
      run: `${it.run}-${time}`,
      thread: `${it.thread}-${time}`,
    })),
  );
  return buildEvidence(many.flat(), { toolVersion: "0.1.0", madeAt: "2026-02-02T00:00:00.000Z" });
};

/** A migrated copy of an app; its changes are empty where the codemod finds nothing to do. */
const migrated = (app: string, id: string, evidence?: RunEvidence) => {
  const project = openProject(diskFolder(`${appsDir}/${app}`), { toolVersion: "0.1.0", evidence });
  const run = planRun(
    project,
    codemods.filter((it) => it.meta.id === id),
  );
  const { changes } = placesOf(run);
  if (changes.length === 0) return { changes, appDir: "" };
  expect(verifyRun(run)).toEqual([]);
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "stage-2-app-"));
  folders.push(folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const appDir = join(folder, app);
  cpSync(`${appsDir}/${app}`, appDir, { recursive: true });
  for (const { file, after } of run.files) writeFileSync(join(appDir, file), after);
  linkRuntime(appDir);
  return { changes, appDir };
};

/** The runtime as this repository has it, under the name by which the seam imports it, with the declarations that we ship. */
const linkRuntime = (appDir: string): void => {
  const runtime = join(appDir, "node_modules/unconduct-runtime");
  mkdirSync(runtime, { recursive: true });
  const entry = { types: "./langgraph.d.ts", default: "./langgraph.mjs" };
  writeFileSync(join(runtime, "package.json"), JSON.stringify({ type: "module", exports: { "./langgraph": entry } }));
  const source = pathToFileURL(join(root, "adapters/langgraph/index.ts")).href;
  writeFileSync(join(runtime, "langgraph.mjs"), `export * from ${JSON.stringify(source)};\n`);
  writeFileSync(join(runtime, "langgraph.d.ts"), emittedDeclarations.get("unconduct-runtime/langgraph") ?? "");
};

const conductorOf = (app: string): string | null =>
  // Written by us, as audit/1.
  (
    JSON.parse(readFileSync(join(root, "fixtures/audits", `${app}.json`), "utf8")) as {
      apps: { conductor: { node: string } | null }[];
    }
  ).apps[0]?.conductor?.node ?? null;

/** What each run did, the conductor's own turns left out. */
const work = (outcome: ScenarioOutcome, conductor: string | null) =>
  outcome.runs.map(({ name, visited, calls, final }) => ({
    name,
    agents: visited.filter((it) => it !== conductor),
    calls: calls.filter(({ path }) => path.split(" > ")[0] !== conductor),
    final,
  }));

const turns = (outcome: ScenarioOutcome, conductor: string | null): number =>
  outcome.runs.flatMap(({ visited }) => visited.filter((it) => it === conductor)).length;

const compared = async (app: string, appDir: string) => {
  const conductor = conductorOf(app);
  const [before, after] = await Promise.all([runApp(app), runApp(app, appDir)]);
  expect(work(after, conductor)).toEqual(work(before, conductor));
  return { before: turns(before, conductor), after: turns(after, conductor) };
};

describe("after hand-over-directly, the same agents run in the same order to the same state", () => {
  const changed = new Map([
    ["loan-office", { before: 10, after: 4 }],
    ["parcel-desk", { before: 20, after: 16 }],
  ]);

  it.each(listApps())("%s", { timeout: 300_000 }, async (app) => {
    const { changes, appDir } = migrated(app, "hand-over-directly");
    expect(changes.length > 0).toBe(changed.has(app));
    if (changes.length === 0) return;
    expect(await compared(app, appDir)).toEqual(changed.get(app));
    expect(typecheckApp(join(appDir, "tsconfig.json"))).toEqual([]);
  });
});

describe("after hand-over-guarded with what its own runs showed, the same agents run in the same order to the same state", () => {
  const conducted = listApps().filter((app) => conductorOf(app) !== null);
  const guarded = new Set<string>();

  it.each(conducted)("%s", { timeout: 300_000 }, async (app) => {
    const { changes, appDir } = migrated(app, "hand-over-guarded", await evidenceOf(app));
    if (changes.length === 0) return;
    guarded.add(app);
    const { before, after } = await compared(app, appDir);
    expect(after).toBeLessThan(before);
    expect(typecheckApp(join(appDir, "tsconfig.json"))).toEqual([]);
  });

  it("has guarded handoffs in apps of several kinds", () => {
    expect([...guarded].sort()).toEqual(["help-desk", "research-desk", "travel-desk"]);
  });
});
