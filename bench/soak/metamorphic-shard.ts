import { auditSchema } from "../../contracts/audit.ts";
import { auditTexts } from "../../test/harness/leaks/routing-only-sites.ts";
import { SeededRandom } from "../../test/harness/leaks/seeded-random.ts";
import { classSummary } from "../../test/harness/metamorphic/class-summary.ts";
import { cutSources, mutateSources, shuffled } from "../../test/harness/metamorphic/damage-text.ts";
import { withNodeModules } from "../../test/harness/metamorphic/fake-node-modules.ts";
import { METAMORPHISMS } from "../../test/harness/metamorphic/metamorphisms.ts";
import { type Subject, subjects } from "../../test/harness/metamorphic/subjects.ts";

/** What one process found. */
export interface MetamorphicShard {
  readonly changes: number;
  readonly damaged: number;
  readonly failures: readonly string[];
}

const [shard, shards, rounds, seed] = process.argv.slice(2).map(Number) as [number, number, number, number]; // the runner's arguments
const random = new SeededRandom(seed + shard);
const failures: string[] = [];
let [changes, damaged] = [0, 0];

const changedHarmlessly = ({ name, texts }: Subject): void => {
  const before = classSummary(auditTexts(texts)).join("\n");
  for (const metamorphism of METAMORPHISMS) {
    const changed = metamorphism.apply(texts);
    if (!changed) continue;
    changes += 1;
    if (classSummary(auditTexts(changed)).join("\n") !== before)
      failures.push(`${name}: ${metamorphism.name}: a class changed`);
  }
};

const sameBytes = ({ name, texts }: Subject): void => {
  const before = JSON.stringify(auditTexts(texts));
  const ways = { "shuffled files": shuffled(texts, random), "node_modules added": withNodeModules(texts) };
  for (const [way, changed] of Object.entries(ways)) {
    changes += 1;
    if (JSON.stringify(auditTexts(changed)) !== before) failures.push(`${name}: ${way}: other bytes`);
  }
};

const damagedSource = ({ name, texts }: Subject): void => {
  for (const [way, damage] of Object.entries({ cut: cutSources, mutated: mutateSources })) {
    damaged += 1;
    try {
      const { error } = auditSchema.safeParse(auditTexts(damage(texts, random)));
      if (error) failures.push(`${name}: ${way}: the report breaks its contract: ${error.issues[0]?.message}`);
    } catch (error) {
      failures.push(`${name}: ${way}: ${error instanceof Error ? error.stack?.split("\n", 3).join(" ") : error}`);
    }
  }
};

for (const [n, subject] of subjects().entries()) {
  if (n % shards !== shard) continue;
  changedHarmlessly(subject);
  sameBytes(subject);
  for (let round = 0; round < rounds; round++) damagedSource(subject);
}
process.send?.({ changes, damaged, failures } satisfies MetamorphicShard);
process.disconnect?.();
