import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import type { FileOutcome, Migration } from "../contracts/migration.ts";
import { diffText } from "./diff-text.ts";
import { foldedPlaces, moreText } from "./folded-places.ts";

/** How to write a run down. */
export interface MigrationTextOptions {
  readonly color: boolean;
  /** False: places that say the same are counted after the first few. */
  readonly all: boolean;
  /** The command that the user gave, without `--write`. */
  readonly rerun: string;
}

/** A run of codemods for people: diffs first, then each file that was looked at, then what to do next. */
export function migrationText(migration: Migration, { color, all, rerun }: MigrationTextOptions): string {
  const { files, codemods, problems } = migration;
  const diffs = files.flatMap((it) => ("diff" in it ? [diffText(it.diff, color)] : []));
  const refusals = codemods.flatMap((it) =>
    it.refusal === null ? [] : [`${it.id} does not fit this project: ${it.refusal}`],
  );
  const parts = [
    ...diffs,
    [...refusals, summary(migration)].join("\n"),
    fileLines(files, all).join("\n"),
    problems.length > 0 ? ["Nothing was written, because of", ...problems.map((it) => `  ${it}`)].join("\n") : "",
    next(migration, rerun),
  ];
  return `${parts
    .filter((it) => it !== "")
    .map((it) => it.trimEnd())
    .join("\n\n")}\n`;
}

function summary({ written, files, changes, marks, left, problems, stage }: Migration): string {
  const count = (outcome: FileOutcome["outcome"]): number => files.filter((it) => it.outcome === outcome).length;
  const toWrite = hasDiff(files) ? "dry run, nothing written" : "nothing to write";
  const verb = problems.length > 0 ? "stopped by verification" : written ? "written" : toWrite;
  const what = stage === null ? "" : `stage ${stage}: `;
  return (
    `${what}${verb}. ${plural(files.length, "file")} looked at: ${plural(changes.length, "change")} in ${plural(count("changed") + count("failed"), "file")}, ` +
    `${plural(marks.length, "place")} for a person, ${plural(left.filter((it) => it.kind === "refused").length, "place")} refused.`
  );
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Each file with what is said of it; reasons that many files share are counted, and files that say nothing else with them. */
function fileLines(files: readonly FileOutcome[], all: boolean): string[] {
  const said = files.flatMap((it) => it.reasons.map((text) => ({ file: it.file, text })));
  const folded = foldedPlaces(said, all);
  return files.flatMap((file) => {
    const own = folded.filter((it) => it.place.file === file.file);
    const shown = own.flatMap((it) => [escapeTerminal(it.place.text), ...(it.more === 0 ? [] : [moreText(it)])]);
    if (shown.length > 0) return [fileLine(file, shown)];
    return file.outcome === "unchanged" ? [] : [fileLine(file, file.reasons.slice(0, 1).map(escapeTerminal))];
  });
}

function fileLine(file: FileOutcome, [first = "", ...rest]: readonly string[]): string {
  const word = file.outcome === "changed" && file.created ? "new" : file.outcome;
  const head = `${word.padEnd(10)}${escapeTerminal(file.file)}`;
  return [`${head}  ${first}`, ...rest.map((it) => `${" ".repeat(head.length)}  ${it}`)].join("\n");
}

/** Marks that stand there already change nothing. */
const hasDiff = (files: Migration["files"]): boolean => files.some((it) => "diff" in it);

function next({ written, files, problems, checks, commit, run }: Migration, rerun: string): string {
  if (problems.length > 0)
    return "If you know better, --no-verify writes it all the same, and `unconduct undo` takes it back.";
  if (!written && !hasDiff(files)) return "Nothing to do.";
  if (!written) return `To write this: ${escapeTerminal(rerun)} --write`;
  const verified = checks.map((it) => `  verified: ${it}`);
  const made = commit === null ? [] : [`Committed as ${commit}.`];
  return [
    ...verified,
    ...made,
    `Run ${run}. Install the new dependencies, run your tests; \`unconduct undo\` takes it back.`,
  ].join("\n");
}
