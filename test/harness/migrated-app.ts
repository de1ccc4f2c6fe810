import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { codemods, emittedDeclarations, migrate } from "../../codemods/index.ts";
import { appsDir } from "./run-app.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A copy of a fixture app that one stage has changed, with the packages of this project and the runtime beside it. */
export interface MigratedApp {
  /** Remove it at the end. */
  readonly parent: string;
  readonly folder: string;
  /** Ids of the changes that were made. */
  readonly changes: readonly string[];
}

/** Copies a fixture app, migrates the copy with verification, and gives it `unconduct-runtime` as an installation would. */
export const migratedApp = (app: string, stage: 1 | 2 | 3 | 4 | 5): Promise<MigratedApp> =>
  migratedCopy(join(appsDir, app), app, stage);

/** The same with any folder; `name` is what the copy is called. */
export async function migratedCopy(source: string, name: string, stage: 1 | 2 | 3 | 4 | 5): Promise<MigratedApp> {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), "migrated-app-"));
  const folder = join(parent, name);
  cpSync(source, folder, { recursive: true });
  const { changes, problems } = await migrate({
    root: folder,
    toolVersion: "0.1.0",
    stage,
    codemods: codemods.filter((it) => it.meta.stage === stage),
    declarations: emittedDeclarations,
    ...{ write: true, verify: true, allowDirty: false, createCommits: false, formatChanged: false },
    now: new Date("2026-03-01T10:00:00.000Z"),
    holder: { pid: process.pid, isAlive: () => false },
  });
  if (problems.length > 0) throw new Error(`stage ${stage} of ${name} was not written: ${problems.join("; ")}`);
  linkPackages(join(parent, "node_modules"));
  return { parent, folder, changes: changes.map((it) => it.id) };
}

function linkPackages(modules: string): void {
  const own = join(repository, "node_modules");
  mkdirSync(join(modules, "unconduct-runtime"), { recursive: true });
  for (const name of readdirSync(own))
    if (name !== "unconduct-runtime") symlinkSync(join(own, name), join(modules, name));
  const entries = ["langgraph-redis", "redis"];
  const exports = Object.fromEntries(entries.map((it) => [`./${it}`, `./${it}.ts`]));
  const manifest = { name: "unconduct-runtime", type: "module", exports };
  writeFileSync(join(modules, "unconduct-runtime/package.json"), JSON.stringify(manifest));
  for (const it of entries) {
    const entry = pathToFileURL(join(repository, `adapters/${it}/index.ts`)).href;
    writeFileSync(join(modules, `unconduct-runtime/${it}.ts`), `export * from ${JSON.stringify(entry)};\n`);
  }
}
