import { writeFileSync } from "node:fs";
import { UnconductError } from "../contracts/unconduct-error.ts";

/** Writes a whole file. Throws `CLI_OUTPUT_UNWRITABLE` when the system refuses. */
export function writeFile(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${cause.code})` : "";
    const remedy = "Name a file in a folder that exists and that you may write to.";
    throw new UnconductError("CLI_OUTPUT_UNWRITABLE", `Cannot write ${path}${code}.`, remedy, { cause });
  }
}
