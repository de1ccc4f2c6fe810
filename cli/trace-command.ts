import { type Command, Option } from "commander";
import type { Decision } from "../contracts/decision.ts";
import { traceThread } from "../shim/decisions/trace-thread.ts";
import type { CliIo } from "./cli-io.ts";
import { decisionsOfLines, decisionsOfLog } from "./read-decisions.ts";
import { type RedisFlags, withRedisOptions, withRuntime } from "./redis-options.ts";
import { traceMermaid } from "./trace-mermaid.ts";
import { traceText } from "./trace-text.ts";
import { writeText } from "./write-text.ts";

interface TraceFlags extends RedisFlags {
  readonly tenant: string;
  readonly log?: string;
  readonly format: "text" | "mermaid" | "json";
}

const help = `
Examples:
  $ unconduct trace thread-7 --tenant acme --redis redis://localhost:6379
  $ unconduct trace thread-7 --log decisions.jsonl --format mermaid > trace.mmd`;

/** Adds `unconduct trace <thread>`. */
export function addTraceCommand(program: Command, io: CliIo): void {
  const trace = program
    .command("trace <thread>")
    .summary("what was decided on one thread, by whom, and what was asked again")
    .description("Shows the decisions of one thread, run by run, from the decision log. It holds no contents.")
    .option("--tenant <id>", "whom the thread belongs to", "default")
    .option("--log <file>", "an exported log, one decision/1 a line, in place of Redis")
    .addOption(new Option("--format <name>", "how to print it").choices(["text", "mermaid", "json"]).default("text"))
    .addHelpText("after", help);
  withRedisOptions(trace).action((thread: string, flags: TraceFlags) => printTrace(thread, flags, io));
}

const printTrace = async (thread: string, flags: TraceFlags, io: CliIo): Promise<void> => {
  const runs = traceThread(await decisionsOf(thread, flags, io));
  const text = {
    text: () => traceText(thread, flags.tenant, runs, io.stdout.isTTY === true ? io.stdout.columns : undefined),
    mermaid: () => traceMermaid(runs),
    json: () => `${JSON.stringify(runs, null, 2)}\n`,
  }[flags.format]();
  await writeText(io.stdout, text);
};

const decisionsOf = async (thread: string, { log, tenant, ...redis }: TraceFlags, io: CliIo): Promise<Decision[]> =>
  log === undefined
    ? withRuntime(io, redis, (runtime) => decisionsOfLog(runtime.log, tenant, thread))
    : decisionsOfLines(io.operator.readFile(log), log).filter((it) => it.tenant === tenant && it.thread === thread);
