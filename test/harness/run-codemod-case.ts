import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { memoryFolder } from "../../analyzer/index.ts";
import type { Codemod } from "../../codemods/kit/define-codemod.ts";
import { placesOf } from "../../codemods/kit/file-outcomes.ts";
import { type PlannedRun, planRun } from "../../codemods/kit/plan-run.ts";
import { openProject } from "../../codemods/kit/project.ts";
import { verifyRun } from "../../codemods/kit/verify-run.ts";
import { parseContractText } from "../../contracts/parse-contract.ts";
import { runEvidenceSchema } from "../../contracts/run-evidence.ts";

/** Texts by POSIX path. */
export type TextTree = ReadonlyMap<string, string>;

/** Writes a tree another way: other line endings, say. The same change must fit input and expected output alike. */
export type TreeVariant = (tree: TextTree) => TextTree;

/** What one codemod made of a case folder (`input/`, `expected/`, `case.json`), and what it should have made. */
export interface CodemodCaseResult {
  readonly after: TextTree;
  readonly expected: TextTree;
  /** Marks and places left, as `case.json` lists them; null where the codemod refused the project as a whole. */
  readonly places: unknown;
  readonly expectedPlaces: unknown;
  /** What verification says, a second run among it. */
  readonly problems: readonly string[];
}

/** The version that emitted dependencies get in cases. */
export const caseToolVersion = "0.1.0";

/** Plans one codemod over a case, twice, and applies the plan in memory. Throws if planning is not pure. */
export function runCodemodCase(codemod: Codemod, folder: string, variant: TreeVariant = (it) => it): CodemodCaseResult {
  const input = variant(readTree(join(folder, "input")));
  const run = planOver(codemod, input);
  if (JSON.stringify(run.files) !== JSON.stringify(planOver(codemod, input).files))
    throw new Error(`${codemod.meta.id} planned two ways`);
  const after = new Map(input);
  for (const it of run.files) after.set(it.file, it.after);
  return {
    after: sorted(after),
    expected: sorted(variant(readTree(join(folder, "expected")))),
    places: placesIn(run),
    expectedPlaces: JSON.parse(readFileSync(join(folder, "case.json"), "utf8")),
    problems: verifyRun(run),
  };
}

/** Plans one codemod over texts; an `evidence.json` among them is what `--evidence` would be given. */
export const planOver = (codemod: Codemod, tree: TextTree): PlannedRun => {
  const text = tree.get("evidence.json");
  const evidence = text === undefined ? undefined : parseContractText(runEvidenceSchema, text, "evidence.json");
  return planRun(openProject(memoryFolder(tree), { toolVersion: caseToolVersion, evidence }), [codemod]);
};

/** All files below a folder; an empty tree where there is none. */
export function readTree(folder: string): TextTree {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  return sorted(
    new Map(
      files.map((it) => {
        const path = join(it.parentPath, it.name);
        return [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")];
      }),
    ),
  );
}

/** What `case.json` holds for a run. */
export function placesIn(run: PlannedRun): unknown {
  const result = run.codemods[0]?.result;
  if (result?.kind === "refusal") return { refusal: result.reason };
  const { marks, left } = placesOf(run);
  return {
    marks: marks.map(({ file, line, reason }) => ({ file, line, reason })),
    left: left.map(({ file, line, kind, reason }) => ({ file, line, kind, reason })),
  };
}

const sorted = (tree: TextTree): TextTree => new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
