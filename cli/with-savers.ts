import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { UnconductError } from "../contracts/unconduct-error.ts";
import type { CliIo } from "./cli-io.ts";
import { readSavers, type Savers } from "./read-savers.ts";
import { writeText } from "./write-text.ts";

/** Told of each thread, or namespace of a store, that is done. */
export type Passed = (place: string | null, text: string) => void;

/** Where a move works, as its flags say. */
export interface MoveFlags {
  readonly savers: string;
  readonly tenant: string;
  readonly after?: string;
}

/** Progress goes to stderr. Throws `CLI_STATE_STOPPED` when the work breaks off, with how to take it up again. */
export const withSavers = async (
  command: string,
  { savers: path, tenant, after }: MoveFlags,
  io: CliIo,
  work: (savers: Savers, passed: Passed) => Promise<void>,
): Promise<void> => {
  const savers = await readSavers(path, tenant);
  let last: string | null = after ?? null;
  const passed: Passed = (place, text) => {
    last = place;
    void writeText(io.stderr, `${escapeTerminal(`${text}; done: ${place}`)}\n`).catch(() => undefined);
  };
  try {
    await work(savers, passed);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const again = last === null ? "the same command" : `--after ${JSON.stringify(last)}`;
    const remedy = `Mend it, then go on with ${again}.`;
    throw new UnconductError("CLI_STATE_STOPPED", `state ${command} broke off: ${reason}`, remedy, { cause });
  } finally {
    await savers.close?.();
  }
};
