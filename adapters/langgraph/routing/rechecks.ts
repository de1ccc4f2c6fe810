import type { Choice, Decision } from "../../../contracts/decision.ts";
import { toDecision } from "../../../shim/decisions/to-decision.ts";
import type { Settled } from "../../../shim/routing/settle-answer.ts";
import { apartFrom, attemptTurn, stateOf } from "./attempt-turn.ts";
import { observationOf } from "./observation-of.ts";
import type { OpenTurn, RunSetting } from "./open-turn.ts";

/** Milliseconds after which a model that is asked again is given up. */
const limitMs = 60_000;

/** Asks the registry about a turn that the model has decided, and logs what it would have chosen. */
export const recheckByRegistry = async (run: RunSetting, decision: Decision, turn: OpenTurn): Promise<void> => {
  const { clock } = run.routing.core;
  const begunAt = clock.elapsed();
  const settled = await run.ask(turn);
  const reason = abstentionOf(run, turn, settled);
  run.logRecheck({
    ...decision,
    id: `${decision.id}-registry`,
    at: new Date(clock.now()).toISOString(),
    by: "registry",
    chosen: settled.kind === "abstain" ? { kind: "none" } : choiceOf(settled, turn),
    candidates: [...settled.candidates],
    abstained: reason === null ? null : { reason },
    recheckOf: decision.id,
    update: null,
    tokens: null,
    durationMs: Math.max(0, clock.elapsed() - begunAt),
  });
};

/**
 * Asks the conductor again about a turn, beside the run: its writes go nowhere, and no worker runs. The state is read now,
 * as long as it is that of the turn; the asking itself comes later.
 */
export const recheckByModel = (run: RunSetting, decision: Decision, turn: OpenTurn): (() => Promise<void>) => {
  const { channels, core, habits } = run.routing;
  const state = stateOf(turn.config, channels);
  return async () => {
    const begunAt = core.clock.elapsed();
    const apart = apartFrom(turn.config, limitMs);
    const attempt = await attemptTurn({ node: turn.node, first: null, channels, state }, turn.input, apart);
    if (attempt === null) return;
    const durationMs = Math.max(0, core.clock.elapsed() - begunAt);
    const seen = observationOf(run, turn, { ...attempt, durationMs });
    if (seen === null || seen.chosen.kind === "failed") return;
    const again = toDecision({ ...seen, by: "model" }, run.identity, core.digests);
    const { stage, mode } = decision;
    habits.learn(again, turn.last);
    run.logRecheck({ ...again, id: `${decision.id}-model`, recheckOf: decision.id, stage, mode });
  };
};

/** What would have kept the registry from acting, had it been in force; null: nothing. */
const abstentionOf = (run: RunSetting, turn: OpenTurn, settled: Settled) => {
  if (settled.kind === "abstain") return settled.reason;
  if (settled.kind === "end") return run.routing.forwardMessage ? null : ("predicted-end" as const);
  const { kind, point } = turn.spot;
  const needsUpdate = kind.kind === "command" || kind.kind === "condition";
  const isKnown = !needsUpdate || run.routing.habits.updateFor(point.node, settled.target) !== null;
  return isKnown ? null : ("update-unknown" as const);
};

const choiceOf = (settled: Exclude<Settled, { kind: "abstain" }>, { spot }: OpenTurn): Choice => {
  if (settled.kind === "end") return { kind: "end" };
  const { target } = settled;
  return spot.kind.kind === "agent-tools" ? { kind: "own-tool", tool: target } : { kind: "agent", target };
};
