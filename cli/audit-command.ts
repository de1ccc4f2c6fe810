import { type Command, Option } from "commander";
import { limitToFiles } from "../analyzer/limit-to-files.ts";
import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { type ReportFormat, reporters } from "../analyzer/reporters/reporters.ts";
import type { Audit } from "../contracts/audit.ts";
import type { AuditRun, CliIo } from "./cli-io.ts";
import { auditExitCode, type FailOn, failLevels } from "./exit-codes.ts";
import { reportWidth } from "./report-width.ts";
import { progressWatch, type StepWatch, timingWatch } from "./step-watch.ts";
import { wantsColor } from "./wants-color.ts";
import { writeText } from "./write-text.ts";

interface AuditFlags {
  readonly format: ReportFormat;
  readonly failOn: FailOn;
  readonly all?: true;
  readonly output?: string;
  readonly stats?: true;
  readonly cache?: true;
  readonly cacheFolder?: string;
  readonly since?: string;
  readonly progress: boolean;
}

const help = `
Examples:
  $ unconduct audit                          the folder you are in
  $ unconduct audit services/desk --all      nothing folded into counts
  $ unconduct audit --format json > audit.json
  $ unconduct audit --fail-on warning        in CI: exit code 1 on a warning or an error
  $ unconduct audit --cache --since main     only what differs from main, and fast the second time

Exit codes:
  0  finished, nothing at or above --fail-on
  1  finished, something is
  2  wrong usage, or nothing readable`;

/** Adds `unconduct audit [path]`; `setExitCode` gets its exit code once it has finished. */
export function addAuditCommand(program: Command, io: CliIo, setExitCode: (code: number) => void): void {
  program
    .command("audit")
    .summary("find conductors, routing-only model calls, fixed chains and in-memory state")
    .description(
      "Reads the code below a folder (it runs none of it) and reports who conducts whom, what each model call decides, " +
        "and whether moving to a mesh pays.",
    )
    .argument("[path]", "folder to audit", ".")
    .addOption(new Option("--format <name>", "how to print the report").choices(Object.keys(reporters)).default("text"))
    .addOption(
      new Option("--fail-on <level>", "exit with 1 from this level on")
        .choices(["never", ...failLevels])
        .default("never"),
    )
    .option("--all", "list everything, with reasons and evidence")
    .option("--since <ref>", "list findings and model calls only in files that differ from a git ref")
    .option("--cache", "keep the report, and give it again while nothing that it depends on has changed")
    .option("--cache-folder <folder>", "keep it there (default: node_modules/.cache/unconduct or .unconduct/cache)")
    .option("--output <file>", "write the report into a file")
    .option("--stats", "print timings and peak memory on stderr")
    .option("--no-progress", "no progress on stderr (it is shown on a terminal only)")
    .addHelpText("after", help)
    .action(async (folder: string, flags: AuditFlags) => setExitCode(await runAudit(folder, flags, io)));
}

async function runAudit(folder: string, flags: AuditFlags, io: CliIo): Promise<number> {
  const progress = progressWatch(io.stderr, flags.progress);
  const timings = timingWatch(
    () => performance.now(),
    () => process.resourceUsage().maxRSS / 1024,
  );
  const onStep = (step: string): void => {
    progress.onStep(step);
    timings.onStep(step);
  };
  const since = flags.since === undefined ? undefined : { ref: flags.since, ...io.changedFiles(folder, flags.since) };
  const notes: string[] = [];
  const run: AuditRun = {
    toolVersion: io.toolVersion,
    onStep,
    cache: flags.cache || flags.cacheFolder !== undefined ? { folder: flags.cacheFolder ?? null } : undefined,
    onNote: (note) => notes.push(note),
  };
  const whole = await runWatched(() => io.audit(folder, run), [progress, timings]);
  for (const note of notes) await writeText(io.stderr, `unconduct: ${escapeTerminal(note)}\n`);
  const audit = since === undefined ? whole : limitToFiles(whole, since);
  await writeReport(audit, flags, io);
  if (flags.stats) await writeText(io.stderr, timings.text());
  return auditExitCode(audit, flags.failOn);
}

async function runWatched(run: () => Audit | Promise<Audit>, watches: readonly StepWatch[]): Promise<Audit> {
  try {
    return await run();
  } finally {
    for (const watch of watches) watch.end();
  }
}

async function writeReport(audit: Audit, flags: AuditFlags, io: CliIo): Promise<void> {
  const color = flags.output === undefined && wantsColor(io.stdout, io.env);
  const { output } = reporters[flags.format](audit, { color, width: reportWidth(io.stdout), all: flags.all === true });
  if (flags.output === undefined) await writeText(io.stdout, output);
  else io.writeFile(flags.output, output);
}
