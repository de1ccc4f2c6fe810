import type { MetamorphicShard } from "./metamorphic-shard.ts";
import { runShards } from "./run-shards.ts";
import type { SoakResult } from "./soak-result.ts";

/** Every harmless change of every fixture app and clean source, and `rounds` (40 by default) damaged copies of each. */
export const soakMetamorphic = async ([rounds = "40", seed = "1"]: readonly string[]): Promise<SoakResult> => {
  const start = performance.now();
  const shards = await runShards<MetamorphicShard>("./metamorphic-shard.ts", [rounds, seed]);
  const sum = (of: (shard: MetamorphicShard) => number) => shards.reduce((total, shard) => total + of(shard), 0);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  return {
    lines: [
      `${sum((s) => s.changes)} harmless changes and ${sum((s) => s.damaged)} damaged trees (seed ${seed}) in ${seconds} s`,
    ],
    failures: shards.flatMap((shard) => shard.failures).sort(),
  };
};
