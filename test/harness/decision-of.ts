import type { Decision } from "../../contracts/decision.ts";

/** A valid decision/1 with this id, of tenant `acme`, thread `t-1`; the rest as given. */
export const decisionOf = (id: string, rest: Partial<Decision> = {}): Decision => ({
  contract: "decision/1",
  id,
  at: "2026-01-01T00:00:00.000Z",
  tenant: "acme",
  thread: "t-1",
  run: "r-1",
  checkpoint: null,
  task: "task-1",
  fingerprint: "f-1",
  from: "conductor",
  chosen: { kind: "agent", target: "writer" },
  by: "model",
  candidates: [],
  abstained: null,
  recheckOf: null,
  update: null,
  tokens: null,
  durationMs: 1,
  contextBytes: null,
  stage: 0,
  mode: "observe",
  ...rest,
});
