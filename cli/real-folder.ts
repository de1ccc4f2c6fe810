import { realpathSync, statSync } from "node:fs";
import { UnconductError } from "../contracts/unconduct-error.ts";

/** The absolute, real path of a folder. Throws `CLI_PATH_MISSING` or `CLI_PATH_NOT_FOLDER`. */
export function realFolder(path: string): string {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (cause) {
    const remedy = "Give a folder that exists and can be read.";
    throw new UnconductError("CLI_PATH_MISSING", `${path} does not exist or cannot be read.`, remedy, { cause });
  }
  if (statSync(real).isDirectory()) return real;
  throw new UnconductError(
    "CLI_PATH_NOT_FOLDER",
    `${path} is a file, not a folder.`,
    "Give the folder of the project.",
  );
}
