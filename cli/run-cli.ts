import { Command, CommanderError } from "commander";
import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { addAuditCommand } from "./audit-command.ts";
import type { CliIo } from "./cli-io.ts";
import { errorText } from "./error-text.ts";
import { exitCodes } from "./exit-codes.ts";
import { addMigrateCommand } from "./migrate-command.ts";
import { addObserveCommand } from "./observe-command.ts";
import { addRegistryCommand } from "./registry-command.ts";
import { reportWidth } from "./report-width.ts";
import { addShimCommand } from "./shim-command.ts";
import { addStageCommand } from "./stage-command.ts";
import { addStagesCommands } from "./stages-command.ts";
import { addStateCommand } from "./state-command.ts";
import { addTraceCommand } from "./trace-command.ts";
import { addUndoCommand } from "./undo-command.ts";
import { writeText } from "./write-text.ts";

/** Runs one command line (without node and script) and gives its exit code; never throws, never ends the process. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = createProgram(io);
  const setExitCode = (code: number): void => {
    exitCode = code;
  };
  for (const add of [addAuditCommand, addMigrateCommand, addStagesCommands, addStateCommand, addUndoCommand])
    add(program, io, setExitCode);
  for (const add of [addObserveCommand, addRegistryCommand, addShimCommand, addStageCommand, addTraceCommand])
    add(program, io);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has printed its message already; it ends help and version this way too, with exit code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
    await writeText(io.stderr, errorText(error, io.env)).catch(() => undefined);
    return exitCodes.failed;
  }
}

const createProgram = (io: CliIo): Command =>
  new Command("unconduct")
    .description(
      "Audits LangGraph.js apps that one supervisor runs, says which of them should move to a mesh, and moves them.",
    )
    .version(io.toolVersion)
    .exitOverride()
    .showHelpAfterError("(--help shows what there is)")
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(escapeLines(text.replace(/^error:/, "unconduct:"))),
      getOutHelpWidth: () => reportWidth(io.stdout),
      getErrHelpWidth: () => reportWidth(io.stderr),
    });

// Commander quotes arguments, which may come from a script and hold anything.
const escapeLines = (text: string): string => text.split("\n").map(escapeTerminal).join("\n");
