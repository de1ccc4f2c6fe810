import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { displayWidth } from "../analyzer/reporters/text/display-width.ts";
import type { Decision } from "../contracts/decision.ts";
import { choiceName } from "../shim/decisions/choice-name.ts";
import type { TracedDecision, TracedRun } from "../shim/decisions/trace-thread.ts";
import { abstentionText } from "./abstention-text.ts";

interface Branch {
  readonly text: string;
  /** Goes behind the text where that fits, else below it. */
  readonly details: readonly string[];
  readonly branches: readonly Branch[];
}

/**
 * The trace of a thread as a tree: runs, their decisions, and what was asked again; then what the reasons in it mean.
 * `columns`: of the terminal, whose lines must not break the tree; undefined: there is none.
 */
export const traceText = (
  thread: string,
  tenant: string,
  runs: readonly TracedRun[],
  columns: number | undefined,
): string => {
  const count = runs.reduce((sum, { decisions }) => sum + decisions.length, 0);
  if (count === 0)
    return (
      `No decision of thread ${escapeTerminal(thread)} is in the log of ${escapeTerminal(tenant)}.\n` +
      "Threads are kept by tenant (--tenant), and only of apps that write to this log.\n"
    );
  const head = `thread ${thread} of ${tenant}: ${counted(runs.length, "run")}, ${counted(count, "decision")}`;
  const lines = drawn(runs.map(runBranch), "", columns ?? Number.POSITIVE_INFINITY);
  return [head, ...lines, ...legend(runs)].map((line) => `${escapeTerminal(line)}\n`).join("");
};

const runBranch = ({ run, decisions }: TracedRun): Branch => ({
  text: `run ${run}  ${decisions[0]?.decision.at ?? ""}`,
  details: [],
  branches: decisions.map(decisionBranch),
});

const decisionBranch = ({ decision, rechecks }: TracedDecision): Branch => ({
  text: choiceOf(decision),
  details: detailsOf(decision),
  branches: rechecks.map((again) => ({
    text: `asked again (${comparison(decision, again)}): ${choiceOf(again)}`,
    details: detailsOf(again),
    branches: [],
  })),
});

/** What was chosen, by whom. */
const choiceOf = ({ from, chosen, by }: Decision): string =>
  `${from} -> ${chosen.kind === "failed" ? `(failed: ${chosen.code})` : choiceName(chosen)}  ${by}`;

/** At which stage, at what price, and what the registry weighed. */
const detailsOf = (decision: Decision): string[] => [
  ...(decision.stage > 0 ? [`stage ${decision.stage} ${decision.mode}`] : []),
  `${Math.round(decision.durationMs)} ms`,
  ...(decision.tokens ? [`${decision.tokens.input + decision.tokens.output} tokens`] : []),
  ...(decision.abstained ? [`registry abstained: ${decision.abstained.reason}`] : []),
  ...candidatesOf(decision),
];

const legend = (runs: readonly TracedRun[]): string[] => {
  const all = runs.flatMap(({ decisions }) => decisions.flatMap(({ decision, rechecks }) => [decision, ...rechecks]));
  const reasons = [...new Set(all.flatMap(({ abstained }) => (abstained === null ? [] : [abstained.reason])))].sort();
  return reasons.length === 0 ? [] : ["", ...reasons.map((it) => `${it}: ${abstentionText[it]}`)];
};

const comparison = ({ chosen }: Decision, again: Decision): string => {
  // Who chose nothing has not chosen otherwise.
  if (again.chosen.kind === "none" && again.abstained) return "left to the model";
  return choiceName(again.chosen) === choiceName(chosen) ? "the same" : "differs";
};

const candidatesOf = ({ candidates }: Decision): string[] =>
  candidates.length === 0
    ? []
    : [`[${candidates.map(({ target, score, basis }) => `${target} ${score.toFixed(2)} ${basis}`).join(", ")}]`];

const drawn = (branches: readonly Branch[], indent: string, columns: number): string[] =>
  branches.flatMap(({ text, details, branches: below }, index) => {
    const isLast = index === branches.length - 1;
    const inner = `${indent}${isLast ? "   " : "│  "}`;
    const first = `${indent}${isLast ? "└─ " : "├─ "}${text}`;
    const whole = [first, ...details].join("  ");
    const under = `${inner}${below.length > 0 ? "│  " : ""}`;
    const lines = displayWidth(whole) <= columns ? [whole] : [first, ...filled(details, under, columns)];
    return [...lines, ...drawn(below, inner, columns)];
  });

/** As many parts a line as fit; one that is wider than a line by itself is left to the terminal. */
const filled = (parts: readonly string[], indent: string, columns: number): string[] => {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = lines.length === 0 ? undefined : `${lines.at(-1)}  ${part}`;
    if (longer !== undefined && displayWidth(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(indent + part);
  }
  return lines;
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
