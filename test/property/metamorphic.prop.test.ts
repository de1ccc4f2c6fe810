import { describe, expect, it } from "vitest";
import { auditTexts } from "../harness/leaks/routing-only-sites.ts";
import { SeededRandom } from "../harness/leaks/seeded-random.ts";
import { classSummary } from "../harness/metamorphic/class-summary.ts";
import { METAMORPHISMS } from "../harness/metamorphic/metamorphisms.ts";
import { subjects } from "../harness/metamorphic/subjects.ts";

const SEED = 7;
const CASES = 3;

describe.each(METAMORPHISMS)("$name", (metamorphism) => {
  it("changes no class", () => {
    const random = new SeededRandom(SEED + METAMORPHISMS.indexOf(metamorphism));
    const fitting = subjects().flatMap(({ name, texts }) => {
      const changed = metamorphism.apply(texts);
      return changed ? [{ name, texts, changed }] : [];
    });
    expect(fitting.length).toBeGreaterThan(5);
    for (let n = 0; n < CASES; n++) {
      const { name, texts, changed } = random.pick(fitting);
      expect(classSummary(auditTexts(changed)), name).toEqual(classSummary(auditTexts(texts)));
    }
  });
});
