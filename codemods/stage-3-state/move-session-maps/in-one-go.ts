import { ts } from "ts-morph";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { MapUse } from "./map-uses.ts";

/** A `set` whose value is made from the entry that it replaces: `m.set(k, [...(m.get(k) ?? []), x])`. */
export interface Update {
  readonly set: MapUse;
  readonly get: MapUse;
}

/** The writes that are made from what they replace, in one expression that can be made again. */
export const updatesOf = (uses: readonly MapUse[]): Update[] =>
  uses.flatMap((set) => {
    const { value } = set;
    const inside = uses.filter((it) => value && it !== set && isIn(it.call, value));
    const [get] = inside;
    const isSame = get?.method === "get" && get.key.getText() === set.key.getText() && isName(set.key);
    return value && get && isSame && inside.length === 1 && canBeMadeAgain(value, get.call) ? [{ set, get }] : [];
  });

/**
 * A read and a later write of one function between which nothing else could run so far, and others could once both wait; undefined
 * where there is none. An `await` between them means that others could all along.
 */
export function tornApart(uses: readonly MapUse[], updates: readonly Update[]): MapUse | undefined {
  const inUpdates = updates.map((it) => it.get);
  const reads = uses.filter((it) => (it.method === "get" || it.method === "has") && !inUpdates.includes(it));
  return uses.find(
    (write) =>
      (write.method === "set" || write.method === "delete") &&
      reads.some((read) => isOneRun(read, write) && !comesFirst(write, read) && !alwaysWaits(read.call, write.call)),
  );
}

/** In one function, or in one that stands in the other and may be called at once. */
const isOneRun = (read: MapUse, write: MapUse): boolean =>
  isIn(read.around, write.around) || isIn(write.around, read.around);

/** True for a write that the same function always makes before it reads. */
const comesFirst = (write: MapUse, read: MapUse): boolean =>
  write.around === read.around &&
  write.call.end <= read.call.getStart() &&
  !ts.findAncestor(read.call, isLoopAround(write.call));

/** True where an `await` stands on every way from the end of one expression to the start of another. */
function alwaysWaits(from: ts.Node, to: ts.Node): boolean {
  if (isIn(from, to)) return false;
  const block = ts.findAncestor(from, (it) => ts.isBlock(it) && isIn(to, it));
  if (!block || !ts.isBlock(block)) return false;
  const first = block.statements.findIndex((it) => isIn(from, it));
  const last = block.statements.findIndex((it) => isIn(to, it));
  const isBetween = block.statements.slice(first + 1, last).some((it) => waits(it));
  return (isBetween || waits(block.statements[first], from)) && !ts.findAncestor(to, isLoopAround(from));
}

const isLoopAround =
  (other: ts.Node) =>
  (it: ts.Node): boolean =>
    ts.isIterationStatement(it, false) && isIn(other, it);

/** True for a plain statement with an `await` that nothing passes by; after `from`, where that is in it. */
function waits(statement: ts.Statement | undefined, from?: ts.Node): boolean {
  if (!statement || (!ts.isExpressionStatement(statement) && !ts.isVariableStatement(statement))) return false;
  let found = false;
  walkNodes(statement, (it) => {
    if (ts.isAwaitExpression(it) && (!from || it.getStart() > from.end || isIn(from, it)) && !isPassedBy(it, statement))
      found = true;
  });
  return found;
}

const isPassedBy = (node: ts.Node, statement: ts.Statement): boolean =>
  ts.findAncestor(node, (it) =>
    it === statement
      ? "quit"
      : ts.isFunctionLike(it) ||
        ts.isConditionalExpression(it) ||
        (ts.isBinaryExpression(it) && /^(\?\?|\|\||&&)/.test(it.operatorToken.getText())),
  ) !== undefined;

/** What gives a value and does nothing else: conversions, copies of lists and texts, the clock. */
const makesOnly = /^(String|Number|Boolean|\.(now|slice|concat|trim|toString|toISOString|toLowerCase|toUpperCase))$/;

/** Names, literals, copies and choices only: to make it twice is to make it once. */
function canBeMadeAgain(value: ts.Expression, get: ts.CallExpression): boolean {
  let isSafe = true;
  walkNodes(value, (it) => {
    if (isIn(it, get)) return;
    const acts =
      (ts.isCallExpression(it) && !makesOnly.test(it.expression.getText().replace(/^[\s\S]*\./, "."))) ||
      (ts.isNewExpression(it) && it.expression.getText() !== "Date") ||
      ts.isAwaitExpression(it) ||
      ts.isYieldExpression(it) ||
      ts.isFunctionLike(it) ||
      ts.isTaggedTemplateExpression(it) ||
      ts.isDeleteExpression(it) ||
      ts.isPostfixUnaryExpression(it) ||
      (ts.isPrefixUnaryExpression(it) && /^(\+\+|--)/.test(it.getText())) ||
      (ts.isBinaryExpression(it) &&
        it.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
        it.operatorToken.kind <= ts.SyntaxKind.LastAssignment);
    if (acts) isSafe = false;
  });
  return isSafe;
}

/** A name, or a member of one: it reads the same each time. */
const isName = (key: ts.Expression): boolean => /^[\w$]+(\.[\w$]+)*$/.test(key.getText());

const isIn = (node: ts.Node, outer: ts.Node): boolean => node.pos >= outer.pos && node.end <= outer.end;
