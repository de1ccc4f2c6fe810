import type { Decision } from "../../../contracts/decision.ts";
import type { RunIdentity } from "../../../shim/decisions/to-decision.ts";
import { isObject } from "../surface.ts";

/**
 * The record of a run that failed where nothing was decided, as where an agent threw: without it nobody who reads the log
 * could compare how often runs fail. `from`: who ran last.
 */
export const failedRun = (
  { tenant, thread, run, fingerprint, idOf }: RunIdentity,
  error: unknown,
  rest: Pick<Decision, "from" | "at" | "stage" | "mode">,
): Decision => ({
  contract: "decision/1",
  id: idOf(`run-${run}`, true),
  tenant,
  thread,
  run,
  checkpoint: null,
  task: `run-${run}`,
  fingerprint,
  chosen: { kind: "failed", code: codeOf(error) },
  by: "static",
  candidates: [],
  abstained: null,
  recheckOf: null,
  update: null,
  tokens: null,
  durationMs: 0,
  contextBytes: null,
  ...rest,
});

const codeOf = (error: unknown): string => {
  const code = isObject(error) ? (error.code ?? error.name) : undefined;
  return typeof code === "string" && code !== "" ? code : "Error";
};
