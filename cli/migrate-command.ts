import { type Command, Option } from "commander";
import type { MigrateOptions, PlannedRun } from "../codemods/index.ts";
import type { Migration } from "../contracts/migration.ts";
import { UnconductError } from "../contracts/unconduct-error.ts";
import { chooseChanges } from "./choose-changes.ts";
import type { CliIo } from "./cli-io.ts";
import { exitCodes } from "./exit-codes.ts";
import { migrationText } from "./migration-text.ts";
import { readEvidence } from "./read-evidence.ts";
import { realFolder } from "./real-folder.ts";
import { progressWatch } from "./step-watch.ts";
import { wantsColor } from "./wants-color.ts";
import { writeText } from "./write-text.ts";

interface MigrateFlags {
  readonly stage?: string;
  readonly only?: string;
  readonly evidence?: string;
  readonly write?: true;
  readonly interactive?: true;
  readonly createCommits?: true;
  readonly verify: boolean;
  readonly allowDirty?: true;
  readonly formatChanged?: true;
  readonly all?: true;
  readonly format: "text" | "json";
  readonly progress: boolean;
}

const help = `
Examples:
  $ unconduct migrate --stage 3                 shows what would change; writes nothing
  $ unconduct migrate --stage 3 --write         verifies, then writes
  $ unconduct migrate services/desk --only move-savers-to-redis --interactive --write
  $ unconduct migrate --stage 2 --evidence evidence.json
                                                guarded handoffs along recorded chains too
  $ unconduct undo                              takes the last run back

Before anything is written, the result is parsed, planned and audited again, and type-checked with the project's own
TypeScript if it has one: apart from this and the formatter of --format-changed, no code of the project is run.

Exit codes:
  0  finished
  1  verification found something: nothing was written
  2  wrong usage, or it could not be done`;

/** Adds `unconduct migrate [path]`; `setExitCode` gets its exit code once it has finished. */
export function addMigrateCommand(program: Command, io: CliIo, setExitCode: (code: number) => void): void {
  program
    .command("migrate")
    .summary("change the code, one stage at a time; shows a diff unless --write is given")
    .description("Plans the codemods of a stage, or a single one, shows the diff, and writes it only with --write.")
    .argument("[path]", "folder of the project", ".")
    .addOption(new Option("--stage <number>", "the stage whose codemods to run").choices(["1", "2", "3", "4", "5"]))
    .option("--only <codemod>", "run one codemod, by its id")
    .option("--evidence <file>", "what runs showed (evidence/1), for guarded handoffs along recorded chains")
    .option("--write", "verify, then write; without it nothing is written")
    .option("--interactive", "ask for each change")
    .option("--create-commits", "commit what was written")
    .option("--no-verify", "write without verification")
    .option("--allow-dirty", "write although git has changes that are not committed")
    .option("--format-changed", "run the project's own formatter (Biome, Prettier) over the changed files")
    .option("--all", "list every place, also where many say the same")
    .addOption(new Option("--format <name>", "how to print the report").choices(["text", "json"]).default("text"))
    .option("--no-progress", "no progress on stderr (it is shown on a terminal only)")
    .addHelpText("after", help)
    .action(async (folder: string, flags: MigrateFlags) => setExitCode(await runMigrate(folder, flags, io)));
}

async function runMigrate(folder: string, flags: MigrateFlags, io: CliIo): Promise<number> {
  checkFlags(flags, io);
  const root = realFolder(folder);
  const tools = await io.codemods();
  const stage = flags.stage === undefined ? null : Number(flags.stage);
  const picked = tools.pickCodemods(tools.codemods, stage === null ? { only: flags.only ?? "" } : { stage });
  const color = wantsColor(io.stdout, io.env);
  const progress = progressWatch(io.stderr, flags.progress);
  const options: MigrateOptions = {
    root,
    toolVersion: io.toolVersion,
    stage,
    codemods: picked,
    declarations: tools.emittedDeclarations,
    ...readEvidence(flags.evidence),
    write: flags.write === true,
    verify: flags.verify,
    allowDirty: flags.allowDirty === true,
    createCommits: flags.createCommits === true,
    formatChanged: flags.formatChanged === true,
    onStep: progress.onStep,
    now: io.now(),
    holder: io.holder,
    ...(flags.interactive && {
      choose: (run: PlannedRun) => {
        progress.end();
        return chooseChanges(run, io, color);
      },
    }),
  };
  let migration: Migration;
  try {
    migration = await tools.migrate(options);
  } finally {
    progress.end();
  }
  const output =
    flags.format === "json"
      ? `${JSON.stringify(migration, null, 2)}\n`
      : migrationText(migration, { color, all: flags.all === true, rerun: rerun(folder, flags) });
  await writeText(io.stdout, output);
  return migration.problems.length > 0 ? exitCodes.found : exitCodes.done;
}

function checkFlags(flags: MigrateFlags, io: CliIo): void {
  const wrong = (message: string, remedy: string) => new UnconductError("CLI_WRONG_OPTIONS", message, remedy);
  if ((flags.stage === undefined) === (flags.only === undefined))
    throw wrong(
      "Give either --stage or --only.",
      "Such as: unconduct migrate --stage 3. `unconduct plan` shows what each stage would do.",
    );
  const needsWrite = {
    "--create-commits": flags.createCommits,
    "--allow-dirty": flags.allowDirty,
    "--no-verify": !flags.verify || undefined,
  };
  const alone = Object.entries(needsWrite).find(([, given]) => given && !flags.write);
  if (alone) throw wrong(`${alone[0]} says how to write, and --write is missing.`, "Add --write, or leave it out.");
  if (flags.interactive && flags.format === "json")
    throw wrong("--interactive cannot print JSON.", "Leave one of the two out.");
  if (flags.interactive && !io.canAsk)
    throw wrong(
      "--interactive needs a terminal to ask on.",
      "Run it in a terminal, or leave it out to take every change.",
    );
}

const rerun = (folder: string, { stage, only, evidence }: MigrateFlags): string =>
  [
    "unconduct migrate",
    ...(folder === "." ? [] : [folder]),
    stage === undefined ? `--only ${only}` : `--stage ${stage}`,
    ...(evidence === undefined ? [] : [`--evidence ${evidence}`]),
  ].join(" ");
