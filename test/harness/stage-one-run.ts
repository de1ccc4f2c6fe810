import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { codemods, emittedDeclarations, migrate } from "../../codemods/index.ts";
import type { Migration } from "../../contracts/migration.ts";
import { appsDir, runApp } from "./run-app.ts";
import type { ScenarioOutcome } from "./run-app-scenario.ts";

const root = join(import.meta.dirname, "../..");

/** A fixture app after one codemod of stage 1, in a folder of its own. */
export interface StageOneApp {
  readonly migration: Migration;
  /** Runs the app's scenario with what `seam` makes of the text of the seam. */
  run(seam: (text: string) => string): Promise<ScenarioOutcome>;
  remove(): void;
}

/** Copies a fixture app to where the project's packages and its runtime resolve, and migrates the copy. */
export async function stageOneApp(app: string, codemod = "ask-registry-first"): Promise<StageOneApp> {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), "stage-one-"));
  const folder = join(parent, app);
  cpSync(join(appsDir, app), folder, { recursive: true });
  const modules = join(parent, "node_modules");
  mkdirSync(modules);
  for (const name of readdirSync(join(root, "node_modules")))
    if (!name.startsWith(".")) symlinkSync(join(root, "node_modules", name), join(modules, name));
  const migration = await migrate({
    root: folder,
    toolVersion: "0.1.0",
    stage: null,
    codemods: codemods.filter((it) => it.meta.id === codemod),
    declarations: emittedDeclarations,
    write: true,
    verify: true,
    allowDirty: true,
    createCommits: false,
    formatChanged: false,
    now: new Date(),
    holder: { pid: process.pid, isAlive: () => false },
  });
  linkRuntime(modules);
  const seamFile = migration.files.find((it) => /(^|\/)unconduct\.[cm]?[jt]s$/.test(it.file))?.file;
  const made = seamFile === undefined ? "" : readFileSync(join(folder, seamFile), "utf8");
  return {
    migration,
    run: (seam) => {
      if (seamFile !== undefined) writeFileSync(join(folder, seamFile), seam(made));
      return runApp(app, folder);
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

/** The runtime's entries, as their sources; once the app is migrated, since a project installs them then. */
function linkRuntime(modules: string): void {
  mkdirSync(join(modules, "unconduct-runtime"));
  const write = (name: string, text: string) => writeFileSync(join(modules, "unconduct-runtime", name), text);
  const entries = ["registry-first", "langgraph"];
  const exports = Object.fromEntries(
    entries.map((it) => [`./${it}`, { import: `./${it}.mjs`, require: `./${it}.cjs` }]),
  );
  write("package.json", JSON.stringify({ name: "unconduct-runtime", version: "0.1.0", exports }));
  for (const it of entries) {
    const entry = join(root, "adapters", it, "index.ts");
    // Loaded by the child's own loader, from where the sources are.
    write(`${it}.mjs`, `export * from ${JSON.stringify(pathToFileURL(entry).href)};\n`);
    write(`${it}.cjs`, `module.exports = require(${JSON.stringify(entry)});\n`);
  }
}
