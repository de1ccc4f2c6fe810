import { parseErrors } from "./parse-source.ts";
import { type PlannedRun, planRun } from "./plan-run.ts";

/**
 * What is wrong with a planned run, judged without writing it: a changed file that no longer parses, a codemod that
 * would do more on a second run (than the `declined` changes), a promise that a fresh audit does not show. Empty when all is well.
 */
export function verifyRun(run: PlannedRun, declined = 0): string[] {
  return [...unparsable(run), ...notSettled(run, declined), ...brokenPromises(run)];
}

function unparsable({ files }: PlannedRun): string[] {
  return files.flatMap(({ file, before, after }) => {
    const known = new Set(parseErrors(file, before ?? "").map(withoutLine));
    return parseErrors(file, after)
      .filter((it) => !known.has(withoutLine(it)))
      .map((it) => `would not parse: ${it}`);
  });
}

const withoutLine = (error: string): string => error.replace(/:\d+:/, ":");

function notSettled(run: PlannedRun, declined: number): string[] {
  if (run.files.length === 0) return [];
  const again = planRun(
    run.after,
    run.codemods.map((it) => it.codemod),
  ).codemods;
  const changes = again.flatMap(({ result }) => (result.kind === "plan" ? result.changes : []));
  if (declined > 0 && changes.length === declined) return [];
  return again.flatMap(({ codemod, files }) =>
    files.map(({ file }) => `a second run of ${codemod.meta.id} would change ${file} again`),
  );
}

function brokenPromises({ codemods, after }: PlannedRun): string[] {
  return codemods.flatMap(({ codemod, result, before }) =>
    result.kind === "plan" ? [...(codemod.broken?.(before.audit, after.audit, result) ?? [])] : [],
  );
}
