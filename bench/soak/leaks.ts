import type { LeakShard } from "./leaks-shard.ts";
import { runShards } from "./run-shards.ts";
import type { SoakResult } from "./soak-result.ts";

/** Leaks one field of a routing-only call in every simple way and in random compositions; 15,000 cases by default, of which about 4,000 are compositions. */
export const soakLeaks = async ([count = "15000", seed = "1"]: readonly string[]): Promise<SoakResult> => {
  const start = performance.now();
  const shards = await runShards<LeakShard>("./leaks-shard.ts", [count, seed]);
  const cases = shards.reduce((sum, shard) => sum + shard.cases, 0);
  const classes: Record<string, number> = {};
  for (const shard of shards)
    for (const [name, n] of Object.entries(shard.classes)) classes[name] = (classes[name] ?? 0) + n;
  const seconds = (performance.now() - start) / 1000;
  return {
    lines: [
      `${cases} leaks (seed ${seed}) in ${seconds.toFixed(0)} s, ${((seconds * 1000) / cases).toFixed(1)} ms a case`,
      `classes: ${Object.entries(classes)
        .sort()
        .map(([name, n]) => `${name} ${n}`)
        .join(", ")}`,
    ],
    failures: [...new Set(shards.flatMap((shard) => shard.missed))].sort(),
  };
};
