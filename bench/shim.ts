import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import type { UnconductOptions } from "../adapters/langgraph/unconduct-options.ts";
import { ensureRedis } from "../scripts/ensure-redis.ts";
import type { DecisionLog } from "../shim/ports/decision-log.ts";
import { startRedisServer } from "../test/harness/redis-server.ts";
import {
  type BenchApp,
  functionsApp,
  supervisorApp,
  supervisorOverHttp,
  supervisorWithOpenAI,
} from "./shim/bench-apps.ts";
import { builtRuntime } from "./shim/built-runtime.ts";
import { startModelServer } from "./shim/model-server.ts";
import { defaultWarmUp, pairedCpu } from "./shim/paired-cpu.ts";

interface Row {
  readonly name: string;
  readonly app: BenchApp;
  /** Null: bare against bare, which shows the machine's noise. */
  readonly options: UnconductOptions | null;
}

const rowsOf = (redisLog: DecisionLog, modelUrl: string): readonly Row[] => [
  { name: "bare again (noise)", app: supervisorApp, options: null },
  { name: "stage 0, memory log", app: supervisorApp, options: {} },
  { name: "stage 0, Redis log", app: supervisorApp, options: { log: redisLog } },
  { name: "stage 0, 1 in 20 runs sampled", app: supervisorApp, options: { observe: { sampleCalls: 0.05 } } },
  { name: "stage 0, every run sampled", app: supervisorApp, options: { observe: { sampleCalls: 1 } } },
  { name: "bare again (noise)", app: functionsApp, options: null },
  { name: "stage 0, memory log", app: functionsApp, options: {} },
  { name: "stage 0, Redis log", app: functionsApp, options: { log: redisLog } },
  { name: "stage 0, memory log", app: supervisorOverHttp(modelUrl), options: {} },
  { name: "stage 0, memory log", app: supervisorWithOpenAI(modelUrl), options: {} },
];

/**
 * CPU of a run at stage 0 next to the bare run, in pairs taken in turns in one process. Ratios with a 95 % interval: the
 * times of two machines cannot be compared. The CPU of Redis and of the model service is not in it. `--only <text>`: rows
 * whose app or name has it. `--warm-up <runs>`: how many of each come before the first that counts.
 */
export const benchShim = async (args: string[]): Promise<string> => {
  const { values } = parseArgs({
    args,
    options: {
      pairs: { type: "string", default: "60" },
      runs: { type: "string", default: "20" },
      "warm-up": { type: "string", default: String(defaultWarmUp) },
      only: { type: "string", default: "" },
    },
  });
  const { unconduct, shimOf, RedisDecisionLog } = await builtRuntime();
  const source = await ensureRedis();
  if (source.kind !== "program") throw new Error("this bench needs a server of its own: unset REDIS_URL");
  const server = await startRedisServer(source.path);
  const client = new Redis(server.port);
  const models = await startModelServer();
  const rows = rowsOf(new RedisDecisionLog({ client }), models.url);
  const lines = [`stage 0 next to bare, ${values.pairs} pairs in turns of ${values.runs} runs each; CPU, medians`];
  for (const { name, app, options } of rows) {
    if (!`${app.name}: ${name}`.includes(values.only)) continue;
    const bare = app.build();
    const other = options === null ? app.build() : unconduct(app.build(), options);
    const logged = shimOf(other);
    const run = (graph: typeof bare) => () => graph.invoke(app.input() as never); // each app takes its own input
    const { baseMs, addedUs, ratio, low, high } = await pairedCpu(
      run(bare),
      run(other),
      Number(values.pairs),
      Number(values.runs),
      // What a run leaves to be written behind its back is its cost too.
      async () => logged?.flush(),
      Number(values["warm-up"]),
    );
    const share = (value: number) => `${value >= 1 ? "+" : ""}${((value - 1) * 100).toFixed(1)} %`;
    lines.push(`  ${app.name}: ${name}`);
    lines.push(
      `    bare ${baseMs.toFixed(2)} ms a run; ${share(ratio)} [${share(low)}, ${share(high)}], ${addedUs.toFixed(0)} us`,
    );
  }
  models.stop();
  client.disconnect();
  await server.stop();
  return lines.join("\n");
};
