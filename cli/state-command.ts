import { type Command, InvalidArgumentError } from "commander";
import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import type { CliIo } from "./cli-io.ts";
import { differenceText } from "./difference-text.ts";
import { exitCodes } from "./exit-codes.ts";
import { loadLangGraph } from "./load-langgraph.ts";
import { type RedisFlags, withRedisOptions } from "./redis-options.ts";
import { printAcl, pruneState } from "./state-on-redis.ts";
import { backfillStores, compareStores } from "./state-stores.ts";
import { type MoveFlags, withSavers } from "./with-savers.ts";
import { writeText } from "./write-text.ts";

interface StateFlags extends MoveFlags {
  readonly stores?: true;
  readonly dryRun?: true;
}

const help = `
A module of yours gives the savers, since they can be of any kind:
  // state-savers.mjs
  export default (tenant) => ({ old: PostgresSaver.fromConnString(…), new: new RedisSaver({ client, tenant }) });
With --stores it also gives \`stores: { old, new }\`, two of LangGraph's stores.

Examples:
  $ unconduct state backfill --savers state-savers.mjs --tenant acme --dry-run
  $ unconduct state compare --savers state-savers.mjs --tenant acme
  $ unconduct state prune acme --keep 20 --dry-run
  $ unconduct state acl acme`;

/** Adds `unconduct state backfill | compare | prune | acl`. */
export function addStateCommand(program: Command, io: CliIo, setExitCode: (code: number) => void): void {
  const state = program
    .command("state")
    .summary("move, compare and prune the state of threads")
    .description("The state of threads: move it ahead of its use, compare two savers, prune it, fence it in.")
    .addHelpText("after", help);
  withMoveOptions(state.command("backfill").description("copy threads from the old saver to the new one"))
    .option("--dry-run", "copy nothing, only count")
    .action((flags: StateFlags) => runBackfill(flags, io));
  withMoveOptions(
    state.command("compare").description("compare every checkpoint of both savers; exit code 1 if any differs"),
  ).action((flags: StateFlags) => runCompare(flags, io, setExitCode));
  withRedisOptions(state.command("prune <tenant>").description("remove old checkpoints of a tenant from Redis"))
    .option("--keep <count>", "of each thread, keep so many newest checkpoints", wholeNumber)
    .option("--unused-days <count>", "remove threads not written for so many days", wholeNumber)
    .option("--dry-run", "remove nothing, only count")
    .action((tenant: string, flags: RedisFlags & { keep?: number; unusedDays?: number; dryRun?: true }) =>
      pruneState(tenant, flags, io),
    );
  state
    .command("acl <tenant>")
    .description("print the ACL SETUSER command for the Redis user of a dedicated tenant; changes nothing")
    .option("--prefix <text>", "prefix of the app's keys, if it has one of its own")
    .option("--cluster", "for a Redis Cluster")
    .action((tenant: string, flags: { prefix?: string; cluster?: true }) => printAcl(tenant, flags, io));
}

const withMoveOptions = (command: Command): Command =>
  command
    .requiredOption("--savers <file>", "JavaScript module that gives the savers; it is run")
    .option("--tenant <id>", "given to the module", "default")
    .option("--stores", "the long-term stores that the module gives as `stores`, not the savers")
    .option("--after <place>", "go on behind this thread or, of a store, this namespace");

const runBackfill = async (flags: StateFlags, io: CliIo): Promise<void> => {
  if (flags.stores === true) return backfillStores(flags, io);
  const { StateMigration } = await loadLangGraph(() => import("../adapters/langgraph/state/state-migration.ts"));
  const dryRun = flags.dryRun === true;
  await withSavers("backfill", flags, io, async (savers, passed) => {
    const done = await new StateMigration(savers).backfill({
      ...{ dryRun, after: flags.after ?? "" },
      onProgress: ({ thread, threads, copied }) => passed(thread, `${threads} threads, ${copied} checkpoints copied`),
    });
    const verb = dryRun ? "would be copied (dry run)" : "copied";
    await writeText(io.stdout, `${done.threads} threads, ${done.checkpoints} checkpoints: ${done.copied} ${verb}\n`);
  });
};

const runCompare = async (flags: StateFlags, io: CliIo, setExitCode: (code: number) => void): Promise<void> => {
  if (flags.stores === true) return compareStores(flags, io, setExitCode);
  const { compareThreads } = await loadLangGraph(() => import("../adapters/langgraph/state/compare-threads.ts"));
  await withSavers("compare", flags, io, async (savers, passed) => {
    const lines: string[] = [];
    const done = await compareThreads(savers, {
      after: flags.after ?? "",
      onDifference: ({ thread, checkpoint, differences }) => {
        lines.push(escapeTerminal(`${thread} ${checkpoint}: ${differenceText(differences)}`));
      },
      onProgress: ({ thread, threads, differing }) => passed(thread, `${threads} threads, ${differing} differ`),
    });
    const summary = `${done.threads} threads, ${done.checkpoints} checkpoints: ${done.differing} differ`;
    await writeText(io.stdout, `${[...lines, summary].join("\n")}\n`);
    if (done.differing > 0) setExitCode(exitCodes.found);
  });
};

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("expected a whole number above 0");
};
