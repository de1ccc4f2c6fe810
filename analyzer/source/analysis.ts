import type { ts } from "ts-morph";
import type { Place } from "../../contracts/place.ts";
import { Kinds } from "./kinds.ts";
import type { LoadedProgram } from "./program/load-program.ts";
import { References } from "./references.ts";
import type { SourceTree } from "./source-tree.ts";
import { Values } from "./values/values.ts";

/** What every later step reads: the loaded program and the questions it answers. */
export interface Analysis {
  readonly tree: SourceTree;
  readonly loaded: LoadedProgram;
  readonly checker: ts.TypeChecker;
  readonly references: References;
  readonly values: Values;
  readonly kinds: Kinds;
  /** File (relative to the root) and 1-based line of a node's first token. */
  placeOf(node: ts.Node): Place;
}

/** Puts the questions together over one loaded program. */
export const createAnalysis = (tree: SourceTree, loaded: LoadedProgram): Analysis => {
  const references = new References(loaded);
  const values = new Values(loaded.checker, references);
  return {
    tree,
    loaded,
    checker: loaded.checker,
    references,
    values,
    kinds: new Kinds(values),
    placeOf: (node) => {
      const file = node.getSourceFile();
      return {
        file: loaded.pathOf(file) ?? file.fileName,
        line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
      };
    },
  };
};
