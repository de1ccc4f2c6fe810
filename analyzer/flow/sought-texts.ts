import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, isFunctionNode } from "../source/syntax.ts";
import { objectEntries } from "../source/values/value-items.ts";
import type { Item, Sink } from "./item.ts";

/** The accesses by which a value was looked up in tables on its way, the last first. */
export const tablesOn = ({ trail }: Item): readonly ts.ElementAccessExpression[] => {
  const found: ts.ElementAccessExpression[] = [];
  for (let at: Item["trail"] | undefined = trail; at; at = at.parent)
    if (ts.isElementAccessExpression(at.node)) found.push(at.node);
  return found;
};

/** What the code has words for on the way to a route: keys of its tables, what `find` looks for, texts compared around a choice. */
export const soughtTexts = (analysis: Analysis, { item }: Sink): readonly string[] => {
  const chosen = [item.chosen, item.firstChosen].filter((it) => it !== null);
  const sought = [
    ...tablesOn(item).flatMap((table) => keysOf(analysis, table)),
    ...chosen.flatMap((it) =>
      ts.isCallExpression(it) ? analysis.values.texts(it).texts : [...testedAround(analysis, it)],
    ),
  ];
  return sought.filter((text) => text !== "");
};

const keysOf = (analysis: Analysis, access: ts.ElementAccessExpression): readonly string[] =>
  analysis.values
    .of(access.expression)
    .flatMap((table) => (table.t === "object" ? objectEntries(analysis.values, table).map(([key]) => key) : []));

/** Texts that one of, when it is the answer, leads to this constant. */
const testedAround = (analysis: Analysis, constant: ts.Expression): readonly string[] => {
  for (let at: ts.Node = constant; at.parent && !isFunctionNode(at); at = at.parent) {
    const { parent } = at;
    if (ts.isConditionalExpression(parent) && at === parent.whenTrue) return testsIn(analysis, parent.condition);
    if (ts.isConditionalExpression(parent) && at === parent.whenFalse) return [];
    if (ts.isIfStatement(parent) && at === parent.thenStatement) return testsIn(analysis, parent.expression);
    if (ts.isIfStatement(parent) && at === parent.elseStatement && !ts.isIfStatement(at)) return [];
    if (ts.isCaseClause(parent)) return casesInto(analysis, parent);
    if (ts.isDefaultClause(parent)) return casesInto(analysis, parent);
    if (ts.isArrayLiteralExpression(parent)) return []; // several at once
  }
  return [];
};

/** The clause's own text, and those of the empty ones that fall into it. */
const casesInto = (analysis: Analysis, clause: ts.CaseOrDefaultClause): readonly string[] => {
  const { clauses } = clause.parent;
  const found = ts.isCaseClause(clause) ? [...constantIn(analysis, clause.expression)] : [];
  for (let i = clauses.indexOf(clause) - 1; i >= 0; i--) {
    const before = clauses[i];
    if (!before || before.statements.length > 0 || !ts.isCaseClause(before)) break;
    found.push(...constantIn(analysis, before.expression));
  }
  return found;
};

/** Texts that make a condition true by themselves: compared with, or asked for with `includes` and its like. */
const testsIn = (analysis: Analysis, condition: ts.Expression): readonly string[] => {
  const at = bare(condition);
  if (ts.isBinaryExpression(at)) {
    const kind = at.operatorToken.kind;
    if (kind === ts.SyntaxKind.BarBarToken) return [...testsIn(analysis, at.left), ...testsIn(analysis, at.right)];
    if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.EqualsEqualsToken) return [];
    return [...constantIn(analysis, at.left), ...constantIn(analysis, at.right)];
  }
  const [first] = ts.isCallExpression(at) ? at.arguments : [];
  const asks =
    ts.isCallExpression(at) &&
    ts.isPropertyAccessExpression(at.expression) &&
    /^(includes|startsWith|endsWith)$/.test(at.expression.name.text);
  return asks && first ? constantIn(analysis, first) : [];
};

const constantIn = (analysis: Analysis, node: ts.Expression): readonly string[] => {
  const { texts, complete } = analysis.values.texts(node);
  return complete ? texts : [];
};
