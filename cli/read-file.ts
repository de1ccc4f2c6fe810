import { readFileSync } from "node:fs";
import { UnconductError } from "../contracts/unconduct-error.ts";

/** Reads a whole file as UTF-8. Throws `CLI_INPUT_UNREADABLE` when the system refuses. */
export function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${cause.code})` : "";
    const remedy = "Name a file that exists and that you may read.";
    throw new UnconductError("CLI_INPUT_UNREADABLE", `Cannot read ${path}${code}.`, remedy, { cause });
  }
}
