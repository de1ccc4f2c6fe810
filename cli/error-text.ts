import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { isUnconductError } from "../contracts/unconduct-error.ts";
import type { CliIo } from "./cli-io.ts";

/** What a failed command prints: message and remedy, or a plea to report. A stack only with `UNCONDUCT_DEBUG=1`. */
export function errorText(error: unknown, env: CliIo["env"]): string {
  const known = isUnconductError(error);
  const message = error instanceof Error ? error.message : String(error);
  const lines = known
    ? [message, error.remedy]
    : [`unexpected error: ${message}`, "This is a defect of unconduct: please report it with the command you ran."];
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const isDebug = env.UNCONDUCT_DEBUG === "1";
  const hint = known || isDebug ? [] : ["UNCONDUCT_DEBUG=1 shows where it happened."];
  const text = [...lines, ...hint].map(escapeLines).join("\n");
  return `unconduct: ${text}\n${isDebug ? `${escapeLines(stack)}\n` : ""}`;
}

/** Messages may hold a diff: its lines and tabs stay. */
const escapeLines = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.replace(/\r$/, "").split("\t").map(escapeTerminal).join("\t"))
    .join("\n");
