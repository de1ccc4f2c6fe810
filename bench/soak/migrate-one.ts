import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { codemods, emittedDeclarations, migrate, undo } from "../../codemods/index.ts";
import { sha256 } from "../../codemods/kit/journal-store.ts";
import { parseErrors } from "../../codemods/kit/parse-source.ts";
import type { Migration } from "../../contracts/migration.ts";

/** What became of one checkout; printed as one line of JSON. */
export interface MigratedCheckout {
  /** In-memory savers and stores that moved. */
  readonly moved: number;
  /** In-memory savers and stores that the stage is not for, by reason: tests, dead code, browsers, a database that counts. */
  readonly excluded: Readonly<Record<string, number>>;
  /** In-memory savers and stores that stay although the stage is for them, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Savers and stores that are no in-memory ones. */
  readonly external: number;
  readonly marks: number;
  readonly files: number;
  /** What verification stopped the run with. */
  readonly problems: readonly string[];
  /** What must never happen. */
  readonly failures: readonly string[];
}

const holder = { pid: process.pid, isAlive: () => false };

/** Migrates a copy of a checkout, checks every promise, undoes it, and removes the copy. */
async function migrateCopy(checkout: string): Promise<MigratedCheckout> {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), "unconduct-soak-"));
  const root = join(parent, basename(checkout));
  try {
    cpSync(checkout, root, { recursive: true, verbatimSymlinks: true, filter: (path) => basename(path) !== ".git" });
    return await migrateChecked(root);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

async function migrateChecked(root: string): Promise<MigratedCheckout> {
  const before = hashes(root);
  const failures: string[] = [];
  const first = await run(root);
  const after = hashes(root);
  const touched = [...new Set([...before.keys(), ...after.keys()])].filter((it) => before.get(it) !== after.get(it));
  const said = new Set(first.files.filter((it) => "diff" in it).map((it) => it.file));
  for (const it of touched) if (!said.has(it)) failures.push(`${it} changed, and the report does not say so`);
  for (const it of touched) failures.push(...parseErrors(it, readFileSync(join(root, it), "utf8")));
  if (first.written) {
    const second = await run(root);
    if (second.written) failures.push("a second run changed something");
    await undo(root, holder);
    const restored = hashes(root);
    for (const it of new Set([...before.keys(), ...restored.keys()]))
      if (before.get(it) !== restored.get(it)) failures.push(`${it} is not as before after undo`);
  } else if (touched.length > 0) failures.push("nothing was to be written, and files changed");
  return { ...countsOf(first), failures };
}

const run = (root: string): Promise<Migration> =>
  migrate({
    root,
    toolVersion: "0.1.0",
    stage: 3,
    codemods: codemods.filter((it) => it.meta.stage === 3),
    declarations: emittedDeclarations,
    write: true,
    verify: true,
    allowDirty: true,
    createCommits: false,
    formatChanged: false,
    now: new Date(),
    holder,
  });

function countsOf({ changes, left, marks, files, problems }: Migration): Omit<MigratedCheckout, "failures"> {
  const savers = left.filter((it) => it.codemod === saverCodemod);
  const inMemory = savers.filter((it) => !/keeps its state outside the process|this project's own/.test(it.reason));
  const isExcluded = (it: Migration["left"][number]): boolean =>
    it.kind === "unchanged" || it.reason.includes("must not reach a Redis server");
  const moved = changes.filter((it) => it.codemod === saverCodemod).length;
  return {
    moved: problems.length > 0 ? 0 : moved,
    excluded: byReason(inMemory.filter(isExcluded)),
    refused: {
      ...byReason(inMemory.filter((it) => !isExcluded(it))),
      ...(problems.length > 0 && moved > 0 && { "stopped by verification": moved }),
    },
    external: savers.length - inMemory.length,
    marks: marks.length,
    files: files.filter((it) => "diff" in it).length,
    problems,
  };
}

const saverCodemod = "move-savers-to-redis";

function byReason(places: readonly { readonly reason: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of places) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

/** Hash of every file below the root but the tool's own and git's. */
function hashes(root: string): Map<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => relative(root, join(it.parentPath, it.name)));
  return new Map(
    paths.filter((it) => !/^\.(unconduct|git)\//.test(it)).map((it) => [it, sha256(readFileSync(join(root, it)))]),
  );
}

console.log(JSON.stringify(await migrateCopy(process.argv[2] ?? "")));
