import { describe, expect, it } from "vitest";
import { auditTexts } from "../harness/leaks/routing-only-sites.ts";
import { SeededRandom } from "../harness/leaks/seeded-random.ts";
import { appNames, appTexts } from "../harness/metamorphic/app-folders.ts";
import { shuffled } from "../harness/metamorphic/damage-text.ts";
import { withNodeModules } from "../harness/metamorphic/fake-node-modules.ts";

const random = new SeededRandom(31);
const names = appNames().filter((name) => appTexts(name).size > 6);
const bytes = (texts: ReadonlyMap<string, string>): string => JSON.stringify(auditTexts(texts));

describe("the audit of a fixture app", () => {
  it("has the same bytes in whatever order the files come", () => {
    for (const name of Array.from({ length: 4 }, () => random.pick(names))) {
      const texts = appTexts(name);
      expect(bytes(shuffled(texts, random)), name).toBe(bytes(texts));
    }
  });

  it("has the same bytes with and without node_modules", () => {
    for (const name of Array.from({ length: 4 }, () => random.pick(names))) {
      const texts = appTexts(name);
      expect(bytes(withNodeModules(texts)), name).toBe(bytes(texts));
    }
  });
});
