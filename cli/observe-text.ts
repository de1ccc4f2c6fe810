import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import type { ObserveSummary, PointSummary, StageSaving } from "../shim/decisions/observe-summary.ts";

/** A report on decision logs for people; `count` is the number of decisions read. */
export const observeText = (summaries: readonly ObserveSummary[], count: number): string =>
  summaries.length === 0
    ? "No decisions in the log yet: wrap the graph with unconduct() and run it.\n"
    : `${count} decisions of ${summaries.length === 1 ? "one graph" : `${summaries.length} graphs`}\n${summaries.map(appText).join("")}`;

const appText = ({ fingerprint, runs, hopsPerRun, callsPerRun, points, chains, savings }: ObserveSummary): string =>
  [
    "",
    `graph ${escapeTerminal(fingerprint)}: ${runs} runs`,
    `  hops per run: mean ${figure(hopsPerRun.mean)}, median ${hopsPerRun.median}, most ${hopsPerRun.max}; model calls that only decide: ${figure(callsPerRun)} per run`,
    "  decision points",
    ...points.map(pointText),
    chains.length === 0 ? "  chains: none seen" : "  chains",
    ...chains.map(
      ({ agents, support, exceptions, upperBound }) =>
        `    ${agents.map(escapeTerminal).join(" > ")}: ${support} runs, ${exceptions} exceptions, at most ${percent(upperBound)} (95 %)`,
    ),
    "  what a stage would save at most, in these runs",
    ...savings.map(savingText),
    "",
  ].join("\n");

const pointText = ({
  node,
  decisions,
  byModel,
  tokens,
  predicted,
  hits,
  lowerBound,
  contextBytes,
}: PointSummary): string =>
  [
    `    ${escapeTerminal(node)}: ${decisions} decisions, ${byModel} by a model, ${tokens} tokens`,
    predicted === 0
      ? "      predictable: nothing to go by yet"
      : `      predictable from the agent before: ${hits} of ${predicted}, at least ${percent(lowerBound)} (95 %)`,
    `      context by turn, bytes: ${contextBytes.join(", ")}`,
  ].join("\n");

const stageNames = {
  1: "registry (foreseen, and the update is known)",
  2: "handoff (inside chains)",
  5: "mesh (every dispatch)",
};

const savingText = ({ stage, callsPerRun, tokensPerRun }: StageSaving): string =>
  `    stage ${stage}, ${stageNames[stage]}: ${figure(callsPerRun)} calls and ${Math.round(tokensPerRun)} tokens per run`;

const figure = (value: number): string => value.toFixed(2);

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
