import { ts } from "ts-morph";
import { scanMemory } from "../../analyzer/index.ts";
import { type Analysis, createAnalysis } from "../../analyzer/source/analysis.ts";
import { loadProgram } from "../../analyzer/source/program/load-program.ts";
import { createResolver } from "../../analyzer/source/resolve/resolve-module.ts";
import { isFrameworkPackage } from "../../analyzer/source/surface/surface.ts";
import type { Value } from "../../analyzer/source/values/value.ts";
import type { Texts } from "./audit-text.ts";

/** Loads every listed file of a tree in memory, whether it names a framework or not. */
export const analysisOf = (texts: Texts): Analysis => {
  const tree = scanMemory(new Map(Object.entries(typeof texts === "string" ? { "a.ts": texts } : texts)));
  const resolver = createResolver(tree, { isFramework: isFrameworkPackage });
  return createAnalysis(tree, loadProgram(tree, resolver, [...tree.files.keys()]));
};

/** The expression that the one variable of this name begins with, wherever it stands. */
export const initializer = (analysis: Analysis, name: string): ts.Expression => {
  for (const id of analysis.references.named(name))
    if (ts.isVariableDeclaration(id.parent) && id.parent.name === id && id.parent.initializer)
      return id.parent.initializer;
  throw new Error(`no variable ${name} with an initializer`);
};

/** A value as plain data: texts, literals and arrays as themselves, the rest by its tag. */
const plain = (value: Value): unknown => {
  if (value.t === "text") return value.text;
  if (value.t === "literal") return value.value;
  if (value.t === "array") return [...value.items.map(oneOf), ...(value.open ? ["…"] : [])];
  return `<${value.t}>`;
};

/** One value as itself, several as `{or}`. */
const oneOf = (values: readonly Value[]): unknown =>
  values.length === 1 && values[0] ? plain(values[0]) : { or: values.map(plain) };

/** What the variable `x` of a text (or tree) may be, as plain data. */
export const valueOfX = (texts: Texts): unknown => {
  const analysis = analysisOf(texts);
  return oneOf(analysis.values.of(initializer(analysis, "x")));
};
