import { describe, expect, it } from "vitest";
import { auditSchema } from "../../contracts/audit.ts";
import { auditTexts } from "../harness/leaks/routing-only-sites.ts";
import { SeededRandom } from "../harness/leaks/seeded-random.ts";
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
