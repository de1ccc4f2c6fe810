import { type Command, InvalidArgumentError } from "commander";
import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { parseContract } from "../contracts/parse-contract.ts";
import { type Stage, stageSchema } from "../contracts/stage.ts";
import { UnconductError } from "../contracts/unconduct-error.ts";
import { changeStage, type StageChange } from "../shim/stages/change-stage.ts";
import { stateSteps } from "../shim/stages/state-steps.ts";
import type { CliIo } from "./cli-io.ts";
import { addPromotionCommands } from "./promotion-commands.ts";
import { type RedisFlags, withRedisOptions, withRuntime } from "./redis-options.ts";
import { writeText } from "./write-text.ts";

interface SetFlags extends RedisFlags {
  readonly by?: string;
  readonly reason: string;
  readonly observe?: Stage["observe"];
  readonly kill?: boolean;
  readonly abort?: true;
  readonly force?: true;
}

const help = `
Modes: registry, handoff, bus and mesh take off, shadow, live or canary:<percent>;
state takes off, dual-write, compare, live, ramp-down or complete.

Examples:
  $ unconduct stage get acme
  $ unconduct stage set acme registry=canary:10 --reason "shadow agreed for a week"
  $ unconduct stage set acme state=dual-write --reason "back-fill is done"
  $ unconduct stage set acme --kill --abort --reason "wrong answers since noon"
  $ unconduct stage advance acme registry
  $ unconduct stage rollback acme registry
  $ unconduct stage history acme`;

/** Adds `unconduct stage get | set | history`. */
export function addStageCommand(program: Command, io: CliIo): void {
  const stage = program
    .command("stage")
    .summary("read and change the run stage of a tenant")
    .description("The run stage of a tenant: what the shim does, live. A change reaches every process within a second.")
    .addHelpText("after", help);
  withRedisOptions(stage.command("get <tenant>").description("print the stage in force, as stage/1")).action(
    (tenant: string, flags: RedisFlags) => printHistory(tenant, 1, flags, io),
  );
  withRedisOptions(stage.command("history <tenant>").description("print the stages that were in force, newest first"))
    .option("--limit <count>", "at most so many", wholeNumber, 20)
    .action((tenant: string, flags: RedisFlags & { limit: number }) => printHistory(tenant, flags.limit, flags, io));
  addPromotionCommands(stage, io);
  withRedisOptions(
    stage.command("set <tenant> [modes...]").description("change modes, such as registry=shadow; the others stay"),
  )
    .requiredOption("--reason <text>", "why, one sentence; it is kept")
    .option("--by <name>", "who; default: USER")
    .option("--observe <mode>", "best-effort or required: what happens to runs when the decision log fails")
    .option("--kill", "kill switch on: registry, handoff, bus and mesh are off for new runs")
    .option("--no-kill", "kill switch off")
    .option("--abort", "also cancel the tenant's runs in flight")
    .option("--force", "let state jump over modes all the same; the jump is kept in the stage's reason")
    .action((tenant: string, modes: string[], flags: SetFlags) => setStage(tenant, modes, flags, io));
}

const printHistory = async (tenant: string, limit: number, flags: RedisFlags, io: CliIo): Promise<void> => {
  const stages = await withRuntime(io, flags, (runtime) => runtime.stages.history(tenant, limit));
  const none = `Tenant ${escapeTerminal(tenant)} has no stage: it is observed and nothing else (stage 0).\n`;
  await writeText(
    io.stdout,
    stages.length === 0 ? none : stages.map((it) => `${JSON.stringify(it, null, 2)}\n`).join(""),
  );
};

const setStage = async (tenant: string, modes: readonly string[], flags: SetFlags, io: CliIo): Promise<void> => {
  const change: StageChange = {
    tenant,
    stages: Object.fromEntries(modes.map(toMode)),
    observe: flags.observe,
    killSwitch: flags.kill,
    abort: flags.abort === true,
    by: flags.by ?? io.env.USER ?? io.env.USERNAME ?? "unknown",
    reason: flags.reason,
    at: io.now().toISOString(),
  };
  const stage = await withRuntime(io, flags, async ({ stages }) => {
    const present = await stages.read(tenant);
    const asked = parseContract(stageSchema, changeStage(present, change), "the stage to set");
    const next = { ...asked, reason: reasonOf(asked, present, flags) };
    const outcome = await stages.replace(next);
    if (outcome.kind === "written") return next;
    const who = outcome.present === null ? "somebody" : `${outcome.present.by} (${outcome.present.reason})`;
    const remedy = "Look at `unconduct stage get`, then set it again.";
    throw new UnconductError("CLI_STAGE_CONFLICT", `The stage of ${tenant} was changed meanwhile by ${who}.`, remedy);
  });
  await writeText(io.stdout, `${JSON.stringify(stage, null, 2)}\n`);
};

/** The reason as it is kept. Throws `CLI_STATE_JUMP` where the state would jump over modes and nobody forces it. */
const reasonOf = (next: Stage, present: Stage | null, { force }: SetFlags): string => {
  const [from, to] = [present?.stages.state.mode ?? "off", next.stages.state.mode];
  const steps = stateSteps(from, to);
  if (steps.length < 2) return next.reason;
  if (force === true) return `${next.reason} (forced; state jumped from ${from} to ${to})`;
  throw new UnconductError(
    "CLI_STATE_JUMP",
    `The state of ${next.tenant} cannot go from ${from} to ${to} at once: while the flip spreads, processes would write to different sides.`,
    `Set one after the other, a second apart: ${steps.map((mode) => `state=${mode}`).join(", ")}. Or give --force, which is kept in the stage's history.`,
  );
};

/** `registry=canary:10` as a field of `stages`; what it may be is checked with the whole document. */
const toMode = (text: string): [string, unknown] => {
  const [, name, mode, percent] = /^([^=]+)=([^:]+)(?::(.+))?$/.exec(text) ?? [];
  if (name !== undefined && mode !== undefined) {
    return [name, percent === undefined ? { mode } : { mode, percent: Number(percent) }];
  }
  const remedy = "Write a stage and its mode, such as registry=shadow or handoff=canary:10.";
  throw new UnconductError("CLI_MODE_INVALID", `${JSON.stringify(text)} is not a stage with its mode.`, remedy);
};

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("expected a whole number above 0");
};
