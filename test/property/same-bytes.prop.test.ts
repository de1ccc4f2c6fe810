import { describe, expect, it } from "vitest";
import { auditTexts } from "../harness/leaks/routing-only-sites.ts";
import { SeededRandom } from "../harness/leaks/seeded-random.ts";
import { appNames, appTexts } from "../harness/metamorphic/app-folders.ts";
import { shuffled } from "../harness/metamorphic/damage-text.ts";
import { withNodeModules } from "../harness/metamorphic/fake-node-modules.ts";

const random = new SeededRandom(31);
const names = appNames();
const bytes = (texts: ReadonlyMap<string, string>): string => JSON.stringify(auditTexts(texts));

describe.each(names)("the audit of %s", (name) => {
  it("has the same bytes in whatever order the files come, and with and without node_modules", () => {
    const texts = appTexts(name);
    const expected = bytes(texts);
    expect(bytes(shuffled(withNodeModules(texts), random))).toBe(expected);
  });
});
