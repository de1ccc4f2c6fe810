import type { Decision } from "../../contracts/decision.ts";
import { choiceName } from "../decisions/choice-name.ts";

/** One turn that two deciders answered: the conductor's model, and what may stand in for it. Names as {@link choiceName}. */
export interface RecheckPair {
  readonly tenant: string;
  /** The decision point. */
  readonly node: string;
  /** Who stood beside the model; `model`: the model itself, asked again. */
  readonly other: "registry" | "handoff" | "model";
  readonly said: string;
  readonly model: string;
  /** When the turn was compared, milliseconds since 1970. */
  readonly at: number;
}

/**
 * Joins re-checks with what they asked again. A turn in which the registry abstained is no pair, whatever it would have
 * said: nothing would have come of it. Re-checks whose first decision is not given are left out.
 */
export const recheckPairs = (decisions: readonly Decision[]): RecheckPair[] => {
  const byId = new Map(decisions.filter(({ recheckOf }) => recheckOf === null).map((it) => [it.id, it]));
  return decisions.flatMap((again) => {
    const first = again.recheckOf === null ? undefined : byId.get(again.recheckOf);
    if (first === undefined) return [];
    const pair = pairOf(first, again);
    return pair === null ? [] : [{ ...pair, tenant: first.tenant, node: first.from, at: Date.parse(again.at) }];
  });
};

const pairOf = (first: Decision, again: Decision): Pick<RecheckPair, "other" | "said" | "model"> | null => {
  const [one, two] = [choiceName(first.chosen), choiceName(again.chosen)];
  if (again.by === "model") {
    if (first.by === "registry") return { other: "registry", said: one, model: two };
    return first.by === "model" ? { other: "model", said: two, model: one } : null;
  }
  if (first.by !== "model" || again.abstained !== null || again.chosen.kind === "none") return null;
  if (again.by === "registry") return { other: "registry", said: two, model: one };
  return again.by === "static" ? { other: "handoff", said: two, model: one } : null;
};
