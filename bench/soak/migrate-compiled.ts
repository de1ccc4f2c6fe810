import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { codemods, emittedDeclarations, migrate, undo } from "../../codemods/index.ts";
import type { Migration } from "../../contracts/migration.ts";
import { addRuntime, packageFolders } from "./add-runtime.ts";
import { type Compiled, compileFiles } from "./compile-files.ts";
import type { SoakResult } from "./soak-result.ts";

const holder = { pid: process.pid, isAlive: () => false };
const stages = [1, 2, 3] as const;

/**
 * `npm run soak -- migrate-compiled <folder> [part of a name]`: for each checkout below a folder whose packages are
 * installed, writes stages 1, 2 and 3, puts the runtime as built among its packages, and runs the project's own `tsc` over
 * what compiles the changed files, with the changes and after they are undone. A new error is a failure; so are settings
 * that the compiler refuses, and a stage that verification stopped. Works on the folder itself: give it copies.
 */
export async function soakMigrateCompiled([folder = "", only = ""]: readonly string[]): Promise<SoakResult> {
  const lines: string[] = [];
  const failures: string[] = [];
  let compiled = 0;
  const entries = folder === "" ? [] : readdirSync(folder, { withFileTypes: true });
  const checkouts = entries.filter((it) => it.isDirectory() && it.name.includes(only)).map((it) => it.name);
  for (const name of checkouts.sort()) {
    const root = realpathSync(join(folder, name));
    if (packageFolders(root).length === 0) {
      lines.push(`${name}: LangGraph is not installed in it`);
      continue;
    }
    const { said, problems, isCompiled } = await migrateCompiled(root);
    lines.push(`${name}: ${said}`);
    failures.push(...problems.map((it) => `${name}: ${it}`));
    if (isCompiled && problems.length === 0) compiled++;
  }
  return { lines: [...lines, `${compiled} checkouts changed and compiled as before`], failures };
}

async function migrateCompiled(root: string) {
  const removeRuntime = addRuntime(root);
  try {
    const runs: Migration[] = [];
    for (const stage of stages) runs.push(await write(root, stage));
    const changed = [...new Set(runs.flatMap((run) => (run.written ? changedFiles(run) : [])))];
    const files = changed.map((it) => join(root, it)).filter(existsSync);
    const after = compileFiles(root, files);
    for (const run of runs) if (run.written) await undo(root, holder);
    const before = compileFiles(root, files.filter(existsSync));
    const fresh = newOnes(before.errors, after.errors);
    return {
      said: `${runs.flatMap(saidOf).join(", ") || "nothing to change"}${saidOfErrors(before, after, fresh)}`,
      isCompiled: after.compilers.length > 0,
      problems: [
        ...runs.flatMap((run) => run.problems.map((it) => `stage ${run.stage} stopped: ${it}`)),
        ...new Set([...before.broken, ...after.broken]),
        ...fresh,
      ],
    };
  } finally {
    removeRuntime();
  }
}

const write = (root: string, stage: (typeof stages)[number]): Promise<Migration> =>
  migrate({
    ...{ root, toolVersion: "0.1.0", stage, codemods: codemods.filter((it) => it.meta.stage === stage) },
    ...{ declarations: emittedDeclarations, write: true, verify: true, allowDirty: true },
    ...{ createCommits: false, formatChanged: false, now: new Date(), holder },
  });

const changedFiles = ({ files }: Migration): string[] => files.flatMap((it) => ("diff" in it ? [it.file] : []));

const saidOf = (run: Migration): string[] =>
  run.written ? [`stage ${run.stage}: ${run.changes.length} changes in ${changedFiles(run).length} files`] : [];

function saidOfErrors(before: Compiled, after: Compiled, fresh: readonly string[]): string {
  if (after.compilers.length === 0) return "";
  const counts = `errors before ${before.errors.length}, after ${after.errors.length}, new ${fresh.length}`;
  return `; ${after.compilers.join(", ")}: ${counts}`;
}

function newOnes(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((it) => {
    const at = left.indexOf(it);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
