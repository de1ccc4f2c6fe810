import { type Command, Option } from "commander";
import type { Decision } from "../contracts/decision.ts";
import { agreementMeaning, agreementTable } from "../shim/agreement/agreement-table.ts";
import { buildEvidence } from "../shim/decisions/build-evidence.ts";
import { observeSummary } from "../shim/decisions/observe-summary.ts";
import { agreementText } from "./agreement-text.ts";
import type { CliIo } from "./cli-io.ts";
import { observeText } from "./observe-text.ts";
import { decisionsOfLines, decisionsOfLog } from "./read-decisions.ts";
import { type RedisFlags, withRedisOptions, withRuntime } from "./redis-options.ts";
import { writeText } from "./write-text.ts";

interface ReportFlags extends RedisFlags {
  readonly log?: string;
  readonly tenant?: string;
  readonly format: "text" | "json";
  readonly evidence?: string;
}

const help = `
Examples:
  $ unconduct observe report --redis redis://localhost:6379 --tenant acme
  $ unconduct observe report --log decisions.jsonl --evidence evidence.json`;

/** Adds `unconduct observe report | agreement`. */
export function addObserveCommand(program: Command, io: CliIo): void {
  const observe = program.command("observe").summary("what runs showed").description("Reads what the shim observed.");
  const report = observe
    .command("report")
    .description(
      "Hops per run, how predictable each decision is, chains, growth of the context, and what each stage would save, " +
        "from a decision log. Writes evidence/1 for codemods and the shim.",
    )
    .option("--log <file>", "an exported log, one decision/1 a line, in place of Redis")
    .option("--tenant <id>", "one tenant only")
    .addOption(new Option("--format <name>", "what to print").choices(["text", "json"]).default("text"))
    .option("--evidence <file>", "write evidence/1 into a file")
    .addHelpText("after", help);
  withRedisOptions(report).action((flags: ReportFlags) => runReport(flags, io));
  const agreement = observe
    .command("agreement")
    .description(
      "How often the registry, or a handoff, chose what the model chose: by decision point, route and tenant, with bounds, " +
        "next to the model's agreement with itself.",
    )
    .option("--log <file>", "an exported log, one decision/1 a line, in place of Redis")
    .option("--tenant <id>", "one tenant only")
    .addOption(new Option("--format <name>", "what to print").choices(["text", "json"]).default("text"));
  withRedisOptions(agreement).action((flags: ReportFlags) => runAgreement(flags, io));
}

async function runReport(flags: ReportFlags, io: CliIo): Promise<void> {
  const decisions = await readDecisions(flags, io);
  const evidence = buildEvidence(decisions, { toolVersion: io.toolVersion, madeAt: io.now().toISOString() });
  const json = `${JSON.stringify(evidence, null, 2)}\n`;
  if (flags.evidence !== undefined) io.writeFile(flags.evidence, json);
  await writeText(io.stdout, flags.format === "json" ? json : observeText(observeSummary(decisions), decisions.length));
}

async function runAgreement(flags: ReportFlags, io: CliIo): Promise<void> {
  const rows = agreementTable(await readDecisions(flags, io));
  const json = () => `${JSON.stringify({ meaning: agreementMeaning, rows }, null, 2)}\n`;
  await writeText(io.stdout, flags.format === "json" ? json() : agreementText(rows));
}

const readDecisions = async (flags: ReportFlags, io: CliIo): Promise<Decision[]> => {
  if (flags.log === undefined) return withRuntime(io, flags, ({ log }) => decisionsOfLog(log, flags.tenant));
  const all = decisionsOfLines(io.operator.readFile(flags.log), flags.log);
  return flags.tenant === undefined ? all : all.filter(({ tenant }) => tenant === flags.tenant);
};
