import type { ts } from "ts-morph";
import type { PlanContext } from "./define-codemod.ts";
import { parseSource } from "./parse-source.ts";

/** A parsed file by its path; undefined for one that cannot be read as text. */
export type SourceReader = (file: string) => ts.SourceFile | undefined;

/** Reads and parses files, each at most once a plan. */
export function sourceReader(context: PlanContext): SourceReader {
  const known = new Map<string, ts.SourceFile | undefined>();
  return (file) => {
    if (!known.has(file)) {
      const text = context.readText(file);
      known.set(file, text === undefined ? undefined : parseSource(file, text));
    }
    return known.get(file);
  };
}
