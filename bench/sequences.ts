import { listApps, recordDecisions } from "../test/harness/run-app.ts";
import { type SequenceScore, scoreSequences } from "./routing/score-sequences.ts";

/**
 * The registry on decision sequences that the fixture apps' scripted runs leave in the log: turns in the middle of a
 * workflow and at its end, answered from learned transitions only.
 */
export const benchSequences = async (): Promise<string> => {
  const lines = ["app                   scripts  agent turns  answered right  wrong  end turns  end foreseen"];
  for (const app of listApps()) {
    const score = scoreSequences(await recordDecisions(app));
    if (score) lines.push(lineOf(app, score));
  }
  return lines.join("\n");
};

const lineOf = (app: string, { scripts, agentTurns, right, wrong, endTurns, endRight }: SequenceScore): string =>
  [
    app.padEnd(20),
    String(scripts).padStart(8),
    String(agentTurns).padStart(12),
    `${right} (${((100 * right) / Math.max(1, agentTurns)).toFixed(0)} %)`.padStart(15),
    String(wrong).padStart(6),
    String(endTurns).padStart(10),
    String(endRight).padStart(13),
  ].join(" ");
