import { type Command, Option } from "commander";
import type { CodeStages } from "../contracts/code-stages.ts";
import type { CliIo } from "./cli-io.ts";
import { planText, statusText } from "./code-stages-text.ts";
import { exitCodes } from "./exit-codes.ts";
import { readEvidence } from "./read-evidence.ts";
import { realFolder } from "./real-folder.ts";
import { progressWatch } from "./step-watch.ts";
import { writeText } from "./write-text.ts";

interface StagesFlags {
  readonly format: "text" | "json";
  readonly evidence?: string;
  readonly all?: true;
  readonly progress: boolean;
}

interface StagesCommand {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly toText: (stages: CodeStages, all: boolean) => string;
}

const commands: readonly StagesCommand[] = [
  {
    name: "status",
    summary: "which stages the code has been through, and what is left",
    description:
      "Says for each stage whether it is done, open, or does not apply; lists marks left and runs that wrote.",
    toText: statusText,
  },
  {
    name: "plan",
    summary: "what each of the five stages would do to this code",
    description: "Plans every stage over the code as it is: what would change, and what stays for a person.",
    toText: planText,
  },
];

/** Adds `unconduct status [path]` and `unconduct plan [path]`: two views of one survey. Both only read. */
export function addStagesCommands(program: Command, io: CliIo, setExitCode: (code: number) => void): void {
  for (const { name, summary, description, toText } of commands)
    program
      .command(name)
      .summary(summary)
      .description(description)
      .argument("[path]", "folder of the project", ".")
      .addOption(new Option("--format <name>", "how to print it").choices(["text", "json"]).default("text"))
      .option("--evidence <file>", "what runs showed (evidence/1)")
      .option("--all", "list every place, also where many say the same")
      .option("--no-progress", "no progress on stderr (it is shown on a terminal only)")
      .action(async (folder: string, flags: StagesFlags) => {
        const stages = await survey(folder, flags, io);
        const output =
          flags.format === "json" ? `${JSON.stringify(stages, null, 2)}\n` : toText(stages, flags.all === true);
        await writeText(io.stdout, output);
        setExitCode(exitCodes.done);
      });
}

async function survey(folder: string, flags: StagesFlags, io: CliIo): Promise<CodeStages> {
  const root = realFolder(folder);
  const { codemods, surveyStages } = await io.codemods();
  const progress = progressWatch(io.stderr, flags.progress);
  try {
    return surveyStages({
      root,
      toolVersion: io.toolVersion,
      codemods,
      ...readEvidence(flags.evidence),
      onStep: progress.onStep,
    });
  } finally {
    progress.end();
  }
}
