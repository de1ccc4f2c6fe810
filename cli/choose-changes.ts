import type { PlannedRun } from "../codemods/index.ts";
import { UnconductError } from "../contracts/unconduct-error.ts";
import type { CliIo } from "./cli-io.ts";
import { diffText } from "./diff-text.ts";
import { writeText } from "./write-text.ts";

const question = "Make this change? [y]es, [n]o, [a]ll that follow, [q]uit without writing: ";

/** Asks for each change of a run; gives the test for those that were declined. Throws `CLI_STOPPED` on quit or the end of input. */
export async function chooseChanges(run: PlannedRun, io: CliIo, color: boolean): Promise<(id: string) => boolean> {
  const declined = new Set<string>();
  const { previewChanges } = await io.codemods();
  const previews = run.codemods.flatMap((it) => previewChanges(it));
  for (const { change, diff } of previews) {
    await writeText(io.stdout, `\n${change.file}:${change.line}  ${change.what}\n${diffText(diff, color)}\n`);
    const answer = await askUntil(io);
    if (answer === "a") break;
    if (answer === "n") declined.add(change.id);
    if (answer === "q")
      throw new UnconductError("CLI_STOPPED", "Stopped: nothing was written.", "Run it again when you like.");
  }
  return (id) => declined.has(id);
}

async function askUntil(io: CliIo): Promise<"y" | "n" | "a" | "q"> {
  for (;;) {
    const answer = (await io.ask(question)).trim().toLowerCase().charAt(0);
    if (answer === "y" || answer === "n" || answer === "a" || answer === "q") return answer;
    if (answer === "") return "q";
  }
}
