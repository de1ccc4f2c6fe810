import { describe, expect, it } from "vitest";
import { auditTree } from "../../../analyzer/audit-tree.ts";
import { scanMemory } from "../../../analyzer/source/scan/scan-memory.ts";
import { auditTextsCached } from "../../harness/audit-texts-cached.ts";
import { SeededRandom } from "../../harness/leaks/seeded-random.ts";
import { memoryCache } from "../../harness/memory-cache.ts";
import { appTexts } from "../../harness/metamorphic/app-folders.ts";

const random = new SeededRandom(8);
const rounds = 24;
const start = appTexts("text-router");

/** One edit of the kinds that people make, mostly small; some undo an earlier one. */
const edit = (texts: ReadonlyMap<string, string>): Map<string, string> => {
  const next = new Map(texts);
  const path = random.pick([...texts.keys()].filter((p) => p.endsWith(".ts")));
  const text = texts.get(path) ?? "";
  const lines = text.split("\n");
  const at = random.pick(lines.map((_, index) => index));
  const other = random.pick([...start.keys()]);
  const edits = [
    () => next.set(path, [...lines.slice(0, at), ...lines.slice(at + 1)].join("\n")),
    () => next.set(path, `${text}\n// a remark`),
    () => next.set(path, text.replace(/"([a-z]+)"/, '"other"')),
    () => next.set(path, text.replaceAll("invoke", "stream")),
    () => next.set(other, start.get(other) ?? ""),
    () => next.delete(path),
    () => next.set(`src/added-${at}.ts`, text),
    () => next.set("tsconfig.json", `{ "compilerOptions": { "baseUrl": "${random.pick([".", "src"])}" } }`),
    () => next.set(".gitignore", random.pick(["", path, "src/added-*"])),
  ];
  random.pick(edits)();
  return next;
};

describe("the cache under random edits", () => {
  it(`gives what an audit without it gives, over ${rounds} edits in a row`, async () => {
    const cache = memoryCache();
    let texts: ReadonlyMap<string, string> = start;
    for (let round = 0; round < rounds; round++) {
      const expected = JSON.stringify(auditTree(scanMemory(texts), { toolVersion: "0.0.0-test", root: "." }));
      const { bytes } = await auditTextsCached(texts, cache);
      expect(bytes === expected, `round ${round}`).toBe(true);
      const next = edit(texts);
      texts = scanMemory(next).files.size > 0 ? next : start;
    }
  });
});
