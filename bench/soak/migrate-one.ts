import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { codemods, emittedDeclarations, migrate, undo } from "../../codemods/index.ts";
import { sha256 } from "../../codemods/kit/journal-store.ts";
import { parseErrors } from "../../codemods/kit/parse-source.ts";
import type { Migration } from "../../contracts/migration.ts";
import { type CountedStage, countsOf, isCountedStage, type StageCounts } from "./stage-counts.ts";

/** What one stage did to one checkout; all of them are printed as one line of JSON. */
export interface MigratedCheckout extends StageCounts {
  /** What must never happen. */
  readonly failures: readonly string[];
}

const holder = { pid: process.pid, isAlive: () => false };

/** Migrates a copy of a checkout stage by stage, checks every promise, undoes each stage, and removes the copy. */
async function migrateCopy(checkout: string, stages: readonly CountedStage[]): Promise<MigratedCheckout[]> {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), "unconduct-soak-"));
  const root = join(parent, basename(checkout));
  try {
    cpSync(checkout, root, { recursive: true, verbatimSymlinks: true, filter: (path) => basename(path) !== ".git" });
    const results: MigratedCheckout[] = [];
    for (const stage of stages) results.push(await migrateChecked(root, stage));
    return results;
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

async function migrateChecked(root: string, stage: CountedStage): Promise<MigratedCheckout> {
  const before = hashes(root);
  const failures: string[] = [];
  const first = await run(root, stage);
  const after = hashes(root);
  const touched = [...new Set([...before.keys(), ...after.keys()])].filter((it) => before.get(it) !== after.get(it));
  const said = new Set(first.files.filter((it) => "diff" in it).map((it) => it.file));
  for (const it of touched) if (!said.has(it)) failures.push(`${it} changed, and the report does not say so`);
  for (const it of touched) failures.push(...parseErrors(it, readFileSync(join(root, it), "utf8")));
  if (first.written) {
    const second = await run(root, stage);
    if (second.written) failures.push("a second run changed something");
    await undo(root, holder);
    const restored = hashes(root);
    for (const it of new Set([...before.keys(), ...restored.keys()]))
      if (before.get(it) !== restored.get(it)) failures.push(`${it} is not as before after undo`);
  } else if (touched.length > 0) failures.push("nothing was to be written, and files changed");
  return { ...countsOf(stage, first), failures };
}

const run = (root: string, stage: CountedStage): Promise<Migration> =>
  migrate({
    root,
    toolVersion: "0.1.0",
    stage,
    codemods: codemods.filter((it) => it.meta.stage === stage),
    declarations: emittedDeclarations,
    write: true,
    verify: true,
    allowDirty: true,
    createCommits: false,
    formatChanged: false,
    now: new Date(),
    holder,
  });

/** Hash of every file below the root but the tool's own and git's. */
function hashes(root: string): Map<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => relative(root, join(it.parentPath, it.name)));
  return new Map(
    paths.filter((it) => !/^\.(unconduct|git)\//.test(it)).map((it) => [it, sha256(readFileSync(join(root, it)))]),
  );
}

const [, , checkout = "", ...stages] = process.argv;
console.log(JSON.stringify(await migrateCopy(checkout, stages.map(Number).filter(isCountedStage))));
