import type { Stage } from "../../contracts/stage.ts";

/** A change that an operator wants. What is undefined stays as it is. */
export interface StageChange {
  readonly tenant: string;
  /** Modes by stage name; as they were written, so of any shape. */
  readonly stages: Readonly<Record<string, unknown>>;
  readonly observe: Stage["observe"] | undefined;
  readonly killSwitch: boolean | undefined;
  /** Cancel the runs that began before this change. */
  readonly abort: boolean;
  readonly by: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The document after a change of the present one (null: none was set). Not checked: parse it as `stage/1`. */
export const changeStage = (present: Stage | null, change: StageChange): unknown => {
  const version = (present?.version ?? 0) + 1;
  const off = { mode: "off" };
  return {
    contract: "stage/1",
    tenant: change.tenant,
    version,
    updatedAt: change.at,
    by: change.by,
    reason: change.reason,
    killSwitch: change.killSwitch ?? present?.killSwitch ?? false,
    abortBefore: change.abort ? version : (present?.abortBefore ?? 0),
    observe: change.observe ?? present?.observe ?? "best-effort",
    stages: { registry: off, handoff: off, state: off, bus: off, mesh: off, ...present?.stages, ...change.stages },
  };
};
