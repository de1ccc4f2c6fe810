import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { memoryFolder } from "../../analyzer/index.ts";
import { realDisk } from "../../codemods/kit/disk.ts";
import { JournalStore } from "../../codemods/kit/journal-store.ts";
import { type PlannedRun, planRun } from "../../codemods/kit/plan-run.ts";
import { openProject } from "../../codemods/kit/project.ts";
import { recoverRuns } from "../../codemods/kit/recover-runs.ts";
import { undoRun } from "../../codemods/kit/undo-run.ts";
import { verifyRun } from "../../codemods/kit/verify-run.ts";
import { finishRun, writeRun } from "../../codemods/kit/write-run.ts";
import { codemods } from "../../codemods/registry.ts";
import { DiskStopped, failingDisk } from "../harness/failing-disk.ts";
import { readTree } from "../harness/run-codemod-case.ts";

/** How a file takes the class, and what it calls it then. */
const imports = [
  ['import { MemorySaver } from "@langchain/langgraph";', "MemorySaver"],
  ['import { MemorySaver as Memory, START } from "@langchain/langgraph";\nvoid START;', "Memory"],
  ['import * as lg from "@langchain/langgraph";', "lg.MemorySaver"],
  ["import {\n  InMemoryStore,\n  MemorySaver,\n} from '@langchain/langgraph'\nvoid InMemoryStore", "MemorySaver"],
  ['const { MemorySaver } = require("@langchain/langgraph");', "MemorySaver"],
] as const;

/** Places that keep a saver. */
const places = [
  (made: string, name: string) => `export const ${name} = new ${made}();`,
  (made: string, name: string) => `export class Desk${name} {\n\tprivate readonly kept = new ${made}();\n}`,
  (made: string, name: string) =>
    `let ${name};\nfunction open${name}() {\n  return (${name} ??= new ${made}()); // é\n}`,
  (made: string, name: string) => `export const all${name} = [new ${made}(), /* two */ new ${made}()];`,
  (made: string, name: string) =>
    `const redisSaver = "${name}"; export { redisSaver as taken${name} };\nvoid new ${made}();`,
  (_: string, name: string) =>
    `const sessions${name} = new Map();\nexport const say${name} = (id) => sessions${name}.set(id, 1);`,
];

const fileText = fc
  .record({
    taken: fc.constantFrom(...imports),
    places: fc.array(fc.nat(places.length - 1), { maxLength: 3 }),
    crlf: fc.boolean(),
    bom: fc.boolean(),
    end: fc.constantFrom("", "\n", "\n\n"),
  })
  .map(({ taken: [line, made], places: picked, crlf, bom, end }) => {
    const parts = picked.map((it, index) => places[it]?.(made, `kept${index}`) ?? "");
    // One name per file can only be declared once.
    const unique = parts.filter(
      (it, index) => !it.includes("redisSaver") || parts.findIndex((p) => p.includes("redisSaver")) === index,
    );
    const text = [line, ...unique].join("\n") + end;
    return (bom ? "\uFEFF" : "") + (crlf ? text.replaceAll("\n", "\r\n") : text);
  });

const project = fc
  .record({
    files: fc.dictionary(fc.constantFrom("a.ts", "src/b.mts", "src/deep/c.js", "lib/d.tsx", "src/e.cjs"), fileText, {
      minKeys: 1,
    }),
    manifest: fc.constantFrom(
      "{}",
      '{\n\t"type": "module",\n\t"dependencies": { "zod": "4" }\n}\n',
      '{"dependencies":{}}',
    ),
    env: fc.option(fc.constantFrom("A=1", "# all\r\nA=1\r\n", "")),
  })
  .map(
    ({ files, manifest, env }) =>
      new Map(Object.entries({ "package.json": manifest, ...(env !== null && { ".env.example": env }), ...files })),
  );

const stage3 = codemods.filter((it) => it.meta.stage === 3);
const planOf = (tree: ReadonlyMap<string, string>): PlannedRun =>
  planRun(openProject(memoryFolder(tree), { toolVersion: "0.1.0" }), stage3);

const head = {
  id: "20260301T100000000Z",
  toolVersion: "0.1.0",
  startedAt: "2026-03-01T10:00:00.000Z",
  stage: 3 as const,
  codemods: ["x"],
};

/** True where the action was stopped by its disk. */
const isStopped = (action: () => unknown): boolean => {
  try {
    action();
    return false;
  } catch (error) {
    if (error instanceof DiskStopped) return true;
    throw error;
  }
};

it("a planned project parses, and planning over it plans nothing", () => {
  let changed = 0;
  fc.assert(
    fc.property(project, (tree) => {
      const run = planOf(tree);
      changed += run.files.length;
      expect(verifyRun(run)).toEqual([]);
    }),
    { numRuns: 40 },
  );
  expect(changed).toBeGreaterThan(40);
}, 240_000);

it("written and taken back, killed at any step of either, every byte is as before", () => {
  fc.assert(
    fc.property(project, fc.nat(60), fc.nat(60), (tree, killWrite, killUndo) => {
      const { files } = planOf(tree);
      const root = mkdtempSync(join(tmpdir(), "unconduct-prop-"));
      try {
        for (const [file, text] of tree) {
          mkdirSync(dirname(join(root, file)), { recursive: true });
          writeFileSync(join(root, file), text);
        }
        const store = new JournalStore(realDisk, root);
        const writing = failingDisk(killWrite);
        const own = new JournalStore(writing, root);
        const stopped = isStopped(() => finishRun(own, writeRun(writing, own, root, head, files), null));
        if (stopped) recoverRuns(realDisk, store, root);
        else {
          const undoing = failingDisk(killUndo);
          isStopped(() => undoRun(undoing, new JournalStore(undoing, root), root));
          recoverRuns(realDisk, store, root);
          if (store.all()[0]?.state === "done") undoRun(realDisk, store, root);
        }
        const after = [...readTree(root)].filter(([file]) => !file.startsWith(".unconduct/"));
        expect(after.sort()).toEqual([...tree].sort());
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    }),
    { numRuns: 40 },
  );
}, 240_000);
