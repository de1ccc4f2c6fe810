import {
  type LeakCase,
  leakName,
  leakText,
  randomLeak,
  simpleLeaks,
  simplerLeaks,
} from "../../test/harness/leaks/leak-case.ts";
import { auditTexts } from "../../test/harness/leaks/routing-only-sites.ts";
import { SeededRandom } from "../../test/harness/leaks/seeded-random.ts";

/** What one process found. */
export interface LeakShard {
  readonly cases: number;
  /** Cases by the class of the dispatching call; `missed`: some site is still routing-only or may be rewritten. */
  readonly classes: Readonly<Record<string, number>>;
  /** The simplest forms of what was missed. */
  readonly missed: readonly string[];
}

const [shard, shards, count, seed] = process.argv.slice(2).map(Number) as [number, number, number, number]; // the runner's arguments

const classOf = (leak: LeakCase): string => {
  const sites = auditTexts(new Map([["src/graph.ts", leakText(leak)]])).callSites;
  if (sites.some((s) => s.classification === "routing-only" || s.replaceability === "rewrite")) return "missed";
  return sites.find((s) => leak.source.site.test(s.expr))?.classification ?? "not found";
};

const simplest = (leak: LeakCase): LeakCase => {
  const simpler = simplerLeaks(leak).find((other) => classOf(other) === "missed");
  return simpler ? simplest(simpler) : leak;
};

const everyCase = function* (): Generator<LeakCase> {
  const simple = simpleLeaks();
  yield* simple;
  const random = new SeededRandom(seed);
  for (let n = simple.length; n < count; n++) yield randomLeak(random);
};

const classes: Record<string, number> = {};
const missed = new Set<string>();
let [cases, n] = [0, 0];
for (const leak of everyCase()) {
  if (n++ % shards !== shard) continue;
  const found = classOf(leak);
  cases += 1;
  classes[found] = (classes[found] ?? 0) + 1;
  if (found === "missed") missed.add(leakName(simplest(leak)));
}
process.send?.({ cases, classes, missed: [...missed].sort() } satisfies LeakShard);
process.disconnect?.();
