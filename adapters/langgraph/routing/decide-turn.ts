import type { Choice } from "../../../contracts/decision.ts";
import { toDecision } from "../../../shim/decisions/to-decision.ts";
import type { Settled } from "../../../shim/routing/settle-answer.ts";
import { hidden, isObject } from "../surface.ts";
import { type AttemptedTurn, attemptTurn, stateOf } from "./attempt-turn.ts";
import { standIn, type Way } from "./conductor-kind.ts";
import { agentAnswer } from "./dispatch-messages.ts";
import { observationOf } from "./observation-of.ts";
import type { OpenTurn, RunSetting } from "./open-turn.ts";

/**
 * Takes a conductor's turn by what the registry says, its writes held back until they are seen to be what the conductor
 * itself is known to write, and to lead where they should. Null: the turn is the conductor's; why is noted in the turn.
 */
export const decideTurn = async (run: RunSetting, turn: OpenTurn): Promise<AttemptedTurn | null> => {
  // A person has answered here: that is the decision.
  if (hasAnswers(turn)) return null;
  if (!turn.spot.mayAct) return abstain(turn, "unproven");
  const settled = await run.ask(turn);
  turn.settled = settled;
  const way = wayOf(run, turn, settled);
  if (way === null) return null;
  const { habits, channels } = run.routing;
  const stand = standIn(turn.spot.kind, turn.node, way, { input: turn.input, habits });
  if (stand.kind === "unable") return abstain(turn, stand.reason);
  const against = way.answer === null ? run.limits.take({ ...way, state: turn.input }) : null;
  if (against !== null && run.routing.handoff.onLimit === "throw") throw against;
  if (against !== null) return abstain(turn, "limit-reached");
  const state = stateOf(turn.config, channels);
  const attempt = await attemptTurn({ node: turn.node, first: stand.first, channels, state }, turn.input, turn.config);
  if (attempt === null) return abstain(turn, "update-unknown");
  if (turn.config.signal?.aborted === true) return attempt;
  if (!isAsUsual(run, turn, way, attempt)) {
    habits.refuse(way.from, way.target);
    return abstain(turn, "update-unknown");
  }
  turn.acted = true;
  return attempt;
};

const wayOf = (run: RunSetting, { spot, input, last }: OpenTurn, settled: Settled): Way | null => {
  const from = spot.point.node;
  if (settled.kind === "go") return { from, target: settled.target, answer: null };
  if (settled.kind !== "end" || !run.routing.forwardMessage || typeof last !== "string") return null;
  const answer = agentAnswer(input, from);
  return answer === null ? null : { from, target: hidden.end, answer };
};

const abstain = (turn: OpenTurn, reason: Extract<Settled, { kind: "abstain" }>["reason"]): null => {
  turn.settled = { kind: "abstain", reason, candidates: turn.settled?.candidates ?? [] };
  return null;
};

const hasAnswers = ({ config }: OpenTurn): boolean => {
  const scratchpad = config.configurable?.[hidden.scratchpad];
  return isObject(scratchpad) && Array.isArray(scratchpad.resume) && scratchpad.resume.length > 0;
};

/** It leads where it should, and nothing else was ever seen to be written for that target. */
const isAsUsual = (run: RunSetting, turn: OpenTurn, way: Way, { end, writes }: AttemptedTurn): boolean => {
  const seen = observationOf(run, turn, { end, writes, durationMs: 0 });
  if (seen === null || !leadsTo(seen.chosen, way.target)) return false;
  const { tenant } = run.identity;
  const { update } = toDecision(seen, run.identity, run.routing.core.digests);
  // The last words are an agent's and not the conductor's: nothing that was seen before can be like them.
  if (way.answer !== null && turn.spot.kind.kind === "transfer-tools") return true;
  return run.routing.habits.agrees(way.from, way.target, tenant, update);
};

const leadsTo = (chosen: Choice, target: string): boolean =>
  chosen.kind === "end"
    ? target === hidden.end
    : (chosen.kind === "agent" && chosen.target === target) || (chosen.kind === "own-tool" && chosen.tool === target);
