import { describe, expect, it } from "vitest";
import { auditTree } from "../../analyzer/audit-tree.ts";
import { memoryFolder } from "../../analyzer/source/scan/memory-folder.ts";
import type { FileBytes, ReadableFolder } from "../../analyzer/source/scan/readable-folder.ts";
import { scanFolder } from "../../analyzer/source/scan/scan-folder.ts";
import { auditSchema } from "../../contracts/audit.ts";
import { auditTexts } from "../harness/leaks/routing-only-sites.ts";
import { SeededRandom } from "../harness/leaks/seeded-random.ts";
import { appNames, appTexts } from "../harness/metamorphic/app-folders.ts";
import { cutSources, mutateSources } from "../harness/metamorphic/damage-text.ts";
import { subjects } from "../harness/metamorphic/subjects.ts";

describe.each([
  ["cut off", cutSources],
  ["with characters lost and added", mutateSources],
])("source %s", (_name, damage) => {
  it("is audited without an error, and the report keeps its contract", () => {
    const random = new SeededRandom(99);
    const all = subjects();
    for (let n = 0; n < 15; n++) {
      const { name, texts } = random.pick(all);
      const audit = auditTexts(damage(texts, random));
      expect(auditSchema.safeParse(audit).error, name).toBeUndefined();
    }
  });
});

/** The folder with the bytes of each source cut at a random place, be it inside a character. */
const cutBytes = (texts: ReadonlyMap<string, string>, random: SeededRandom): ReadableFolder => {
  const whole = memoryFolder(texts);
  const read = (path: string, limit: number): FileBytes => {
    const file = whole.read(path, limit);
    if (file.kind !== "bytes" || !/\.[cm]?[jt]sx?$/.test(path)) return file;
    return { kind: "bytes", bytes: file.bytes.subarray(0, ends.get(path)) };
  };
  const ends = new Map([...texts].map(([path, text]) => [path, random.below(Buffer.byteLength(text) + 1)]));
  return { ...whole, read };
};

describe.each(appNames())("the bytes of %s, cut off", (name) => {
  it("are audited without an error, and the report keeps its contract", () => {
    // characters of three bytes in every text, so that some cuts go through one
    const texts = new Map([...appTexts(name)].map(([path, text]) => [path, text.replaceAll('"', '"\u2026')]));
    const audit = auditTree(scanFolder(cutBytes(texts, new SeededRandom(5))), { toolVersion: "0.0.0" });
    expect(auditSchema.safeParse(audit).error).toBeUndefined();
  });
});
