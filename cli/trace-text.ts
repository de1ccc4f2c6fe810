import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import type { Decision } from "../contracts/decision.ts";
import { choiceName } from "../shim/decisions/choice-name.ts";
import type { TracedDecision, TracedRun } from "../shim/decisions/trace-thread.ts";

interface Branch {
  readonly text: string;
  readonly branches: readonly Branch[];
}

/** The trace of a thread as a tree: runs, their decisions, and what was asked again. */
export const traceText = (thread: string, tenant: string, runs: readonly TracedRun[]): string => {
  const count = runs.reduce((sum, { decisions }) => sum + decisions.length, 0);
  if (count === 0)
    return `No decision of thread ${escapeTerminal(thread)} is in the log of ${escapeTerminal(tenant)}.\n`;
  const head = `thread ${thread} of ${tenant}: ${counted(runs.length, "run")}, ${counted(count, "decision")}`;
  return [head, ...drawn(runs.map(runBranch), "")].map((line) => `${escapeTerminal(line)}\n`).join("");
};

/** One line: what was chosen, by whom, at what price. */
export const decisionLine = (decision: Decision): string =>
  [
    `${decision.from} -> ${choiceName(decision.chosen)}`,
    decision.by,
    ...(decision.stage > 0 ? [`stage ${decision.stage} ${decision.mode}`] : []),
    `${Math.round(decision.durationMs)} ms`,
    ...(decision.tokens ? [`${decision.tokens.input + decision.tokens.output} tokens`] : []),
    ...(decision.abstained ? [`registry abstained: ${decision.abstained.reason}`] : []),
    ...candidatesOf(decision),
  ].join("  ");

const runBranch = ({ run, decisions }: TracedRun): Branch => ({
  text: `run ${run}  ${decisions[0]?.decision.at ?? ""}`,
  branches: decisions.map(decisionBranch),
});

const decisionBranch = ({ decision, rechecks }: TracedDecision): Branch => ({
  text: decisionLine(decision),
  branches: rechecks.map((again) => ({
    text: `asked again (${comparison(decision, again)}): ${decisionLine(again)}`,
    branches: [],
  })),
});

const comparison = ({ chosen }: Decision, again: Decision): string => {
  // Who chose nothing has not chosen otherwise.
  if (again.chosen.kind === "none" && again.abstained) return "left to the model";
  return choiceName(again.chosen) === choiceName(chosen) ? "the same" : "differs";
};

const candidatesOf = ({ candidates }: Decision): string[] =>
  candidates.length === 0
    ? []
    : [`[${candidates.map(({ target, score, basis }) => `${target} ${score.toFixed(2)} ${basis}`).join(", ")}]`];

const drawn = (branches: readonly Branch[], indent: string): string[] =>
  branches.flatMap(({ text, branches: below }, index) => {
    const isLast = index === branches.length - 1;
    return [`${indent}${isLast ? "└─ " : "├─ "}${text}`, ...drawn(below, `${indent}${isLast ? "   " : "│  "}`)];
  });

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
