import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { codemods, emittedDeclarations, migrate } from "../../codemods/index.ts";
import { type Disk, realDisk } from "../../codemods/kit/disk.ts";
import { JournalStore } from "../../codemods/kit/journal-store.ts";
import type { FileChange } from "../../codemods/kit/plan-files.ts";
import { recoverRuns } from "../../codemods/kit/recover-runs.ts";
import { takeBack } from "../../codemods/kit/take-back.ts";
import { undoRun } from "../../codemods/kit/undo-run.ts";
import { finishRun, writeRun } from "../../codemods/kit/write-run.ts";
import { DiskStopped, failingDisk } from "../harness/failing-disk.ts";
import { readTree } from "../harness/run-codemod-case.ts";

const head = {
  id: "20260301T100000000Z",
  toolVersion: "0.1.0",
  startedAt: "2026-03-01T10:00:00.000Z",
  stage: 3,
  codemods: ["x"],
};

const files: readonly FileChange[] = [
  { file: "package.json", before: "{}\n", after: '{"dependencies":{}}\n' },
  { file: "src/a.ts", before: "\uFEFFconst a = 1;\r\n", after: "\uFEFFconst a = 2;\r\n" },
  { file: "src/lib/state/unconduct.ts", before: null, after: "export {};\n" },
];

const before = new Map([
  ...files.flatMap((it) => (it.before === null ? [] : [[it.file, it.before] as const])),
  ["src/other.ts", "// é"],
]);
const after = new Map([...before, ...files.map((it) => [it.file, it.after] as const)]);

/** Files of the project, without the tool's own folder. */
const treeOf = (root: string) => new Map([...readTree(root)].filter(([file]) => !file.startsWith(".unconduct/")));
const sorted = (tree: ReadonlyMap<string, string>) => [...tree].sort();

function inFolder<T>(action: (root: string, store: JournalStore) => T): T {
  const root = mkdtempSync(join(tmpdir(), "unconduct-kill-"));
  try {
    for (const [file, text] of before) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    return action(root, new JournalStore(realDisk, root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const isStopped = (action: () => unknown): boolean => {
  try {
    action();
    return false;
  } catch (error) {
    if (error instanceof DiskStopped) return true;
    throw error;
  }
};

describe("a run killed at any step", () => {
  const stepsOf = inFolder((root) => {
    const disk = failingDisk(Number.POSITIVE_INFINITY);
    finishRun(new JournalStore(disk, root), writeRun(disk, new JournalStore(disk, root), root, head, files), null);
    return disk.changes();
  });

  it.each(Array.from({ length: stepsOf }, (_, step) => step))("is taken back by the next command: step %i", (step) =>
    inFolder((root, store) => {
      const disk = failingDisk(step);
      const own = new JournalStore(disk, root);
      expect(isStopped(() => finishRun(own, writeRun(disk, own, root, head, files), null))).toBe(true);
      recoverRuns(realDisk, store, root);
      expect(sorted(treeOf(root))).toEqual(sorted(before));
      expect(recoverRuns(realDisk, store, root)).toEqual([]);
    }),
  );

  it("is taken back even if recovery is killed as well, at any of its steps", () => {
    fc.assert(
      fc.property(fc.nat(stepsOf - 1), fc.array(fc.nat(8), { maxLength: 3 }), (step, kills) =>
        inFolder((root, store) => {
          const disk = failingDisk(step);
          const own = new JournalStore(disk, root);
          isStopped(() => finishRun(own, writeRun(disk, own, root, head, files), null));
          for (const kill of kills)
            isStopped(() => recoverRuns(failingDisk(kill), new JournalStore(failingDisk(kill), root), root));
          recoverRuns(realDisk, store, root);
          expect(sorted(treeOf(root))).toEqual(sorted(before));
        }),
      ),
      { numRuns: 60 },
    );
  });
});

describe("undoing, killed at any step", () => {
  it("is finished by the next command, and every byte is as before", () => {
    fc.assert(
      fc.property(fc.nat(14), (step) =>
        inFolder((root, store) => {
          finishRun(store, writeRun(realDisk, store, root, head, files), null);
          expect(sorted(treeOf(root))).toEqual(sorted(after));
          const disk = failingDisk(step);
          const stopped = isStopped(() => undoRun(disk, new JournalStore(disk, root), root));
          recoverRuns(realDisk, store, root);
          // Killed before its first step, undo has done nothing, and the run stands.
          if (store.all()[0]?.state === "done") {
            expect(stopped).toBe(true);
            undoRun(realDisk, store, root);
          }
          expect(sorted(treeOf(root))).toEqual(sorted(before));
        }),
      ),
      { numRuns: 30 },
    );
  });
});

it("a run is refused whole when a file changed while it was planned", () =>
  inFolder((root, store) => {
    writeFileSync(join(root, "src/a.ts"), "const a = 3;\n");
    expect(() => writeRun(realDisk, store, root, head, files)).toThrow(/src\/a\.ts changed while the run was planned/);
    expect(treeOf(root).get("package.json")).toBe("{}\n");
  }));

it("undo refuses with the diff, and touches nothing, when a file was changed since", () =>
  inFolder((root, store) => {
    const journal = finishRun(store, writeRun(realDisk, store, root, head, files), null);
    writeFileSync(join(root, "src/a.ts"), "const a = 4;\n");
    expect(() => takeBack(realDisk, store, root, journal, "test")).toThrow(/-const a = 4;[\s\S]*\+\uFEFFconst a = 1;/);
    expect(treeOf(root).get("package.json")).toBe('{"dependencies":{}}\n');
    expect(store.all()[0]?.state).toBe("done");
  }));

it("a disk that fills up while it writes leaves every file as before, and the error says so", async () => {
  const root = mkdtempSync(join(tmpdir(), "unconduct-full-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const text = 'import { MemorySaver } from "@langchain/langgraph";\nexport const saver = new MemorySaver();\n';
  writeFileSync(join(root, "a.ts"), text);
  const full = Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
  const disk: Disk = {
    ...realDisk,
    writeSynced: (path, bytes, permissions) => {
      if (path.endsWith(".tmp") && path.includes("unconduct.ts")) throw full;
      realDisk.writeSynced(path, bytes, permissions);
    },
  };
  const running = migrate({
    ...{ root, toolVersion: "0.1.0", stage: 3, codemods, declarations: emittedDeclarations, disk },
    ...{ write: true, verify: false, allowDirty: true, createCommits: false, formatChanged: false },
    now: new Date("2026-03-01T10:00:00.000Z"),
    holder: { pid: 1, isAlive: () => false },
  });
  await expect(running).rejects.toMatchObject({
    code: "MIGRATION_FILE_UNWRITABLE",
    remedy: expect.stringContaining("as before"),
  });
  expect([...treeOf(root)]).toEqual([["a.ts", text]]);
});
