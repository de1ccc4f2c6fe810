import { ts } from "ts-morph";
import { isFunctionNode, oneLine, walk } from "../source/syntax.ts";
import { choicesIn, isAlwaysTheSame, isNothing } from "./choices.ts";
import { isSameConstant } from "./chosen-constant.ts";
import { dispatches } from "./dispatches.ts";
import { isTriedAgain } from "./is-tried-again.ts";
import { at, EXISTENCE, type Item, noted, type Walker } from "./item.ts";
import { isNeutralCall } from "./known-calls.ts";
import { saidOf } from "./said.ts";

const MAX_IMPLICIT_HOPS = 3;
/** What a sink says that a result decides without being part of it. */
export const STEERS = "decides whether";

/**
 * The value decides a condition. A strong one (a label compared, a boolean, a switch) taints the constants that are
 * chosen under it; an existence check of a text decides nothing.
 */
export const stepCondition = (walker: Walker, item: Item, parent: ts.Node): void => {
  // `a && b` is itself a condition
  if (ts.isBinaryExpression(parent))
    walker.push(at(item, parent, { pending: [], outcome: item.outcome === false ? false : null }));
  if (item.pending.length) return; // whether the object around it exists says nothing about the value
  if (!item.label && item.channel !== null) walker.sink("neutral", `state field ${item.channel}, ${EXISTENCE}`, item);
  if (
    !asksWhatItSays(walker, item, parent) ||
    item.measured ||
    item.hops > MAX_IMPLICIT_HOPS ||
    isCollection(walker, item)
  )
    return;
  const hops = steersLoop(item, parent) ? MAX_IMPLICIT_HOPS + 1 : item.hops;
  const chosen = noted(item, item.node, `decides ${oneLine(item.node, 50)}`, {
    pending: [],
    implicit: true,
    label: true,
    tested: item.tested ?? (ts.isSwitchStatement(parent) ? switchedOn(walker, parent) : null),
    faint: item.faint || item.implicit,
    hops,
  });
  for (const branch of branchesOf(walker, item, parent)) choose(walker, chosen, branch);
  for (const rest of afterExit(item, parent)) chooseReturns(walker, chosen, rest);
};

/** True where a condition asks what the value says; one that only asks whether it is there decides nothing. */
export const asksWhatItSays = (context: Pick<Walker, "analysis">, item: Item, parent: ts.Node): boolean =>
  item.label || ts.isSwitchStatement(parent) || ts.isCaseClause(parent) || isFlag(context, item.node);

/** A field that is declared to be a boolean, such as `parsed.isUrgent`: it is asked what it says, not whether it is there. */
const isFlag = ({ analysis: { checker } }: Pick<Walker, "analysis">, node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) &&
  (checker.getTypeAtLocation(node).flags & (ts.TypeFlags.Boolean | ts.TypeFlags.BooleanLiteral)) !== 0;

/**
 * A list or object of the schema: what is computed from its contents is work, not a choice by the model. A part of it that
 * is compared with a constant (`step.kind === "search"`) is a choice.
 */
const isCollection = (walker: Walker, item: Item): boolean =>
  item.field !== null && item.tested === null && walker.shape?.get(item.field)?.kind === "other";

/**
 * A tool loop inside a node steers that loop: its outcome reaches an edge only if the node itself names the next one. Which
 * of several tools was called, asked once, is an answer as good as a field, and so is whether one was called where the
 * code runs none itself: `if (r.tool_calls?.length) return { next: "tools" }`.
 */
const steersLoop = (item: Item, parent: ts.Node): boolean =>
  item.field === "tool_calls" && (isInLoop(item.node) || (item.tested === null && works(parent)));

/** True where code waits for something or goes round: it does what is asked for, rather than leave it to a node. */
const works = (branches: ts.Node): boolean => {
  let found = false;
  walk(branches, (node) => {
    if (ts.isAwaitExpression(node) || ts.isIterationStatement(node, false)) found = true;
    return !found && !isFunctionNode(node);
  });
  return found;
};

const isInLoop = (node: ts.Node): boolean => {
  for (let at = node.parent; at && !isFunctionNode(at); at = at.parent)
    if (ts.isIterationStatement(at, false)) return true;
  return false;
};

/** The code that runs or not by the condition, with what follows an early exit; only what it comes to, where that is known. */
const branchesOf = (walker: Walker, item: Item, parent: ts.Node): readonly ts.Node[] => {
  const either = (then: ts.Node, otherwise: ts.Node | undefined): readonly ts.Node[] => [
    ...(item.outcome === false ? [] : [then]),
    ...(item.outcome === true || !otherwise ? [] : [otherwise]),
  ];
  if (ts.isConditionalExpression(parent)) return either(parent.whenTrue, parent.whenFalse);
  if (ts.isBinaryExpression(parent)) return either(parent.right, undefined);
  if (ts.isSwitchStatement(parent)) return clausesFor(walker, item, parent).flatMap((c) => [...c.statements]);
  if (ts.isCaseClause(parent)) return [...parent.statements];
  if (ts.isIfStatement(parent)) return either(parent.thenStatement, parent.elseStatement);
  if (ts.isWhileStatement(parent) || ts.isDoStatement(parent) || ts.isForStatement(parent)) return [parent.statement];
  return [];
};

/** A constant text that a switch compares with, as `===` would: which of them does not matter here. */
const switchedOn = (walker: Walker, { caseBlock }: ts.SwitchStatement): string | null => {
  const cases = caseBlock.clauses.filter(ts.isCaseClause);
  const texts = cases.map((clause) => walker.analysis.values.texts(clause.expression));
  return texts.every((t) => t.complete) ? (texts[0]?.texts[0] ?? null) : null;
};

/** The clauses that a switch may run: where the value is a known constant, the one for it and those that it falls into. */
const clausesFor = (walker: Walker, item: Item, parent: ts.SwitchStatement): readonly ts.CaseOrDefaultClause[] => {
  const { clauses } = parent.caseBlock;
  const fits = clauses.map((c) => (ts.isCaseClause(c) ? isSameConstant(walker, item, c.expression) : false));
  if (fits.includes(null)) return clauses;
  const own = fits.indexOf(true);
  const from = own < 0 ? clauses.findIndex(ts.isDefaultClause) : own;
  if (from < 0) return [];
  const end = clauses.findIndex((c, i) => i >= from && c.statements.some(leaves));
  return clauses.slice(from, end < 0 ? undefined : end + 1);
};

/**
 * What follows a condition of which one branch leaves: it runs only if the other is taken. A `throw` leaves for good: what
 * passes the check is not chosen by it.
 */
const afterExit = (item: Item, parent: ts.Node): readonly ts.Node[] => {
  if (ts.isSwitchStatement(parent)) return after(parent);
  if (!ts.isIfStatement(parent)) return [];
  const { thenStatement, elseStatement } = parent;
  const goesOn =
    (item.outcome !== true && leaves(thenStatement)) ||
    (item.outcome !== false && elseStatement !== undefined && leaves(elseStatement));
  return goesOn ? after(parent) : [];
};

const after = (statement: ts.Node): readonly ts.Node[] => {
  const block = statement.parent;
  const statements =
    ts.isBlock(block) || ts.isSourceFile(block) || ts.isCaseClause(block) || ts.isDefaultClause(block)
      ? block.statements
      : undefined;
  if (!statements) return [];
  const rest = statements.slice(statements.indexOf(statement as ts.Statement) + 1); // compared by identity only
  const last = rest.findIndex((s) => leaves(s) || ts.isThrowStatement(s));
  if (last >= 0) return rest.slice(0, last + 1);
  const outer =
    ts.isIfStatement(block.parent) || (ts.isBlock(block) && ts.isTryStatement(block.parent)) ? after(block.parent) : [];
  return [...rest, ...outer];
};

const leaves = (statement: ts.Node): boolean => {
  if (ts.isBlock(statement)) return statement.statements.some(leaves);
  return ts.isReturnStatement(statement) || ts.isContinueStatement(statement) || ts.isBreakStatement(statement);
};

/** Goes on from the constants that a branch returns, assigns or yields as its value. */
const choose = (walker: Walker, item: Item, branch: ts.Node): void => {
  if (ts.isExpression(branch)) return chooseIn(walker, item, branch, branch);
  const dispatched: ts.CallExpression[] = [];
  const guardedCalls: ts.CallExpression[] = [];
  walk(branch, (node) => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return false;
    if (ts.isReturnStatement(node) && node.expression) chooseIn(walker, item, node.expression, branch);
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      chooseIn(walker, item, node.right, branch);
    else if (ts.isCallExpression(node) && dispatches(walker, node)) {
      if (!isTriedAgain(walker, item, branch, node)) dispatched.push(node);
    } else if (
      ts.isCallExpression(node) &&
      ts.isExpressionStatement(effectOf(node)) &&
      !isNeutralCall(walker.analysis, node)
    )
      guardedCalls.push(node);
    return true;
  });
  // beside a dispatch, the other calls of the branch keep its books
  for (const call of dispatched) walker.sink("route", `${STEERS} ${oneLine(call, 60)} runs`, item, call);
  for (const call of dispatched.length ? [] : guardedCalls)
    walker.sink("guard", `${STEERS} ${oneLine(call, 60)} runs`, item);
};

/** Only what is returned after an early exit is its alternative; the steps before that return run for their own reasons. */
const chooseReturns = (walker: Walker, item: Item, statement: ts.Node): void =>
  walk(statement, (node) => {
    if (isFunctionNode(node) || ts.isClassLike(node)) return false;
    if (ts.isReturnStatement(node) && node.expression)
      for (const choice of choicesIn(walker, node.expression))
        if (!isAlwaysTheSame(walker, choice, item.trail.node)) pushChoice(walker, item, choice.node);
    return true;
  });

const pushChoice = (walker: Walker, item: Item, constant: ts.Expression): void => {
  if (!walker.picks(constant)) return;
  walker.push(
    at(item, constant, {
      chosen: constant,
      said: saidOf(walker, item, constant),
      plain: true,
      firstChosen: item.firstChosen ?? constant,
      reshaped: false,
      faint: item.faint || isNothing(constant),
    }),
  );
};

const effectOf = (call: ts.Node): ts.Node => {
  let at = call.parent;
  while (ts.isAwaitExpression(at) || ts.isVoidExpression(at) || ts.isParenthesizedExpression(at)) at = at.parent;
  return at;
};

/** Goes on from each constant that the branch chooses; a call that it chooses is only guarded. */
const chooseIn = (walker: Walker, item: Item, node: ts.Expression, branch: ts.Node): void => {
  for (const choice of choicesIn(walker, node))
    if (!isAlwaysTheSame(walker, choice, item.trail.node)) pushChoice(walker, item, choice.node);
  for (const call of callsIn(node))
    if (!dispatches(walker, call)) walker.sink("neutral", `${STEERS} ${oneLine(call, 60)} runs`, item);
    else if (!isTriedAgain(walker, item, branch, call))
      walker.sink("route", `${STEERS} ${oneLine(call, 60)} runs`, item, call);
};

const callsIn = (node: ts.Expression): readonly ts.CallExpression[] => {
  if (ts.isCallExpression(node)) return [node];
  if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node))
    return callsIn(node.expression);
  return ts.isConditionalExpression(node) ? [...callsIn(node.whenTrue), ...callsIn(node.whenFalse)] : [];
};
