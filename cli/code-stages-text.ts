import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import type { CodeStage, CodeStages } from "../contracts/code-stages.ts";
import { foldedPlaces, moreText } from "./folded-places.ts";

/** One line a stage, then marks, then runs. */
export function statusText({ stages, marks, runs }: CodeStages, all: boolean): string {
  const lines = stages.map((it) => `${head(it)}  ${it.state.padEnd(14)}  ${escapeTerminal(it.reason)}`);
  const todo = marks.filter((it) => it.kind === "todo");
  const decided = marks.length - todo.length;
  const marked = listed(
    "",
    todo.map(({ file, line, codemod, reason }) => ({ file, line, what: `${codemod}: ${reason}` })),
    all,
  );
  const written = runs.map(
    (it) =>
      `  ${it.id}  ${it.state.padEnd(8)}  ${it.codemods.join(", ")}${it.commit === null ? "" : `  commit ${it.commit}`}`,
  );
  return text([
    lines,
    [
      `Marks for a person: ${todo.length}${decided === 0 ? "" : ` (and ${decided} decided: @unconduct ignore)`}`,
      ...marked,
    ],
    written.length === 0
      ? ["Runs: none"]
      : ["Runs, oldest first; `unconduct undo` takes back the newest that is done", ...written],
  ]);
}

/** What each stage would change and what it would leave, stage by stage. */
export function planText({ stages }: CodeStages, all: boolean): string {
  const parts = stages.map((it) => [
    `${head(it)}  ${it.state}: ${escapeTerminal(it.reason)}`,
    ...it.changes.map((change) => `  change  ${place(change)}  ${escapeTerminal(change.what)}`),
    ...listed(it.state === "unavailable" ? "finding" : "by hand", it.manual, all),
  ]);
  const open = stages.find((it) => it.state === "open");
  const last = open
    ? [`Next: unconduct migrate --stage ${open.stage} shows the diff. No stage needs the ones before it, except 5.`]
    : ["Nothing to migrate with this version."];
  return text([...parts, last]);
}

/** One line a place, with those that say the same folded. */
function listed(
  word: string,
  places: readonly { readonly file: string; readonly line: number; readonly what: string }[],
  all: boolean,
): string[] {
  const before = word === "" ? " " : `  ${word}`;
  return foldedPlaces(
    places.map((it) => ({ ...it, text: it.what })),
    all,
  ).flatMap((folded) => [
    `${before} ${place(folded.place)}  ${escapeTerminal(folded.place.what)}`,
    ...(folded.more === 0 ? [] : [`${before} ${moreText(folded)}`]),
  ]);
}

const head = ({ stage, name }: CodeStage): string => `stage ${stage} ${name.padEnd(8)}`;
const place = ({ file, line }: { readonly file: string; readonly line: number }): string =>
  `${escapeTerminal(file)}:${line}`;
const text = (parts: readonly (readonly string[])[]): string => `${parts.map((it) => it.join("\n")).join("\n\n")}\n`;
