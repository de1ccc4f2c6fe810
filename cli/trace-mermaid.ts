import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import type { Decision } from "../contracts/decision.ts";
import { choiceName } from "../shim/decisions/choice-name.ts";
import type { TracedRun } from "../shim/decisions/trace-thread.ts";

/** The trace of a thread as a Mermaid flowchart: a box a run, its arrows numbered in the order of the decisions. */
export const traceMermaid = (runs: readonly TracedRun[]): string =>
  ["flowchart LR", ...runs.flatMap(runLines)].map((line) => `${line}\n`).join("");

const runLines = ({ run, decisions }: TracedRun, at: number): string[] => {
  const ids = new Map<string, string>();
  const idOf = (name: string): string => {
    const id = ids.get(name) ?? `r${at}n${ids.size}`;
    ids.set(name, id);
    return id;
  };
  const arrows = decisions.flatMap(({ decision, rechecks }, index) => [
    arrow(idOf, decision, `${index + 1} ${decision.by}, ${Math.round(decision.durationMs)} ms`, "-->"),
    ...rechecks.filter(isChoice).map((again) => arrow(idOf, again, `${index + 1} again: ${again.by}`, "-.->")),
  ]);
  const nodes = [...ids].map(([name, id]) => `    ${id}["${quoted(name)}"]`);
  return [`  subgraph r${at}["run ${quoted(run)}"]`, ...nodes, ...arrows, "  end"];
};

/** An abstention chose nothing: no arrow. */
const isChoice = ({ chosen, abstained }: Decision): boolean => chosen.kind !== "none" || abstained === null;

const arrow = (idOf: (name: string) => string, { from, chosen }: Decision, label: string, line: string): string =>
  `    ${idOf(from)} ${line}|"${quoted(label)}"| ${idOf(choiceName(chosen))}`;

/** Entities, as Mermaid writes them: names of nodes may hold anything. */
const quoted = (text: string): string =>
  escapeTerminal(text).replace(/[#"<>&|`]/g, (character) => `#${character.codePointAt(0)};`);
