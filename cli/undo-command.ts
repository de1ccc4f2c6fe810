import type { Command } from "commander";
import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import type { CliIo } from "./cli-io.ts";
import { exitCodes } from "./exit-codes.ts";
import { realFolder } from "./real-folder.ts";
import { writeText } from "./write-text.ts";

const help = `
Takes back the newest run of migrate --write that stands: every file gets its old bytes. Refuses, with the diff, where a
file was changed since. A run that was committed is taken back by another commit; without --create-commits nothing is
committed. Run it again for the run before.

Exit codes:
  0  taken back
  2  nothing to undo, or a file was changed since`;

/** Adds `unconduct undo [path]`. */
export function addUndoCommand(program: Command, io: CliIo, setExitCode: (code: number) => void): void {
  program
    .command("undo")
    .summary("take back the last run of migrate --write")
    .description("Restores every byte that the newest run changed.")
    .argument("[path]", "folder that was migrated", ".")
    .addHelpText("after", help)
    .action(async (folder: string) => {
      const { undo } = await io.codemods();
      const { journal, recovered, commit } = await undo(realFolder(folder), io.holder);
      const files = journal.entries.map((it) => `  ${escapeTerminal(it.file)}`);
      const lines = [...recovered, `Run ${journal.id} (${journal.codemods.join(", ")}) is taken back:`, ...files];
      const committed = commit === null ? [] : [`Committed as ${commit}.`];
      await writeText(io.stdout, `${[...lines, ...committed].join("\n")}\n`);
      setExitCode(exitCodes.done);
    });
}
