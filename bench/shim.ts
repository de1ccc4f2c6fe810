import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { Redis } from "ioredis";
import type { UnconductOptions } from "../adapters/langgraph/unconduct-options.ts";
import { MemoryDecisionLog } from "../adapters/memory/memory-decision-log.ts";
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
import { buildRuntime, builtRuntime } from "./shim/built-runtime.ts";
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
  { name: "bare again (noise)", app: supervisorWithOpenAI(modelUrl), options: null },
  { name: "stage 0, memory log", app: supervisorWithOpenAI(modelUrl), options: {} },
  { name: "stage 0, Redis log", app: supervisorWithOpenAI(modelUrl), options: { log: redisLog } },
  {
    name: "stage 0, 1 in 20 runs sampled",
    app: supervisorWithOpenAI(modelUrl),
    options: { observe: { sampleCalls: 0.05 } },
  },
];

/**
 * CPU of a run at stage 0 next to the bare run, in pairs taken in turns in one process; each row has a process of its own, since
 * wrapped graphs beside each other make each dearer. Ratios with a 95 % interval: the times of two machines cannot be
 * compared. The CPU of Redis and of the model service is not in it. `--only <text>`: rows whose app or name has it.
 * `--warm-up <runs>`: how many of each come before the first that counts. `--row <number>`: that one, here.
 */
export const benchShim = async (args: string[]): Promise<string> => {
  const { values } = parseArgs({
    args,
    options: {
      pairs: { type: "string", default: "60" },
      runs: { type: "string", default: "20" },
      "warm-up": { type: "string", default: String(defaultWarmUp) },
      only: { type: "string", default: "" },
      row: { type: "string" },
    },
  });
  const { pairs, runs, "warm-up": warmUp, only, row } = values;
  if (row !== undefined) return rowLines(Number(row), Number(pairs), Number(runs), Number(warmUp));
  buildRuntime();
  console.log(`stage 0 next to bare, ${pairs} pairs in turns of ${runs} runs each; CPU, medians`);
  for (const [index, { name, app }] of rowsOf(nowhere, "").entries()) {
    if (!`${app.name}: ${name}`.includes(only)) continue;
    const options = ["--row", String(index), "--pairs", pairs, "--runs", runs, "--warm-up", warmUp];
    const own = [...process.execArgv, process.argv[1] ?? "", "shim", ...options];
    execFileSync(process.execPath, own, { stdio: "inherit" }); // said as it is known: all rows take half an hour
  }
  return "";
};

const nowhere: DecisionLog = new MemoryDecisionLog();

const rowLines = async (index: number, pairs: number, runs: number, warmUp: number): Promise<string> => {
  const { unconduct, shimOf, RedisDecisionLog } = await builtRuntime();
  const source = await ensureRedis();
  if (source.kind !== "program") throw new Error("this bench needs a server of its own: unset REDIS_URL");
  const server = await startRedisServer(source.path);
  const client = new Redis(server.port);
  const models = await startModelServer();
  try {
    const chosen = rowsOf(new RedisDecisionLog({ client }), models.url)[index];
    if (chosen === undefined) throw new Error(`there is no row ${index}`);
    const { name, app, options } = chosen;
    const bare = app.build();
    const other = options === null ? app.build() : unconduct(app.build(), options);
    const logged = shimOf(other);
    const run = (graph: typeof bare) => () => graph.invoke(app.input() as never); // each app takes its own input
    // What a run leaves to be written behind its back is its cost too.
    const settle = async () => logged?.flush();
    const { baseMs, addedUs, ratio, low, high } = await pairedCpu(run(bare), run(other), pairs, runs, settle, warmUp);
    const share = (value: number) => `${value >= 1 ? "+" : ""}${((value - 1) * 100).toFixed(1)} %`;
    return [
      `  ${app.name}: ${name}`,
      `    bare ${baseMs.toFixed(2)} ms a run; ${share(ratio)} [${share(low)}, ${share(high)}], ${addedUs.toFixed(0)} us`,
    ].join("\n");
  } finally {
    models.stop();
    client.disconnect();
    await server.stop();
  }
};
