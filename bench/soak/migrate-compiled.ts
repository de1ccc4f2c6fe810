import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { codemods, emittedDeclarations, migrate, undo } from "../../codemods/index.ts";
import type { SoakResult } from "./soak-result.ts";

const repository = join(import.meta.dirname, "../..");
const holder = { pid: process.pid, isAlive: () => false };

/**
 * `npm run soak -- migrate-compiled <folder> [part of a name]`: for each checkout below a folder whose packages are
 * installed (in it or in a folder of it), runs this project's `tsc` over it before and after stage 3 is written, with the
 * runtime as built put among its packages, and takes the run back. A new error is a failure. Works on the folder itself:
 * give it copies.
 */
export async function soakMigrateCompiled([folder = "", only = ""]: readonly string[]): Promise<SoakResult> {
  if (!existsSync(join(repository, "runtime/dist"))) throw new Error("the runtime is not built: npm run build");
  const lines: string[] = [];
  const failures: string[] = [];
  const checkouts = folder === "" ? [] : readdirSync(folder).filter((it) => it.includes(only));
  for (const name of checkouts.sort())
    for (const project of installedProjects(join(folder, name))) {
      const label = relative(folder, project);
      const result = await migrateCompiled(realpathSync(project));
      lines.push(`${label}: ${result.said}, errors before ${result.before}, new ${result.fresh.length}`);
      failures.push(...result.fresh.map((it) => `${label}: ${it}`));
    }
  return { lines, failures };
}

/** Folders with packages and a tsconfig, the checkout's own or some steps below. */
function installedProjects(root: string, depth = 0): string[] {
  if (existsSync(join(root, "node_modules")) && existsSync(join(root, "tsconfig.json"))) return [root];
  const folders = depth > 4 ? [] : readdirSync(root, { withFileTypes: true }).filter((it) => it.isDirectory());
  return folders
    .filter((it) => it.name !== "node_modules" && !it.name.startsWith("."))
    .flatMap((it) => installedProjects(join(root, it.name), depth + 1));
}

async function migrateCompiled(root: string) {
  const added = addRuntime(root);
  try {
    const before = compile(root);
    const { written, changes, files, problems } = await migrate({
      ...{ root, toolVersion: "0.1.0", stage: 3, codemods: codemods.filter((it) => it.meta.stage === 3) },
      ...{ declarations: emittedDeclarations, write: true, verify: true, allowDirty: true },
      ...{ createCommits: false, formatChanged: false, now: new Date(), holder },
    });
    const after = written ? compile(root) : before;
    if (written) await undo(root, holder);
    const count = files.filter((it) => "diff" in it).length;
    const said =
      problems.length > 0 ? `stopped: ${problems[0]}` : `${changes.length} changes in ${written ? count : 0} files`;
    return { said, before: before.length, fresh: newOnes(before, after) };
  } finally {
    for (const it of added) rmSync(it, { recursive: true, force: true });
  }
}

/** What `npm install` would add; gives what was added. */
function addRuntime(root: string): string[] {
  const modules = join(root, "node_modules");
  const [runtime, zod, ioredis] = ["unconduct-runtime", "unconduct-runtime/node_modules/zod", "ioredis"].map((it) =>
    join(modules, it),
  ) as [string, string, string]; // three names, three paths
  cpSync(join(repository, "runtime/package.json"), join(runtime, "package.json"));
  cpSync(join(repository, "runtime/dist"), join(runtime, "dist"), { recursive: true });
  cpSync(join(repository, "node_modules/zod"), zod, { recursive: true, dereference: true });
  if (existsSync(ioredis)) return [runtime];
  cpSync(join(repository, "node_modules/ioredis"), ioredis, { recursive: true, dereference: true });
  return [runtime, ioredis];
}

/** The errors of this project's compiler, without line and column. */
function compile(root: string): string[] {
  const compiler = join(repository, "node_modules/typescript/bin/tsc");
  const args = ["--max-old-space-size=3000", compiler, "-p", root, "--noEmit", "--pretty", "false"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 64 << 20 });
  return stdout.split("\n").flatMap((line) => (line.includes("error TS") ? [line.replace(/\(\d+,\d+\)/, "")] : []));
}

function newOnes(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((it) => {
    const at = left.indexOf(it);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
