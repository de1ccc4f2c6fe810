import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare } from "../source/syntax.ts";
import { loopEnvironments } from "./loop-environments.ts";

/** What code puts into an object after it is written: `ways.done = END`, and `ways[id] = id` for each round of a loop. */
export interface AddedKeys {
  /** Key and constant text, in the order of the code. */
  readonly entries: readonly (readonly [key: string, text: string])[];
  /** False where a key or what it holds is no constant. */
  readonly complete: boolean;
}

/** See {@link AddedKeys}; of the objects that it takes in by a spread, too. */
export const addedKeys = (analysis: Analysis, node: ts.ObjectLiteralExpression): AddedKeys => {
  const own = ts.isVariableDeclaration(node.parent) ? [node.parent.name] : [];
  const spread = node.properties.flatMap((it) => (ts.isSpreadAssignment(it) ? [bare(it.expression)] : []));
  const added = [...spread, ...own].flatMap((name) => assignmentsTo(analysis, name));
  const found = added.map((it) => entriesOf(analysis, it));
  return { entries: found.flatMap((it) => it.entries), complete: found.every((it) => it.complete) };
};

/** `name.key = value` or `name[key] = value`. */
interface Assignment {
  readonly node: ts.Expression;
  readonly key: ts.Expression | string;
  readonly value: ts.Expression;
}

const assignmentsTo = (analysis: Analysis, name: ts.Node): readonly Assignment[] => {
  const symbol = ts.isIdentifier(name) ? analysis.references.symbolOf(name) : undefined;
  return (symbol ? analysis.references.usesOf(symbol) : []).flatMap((use) => {
    const access = use.parent;
    const set = access.parent;
    if (!ts.isElementAccessExpression(access) && !ts.isPropertyAccessExpression(access)) return [];
    if (access.expression !== use || !ts.isBinaryExpression(set) || set.left !== access) return [];
    if (set.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
    const key = ts.isPropertyAccessExpression(access) ? access.name.text : access.argumentExpression;
    return [{ node: set, key, value: set.right }];
  });
};

const entriesOf = (analysis: Analysis, { node, key, value }: Assignment): AddedKeys => {
  const entries: (readonly [string, string])[] = [];
  let complete = true;
  for (const env of loopEnvironments(analysis, node)) {
    const keys = typeof key === "string" ? { texts: [key], complete: true } : analysis.values.texts(key, env);
    const texts = analysis.values.texts(value, env);
    complete &&= keys.complete && texts.complete;
    for (const k of keys.texts) for (const text of texts.texts) entries.push([k, text]);
  }
  return { entries, complete };
};
