import type { Decision } from "../../contracts/decision.ts";
import { decisionOf } from "./decision-of.ts";

/** So many runs of one kind, each two decisions `durationMs` apart; a share of them compared, and of these some unlike. */
export const stageRuns = (
  name: string,
  count: number,
  {
    mode,
    failed = 0,
    unlike = 0,
    durationMs = 100,
    at = 0,
  }: { mode: Decision["mode"]; failed?: number; unlike?: number; durationMs?: number; at?: number },
): Decision[] =>
  Array.from({ length: count }, (_, index) => {
    const run = `${name}-${index}`;
    const time = (ms: number) => new Date(at + ms).toISOString();
    const rest = { run, thread: run, stage: 1, mode } as const;
    const by = mode === "shadow" ? "model" : "registry";
    const chosen = { kind: "agent", target: "a" } as const;
    const again = { kind: "agent", target: index < unlike ? "b" : "a" } as const;
    const end: Partial<Decision> =
      index < failed ? { chosen: { kind: "failed", code: "Oops" } } : { chosen: { kind: "end" } };
    return [
      decisionOf(`${run}-1`, { ...rest, by, chosen, at: time(0), durationMs: 0 }),
      decisionOf(`${run}-1x`, {
        ...rest,
        by: mode === "shadow" ? "registry" : "model",
        chosen: again,
        at: time(0),
        recheckOf: `${run}-1`,
      }),
      decisionOf(`${run}-2`, { ...rest, ...end, at: time(durationMs), durationMs: 0 }),
    ];
  }).flat();
