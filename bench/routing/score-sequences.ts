import type { Decision } from "../../contracts/decision.ts";
import { buildEvidence } from "../../shim/decisions/build-evidence.ts";
import { choiceName } from "../../shim/decisions/choice-name.ts";
import { runSequences } from "../../shim/decisions/run-sequences.ts";
import { seededRandom } from "../../shim/registry/fit/seeded-random.ts";
import { lookUp } from "../../shim/registry/look-up.ts";
import { END } from "../../shim/registry/lookup.ts";
import { cardsOfNames } from "../../shim/routing/evidence-routes.ts";

/** How the registry did on turns in the middle of workflows. An answered end goes to the model all the same. */
export interface SequenceScore {
  /** Different runs that the app's scenario has. */
  readonly scripts: number;
  /** Turns whose right answer is an agent, and those whose right answer is the end. */
  readonly agentTurns: number;
  readonly endTurns: number;
  readonly right: number;
  readonly wrong: number;
  /** End turns foreseen as such. */
  readonly endRight: number;
}

/** Runs drawn for the evidence, and as many others that are then asked about. */
const drawn = 400;

/**
 * Draws runs from the recorded ones, learns the evidence from the first half, and asks the registry at every turn of the
 * second which agent is next. null: the recorded runs hold no choice of an agent.
 */
export const scoreSequences = (decisions: readonly Decision[]): SequenceScore | null => {
  const runs = runSequences(decisions).map((run) => run.decisions.filter(isHop));
  const targets = [...new Set(decisions.filter(isHop).map(({ chosen }) => choiceName(chosen)))].sort();
  if (!targets.some((it) => it !== END)) return null;
  const random = seededRandom(1);
  const draw = (name: string): Decision[] =>
    Array.from({ length: drawn }, (_, index) => {
      const run = runs[Math.floor(random() * runs.length)] ?? [];
      return run.map((it) => ({
        ...it,
        id: `${name} ${index} ${it.id}`,
        run: `${name} ${index}`,
        thread: `${name} ${index}`,
      }));
    }).flat();
  const stamp = { toolVersion: "bench", madeAt: "2026-01-01T00:00:00.000Z" };
  const { apps } = buildEvidence(draw("learned"), stamp);
  const knowledge = {
    cards: cardsOfNames(
      targets.filter((it) => it !== END),
      [],
    ),
    observed: apps,
    rules: [],
    search: null,
    classifier: null,
  };
  const score = { scripts: runs.length, agentTurns: 0, endTurns: 0, right: 0, wrong: 0, endRight: 0 };
  for (const { decisions: turns } of runSequences(draw("asked"))) {
    let last: string | null = null;
    for (const { chosen, fingerprint } of turns) {
      const truth = choiceName(chosen);
      const answer = lookUp(knowledge, { tenant: "default", last, fingerprint, allowed: [...targets, END] });
      score[truth === END ? "endTurns" : "agentTurns"] += 1;
      if (answer.kind === "agent") score[answer.target === truth ? "right" : "wrong"] += 1;
      if (answer.kind === "end" && truth === END) score.endRight += 1;
      last = truth;
    }
  }
  return score;
};

const isHop = ({ chosen, recheckOf }: Decision): boolean =>
  recheckOf === null && (chosen.kind === "agent" || chosen.kind === "end");
