import { type Command, InvalidArgumentError, Option } from "commander";
import { type TenantStatus, tenantStatus } from "../shim/decisions/tenant-status.ts";
import type { CliIo } from "./cli-io.ts";
import { errorText } from "./error-text.ts";
import type { OpenRuntime } from "./operator-io.ts";
import { type RedisFlags, withRedisOptions, withRuntime } from "./redis-options.ts";
import { type Screen, shimStatusText } from "./shim-status-text.ts";
import { writeText } from "./write-text.ts";

interface StatusFlags extends RedisFlags {
  readonly tenant?: string;
  readonly window: number;
  readonly every: number;
  readonly once?: true;
  readonly format: "text" | "json";
}

/** Decisions read of each tenant: enough for a window of minutes, few enough to read every other second. */
const mostRead = 2_000;

const help = `
On a terminal the table is drawn again until Ctrl+C; elsewhere, and with --once, it is printed once.

Examples:
  $ unconduct shim status --redis redis://localhost:6379
  $ unconduct shim status --tenant acme --once --format json`;

/** Adds `unconduct shim status`. */
export function addShimCommand(program: Command, io: CliIo): void {
  const shim = program.command("shim").summary("the shim in front of live tenants").description("Watches the shim.");
  const status = shim
    .command("status")
    .description("Tenants with run stage, mode, agreement, errors and latency, old and new. Changes nothing.")
    .option("--tenant <id>", "one tenant only")
    .option("--window <minutes>", "look at the decisions of so many minutes", positive, 15)
    .option("--every <seconds>", "draw again after so many seconds", positive, 2)
    .option("--once", "print it once")
    .addOption(new Option("--format <name>", "how to print it").choices(["text", "json"]).default("text"))
    .addHelpText("after", help);
  withRedisOptions(status).action((flags: StatusFlags) =>
    withRuntime(io, flags, (runtime) => show(runtime, flags, io)),
  );
}

const show = async (runtime: OpenRuntime, flags: StatusFlags, io: CliIo): Promise<void> => {
  const isLive = io.stdout.isTTY === true && flags.once !== true && flags.format === "text";
  if (!isLive) return writeText(io.stdout, await statusOf(runtime, flags, io));
  for (let shown = ""; ; ) {
    // What was last read stays on the screen when the next look fails: at 2 a.m. an old figure beats none.
    const [text, trouble] = await statusOf(runtime, flags, io).then(
      (read) => [read, ""],
      (error: unknown) => [shown, `\nNot up to date since: ${errorText(error, io.env)}`],
    );
    shown = text ?? "";
    await writeText(
      io.stdout,
      `${clearScreen}${io.now().toISOString()}  every ${flags.every} s, Ctrl+C ends\n\n${shown}${trouble}`,
    );
    if (!(await io.operator.pause(flags.every * 1000))) return;
  }
};

const clearScreen = "\u001b[H\u001b[2J";

const statusOf = async (runtime: OpenRuntime, flags: StatusFlags, io: CliIo): Promise<string> => {
  const since = io.now().getTime() - flags.window * 60_000;
  const names = flags.tenant === undefined ? await allTenants(runtime) : [flags.tenant];
  const statuses = await Promise.all(names.map((tenant) => readStatus(runtime, tenant, since)));
  return flags.format === "json"
    ? `${JSON.stringify(statuses, null, 2)}\n`
    : shimStatusText(statuses, flags.window, screenOf(flags, io));
};

/** What is drawn again and again has to fit; what is printed once may scroll. Two lines are the head's, one the cursor's. */
const screenOf = (flags: StatusFlags, { stdout }: CliIo): Screen => {
  if (stdout.isTTY !== true) return { columns: undefined, rows: undefined };
  return { columns: stdout.columns, rows: flags.once || stdout.rows === undefined ? undefined : stdout.rows - 3 };
};

const allTenants = async ({ log, stages }: OpenRuntime): Promise<string[]> =>
  [...new Set((await Promise.all([log.tenants(), stages.tenants()])).flat())].sort();

const readStatus = async ({ log, stages }: OpenRuntime, tenant: string, since: number): Promise<TenantStatus> => {
  const [stage, latest] = await Promise.all([stages.read(tenant), log.latest(tenant, mostRead)]);
  const recent = latest.filter(({ at }) => Date.parse(at) >= since);
  const isCut = recent.length === mostRead;
  return tenantStatus(tenant, stage, recent, isCut ? (recent.at(-1)?.at ?? null) : null);
};

const positive = (text: string): number => {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError("expected a number above 0");
};
