import { type Command, InvalidArgumentError } from "commander";
import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { parseContract } from "../contracts/parse-contract.ts";
import { type Rollout, type Stage, stageSchema } from "../contracts/stage.ts";
import { UnconductError } from "../contracts/unconduct-error.ts";
import { nextPromotion, rolloutText, stepDown } from "../shim/promotion/next-mode.ts";
import { defaultPromotionRules, type PromotionRules } from "../shim/promotion/promotion-rules.ts";
import type { CheckedStage } from "../shim/promotion/stage-figures.ts";
import { changeStage } from "../shim/stages/change-stage.ts";
import type { CliIo } from "./cli-io.ts";
import type { OpenRuntime } from "./operator-io.ts";
import { type RedisFlags, withRedisOptions, withRuntime } from "./redis-options.ts";
import { writeText } from "./write-text.ts";

interface StepFlags extends RedisFlags {
  readonly by?: string;
  readonly reason?: string;
}

interface AdvanceFlags extends StepFlags {
  readonly force?: true;
  readonly dryRun?: true;
  readonly hours?: number;
  readonly minCompared?: number;
  readonly minRuns?: number;
  readonly coolDown?: number;
}

/** Decisions of a tenant that are looked at, the newest. */
const window = 20_000;

/** Adds `unconduct stage advance | rollback` to `unconduct stage`. */
export const addPromotionCommands = (stage: Command, io: CliIo): void => {
  const advance = stage
    .command("advance <tenant> <stage>")
    .description(
      "one step up (off, shadow, canary 5, 25, 50 %, live) if the tenant's decisions allow it; else says what is missing",
    )
    .option("--force", "take the step all the same; what was missing is kept in the stage's reason")
    .option("--dry-run", "only say what is missing")
    .option("--hours <count>", "how far back decisions count (24)", positive)
    .option("--min-compared <count>", "compared turns wanted (150)", positive)
    .option("--min-runs <count>", "runs wanted with and without the stage (50)", positive)
    .option("--cool-down <minutes>", "time wanted since the last change (60)", positive);
  withStepOptions(advance).action((tenant: string, name: string, flags: AdvanceFlags) =>
    runAdvance(tenant, checkedStage(name), flags, io),
  );
  const rollback = stage
    .command("rollback <tenant> [stage]")
    .description("one step down at once, without checks: to shadow, then to off; without a stage: both");
  withStepOptions(rollback).action((tenant: string, name: string | undefined, flags: StepFlags) =>
    runRollback(tenant, name === undefined ? ["registry", "handoff"] : [checkedStage(name)], flags, io),
  );
};

const withStepOptions = (command: Command): Command =>
  withRedisOptions(command)
    .option("--reason <text>", "why, one sentence; it is kept")
    .option("--by <name>", "who; default: USER");

const runAdvance = async (tenant: string, name: CheckedStage, flags: AdvanceFlags, io: CliIo): Promise<void> =>
  withRuntime(io, flags, async (runtime) => {
    const present = await runtime.stages.read(tenant);
    const decisions = await runtime.log.latest(tenant, window);
    const { from, to, missing } = nextPromotion(present, name, decisions, rulesOf(flags), io.now().getTime());
    const step = `${name} of ${tenant}: ${rolloutText(from)} to ${to === null ? "nothing" : rolloutText(to)}`;
    const doubt = decisions.length === 0 ? `no decision of ${tenant} is in the log: is that its name?\n` : "";
    if (flags.dryRun === true) return say(io, `${step} (dry run, nothing is changed)\n${listOf(missing)}${doubt}`);
    if (to === null || (missing.length > 0 && flags.force !== true)) throw notReady(step, missing);
    const asked = flags.reason ?? `${name} advanced by its checks`;
    const reason = missing.length === 0 ? asked : `${asked} (forced; missing: ${missing.join("; ")})`;
    await replace(runtime, present, { tenant, stages: { [name]: to }, reason, by: flags.by }, io);
    return say(io, `${step}: done\n${listOf(missing)}${doubt}`);
  });

const runRollback = async (
  tenant: string,
  names: readonly CheckedStage[],
  flags: StepFlags,
  io: CliIo,
): Promise<void> =>
  withRuntime(io, flags, async (runtime) => {
    const present = await runtime.stages.read(tenant);
    const on = names.flatMap((name) => {
      const from = present?.stages[name] ?? { mode: "off" };
      return from.mode === "off" ? [] : [{ name, from, to: stepDown(from) }];
    });
    if (on.length === 0) return say(io, `${escapeTerminal(tenant)}: nothing is on that could be taken back\n`);
    const stages = Object.fromEntries(on.map(({ name, to }) => [name, to]));
    const steps = on.map(({ name, from, to }) => `${name} ${rolloutText(from)} to ${rolloutText(to)}`).join(", ");
    const reason = flags.reason ?? `rolled back by hand: ${steps}`;
    await replace(runtime, present, { tenant, stages, reason, by: flags.by }, io);
    return say(io, `${escapeTerminal(tenant)}: ${steps}\n`);
  });

interface Step {
  readonly tenant: string;
  readonly stages: Readonly<Record<string, Rollout>>;
  readonly reason: string;
  readonly by: string | undefined;
}

const replace = async (runtime: OpenRuntime, present: Stage | null, step: Step, io: CliIo): Promise<void> => {
  const change = {
    ...step,
    observe: undefined,
    killSwitch: undefined,
    abort: false,
    by: step.by ?? io.env.USER ?? io.env.USERNAME ?? "unknown",
    at: io.now().toISOString(),
  };
  const next = parseContract(stageSchema, changeStage(present, change), "the stage to set");
  const outcome = await runtime.stages.replace(next);
  if (outcome.kind === "written") return;
  const remedy = "Look at `unconduct stage get`, then try again.";
  throw new UnconductError("CLI_STAGE_CONFLICT", `The stage of ${step.tenant} was changed meanwhile.`, remedy);
};

const rulesOf = ({ hours, minCompared, minRuns, coolDown }: AdvanceFlags): PromotionRules => ({
  ...defaultPromotionRules,
  ...(hours === undefined ? {} : { windowMs: hours * 3_600_000 }),
  ...(minCompared === undefined ? {} : { minCompared }),
  ...(minRuns === undefined ? {} : { minRuns }),
  ...(coolDown === undefined ? {} : { coolDownMs: coolDown * 60_000 }),
});

const notReady = (step: string, missing: readonly string[]) =>
  new UnconductError(
    "CLI_STAGE_NOT_READY",
    `Not yet, ${step}: ${missing.join("; ")}.`,
    "Wait for more decisions, or take the step with --force; that is kept in the stage's history.",
  );

const checkedStage = (name: string): CheckedStage => {
  if (name === "registry" || name === "handoff") return name;
  const remedy = "Name registry or handoff; set the others with `unconduct stage set`.";
  throw new UnconductError("CLI_STAGE_UNKNOWN", `${JSON.stringify(name)} is no stage with checks.`, remedy);
};

const listOf = (missing: readonly string[]): string =>
  missing.length === 0 ? "nothing is missing\n" : missing.map((it) => `missing: ${it}\n`).join("");

const say = (io: CliIo, text: string): Promise<void> =>
  writeText(io.stdout, text.split("\n").map(escapeTerminal).join("\n"));

const positive = (text: string): number => {
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0 && text.trim() !== "") return value;
  throw new InvalidArgumentError("expected a number, 0 or more");
};
