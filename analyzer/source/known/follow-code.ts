import { ts } from "ts-morph";
import type { Analysis } from "../analysis.ts";
import type { FunctionNode } from "../values/value.ts";
import { bindName } from "./bind-name.ts";
import { evaluateKnown, holds } from "./evaluate-known.ts";
import { CHANGES } from "./is-filled.ts";
import { type Known, known, Scope, unknown } from "./known.ts";
import type { Path } from "./path.ts";
import { type Chooser, Lost, Thrown } from "./paths.ts";

const MAX_DEPTH = 6;
const MAX_STEPS = 4000;

/** A path through code on which the state holds `facts`; `choose` answers what is not certain. */
export const pathOf = (analysis: Analysis, facts: ReadonlyMap<string, Known>, choose: Chooser): Path => {
  let depth = 0;
  let left = MAX_STEPS;
  const path: Path = {
    analysis,
    facts,
    choose,
    effects: [],
    doubts: 0,
    evaluate: (expression, scope) => {
      if (left-- <= 0) throw new Lost();
      const value = evaluateKnown(path, expression, scope);
      if (value.t === "unknown") path.doubts++;
      return value;
    },
    follow: (fn, args, outer) => {
      if (depth >= MAX_DEPTH) throw new Lost();
      depth++;
      try {
        return bodyOf(path, fn, args, outer);
      } finally {
        depth--;
      }
    },
  };
  return path;
};

const bodyOf = (path: Path, fn: FunctionNode, args: readonly Known[], outer: Scope | undefined): Known => {
  if (!fn.body || fn.asteriskToken) throw new Lost();
  const scope = new Scope(outer);
  fn.parameters.forEach((parameter, index) => {
    bindName(path, scope, parameter.name, args[index] ?? known(undefined), parameter.initializer);
  });
  if (!ts.isBlock(fn.body)) return path.evaluate(fn.body, scope);
  const ended = steps(path, fn.body.statements, scope);
  return typeof ended === "object" ? ended.value : known(undefined);
};

type Ended = "on" | "break" | "continue" | { readonly value: Known };

const steps = (path: Path, statements: readonly ts.Statement[], scope: Scope): Ended => {
  for (const statement of statements) {
    const ended = step(path, statement, scope);
    if (ended !== "on") return ended;
  }
  return "on";
};

const step = (path: Path, statement: ts.Statement, scope: Scope): Ended => {
  if (ts.isReturnStatement(statement))
    return { value: statement.expression ? path.evaluate(statement.expression, scope) : known(undefined) };
  if (ts.isBlock(statement)) return steps(path, statement.statements, new Scope(scope));
  if (ts.isIfStatement(statement)) {
    if (holds(path, statement.expression, scope)) return step(path, statement.thenStatement, scope);
    return statement.elseStatement ? step(path, statement.elseStatement, scope) : "on";
  }
  if (ts.isVariableStatement(statement)) {
    for (const { name, initializer } of statement.declarationList.declarations)
      bindName(path, scope, name, initializer ? path.evaluate(initializer, scope) : known(undefined), undefined);
    return "on";
  }
  if (ts.isExpressionStatement(statement)) {
    act(path, statement.expression, scope);
    return "on";
  }
  if (ts.isSwitchStatement(statement)) return switched(path, statement, scope);
  if (ts.isBreakStatement(statement) && !statement.label) return "break";
  if (ts.isContinueStatement(statement) && !statement.label) return "continue";
  if (ts.isForOfStatement(statement)) return looped(path, statement, scope);
  if (ts.isTryStatement(statement)) return tried(path, statement, scope);
  if (ts.isThrowStatement(statement)) throw new Thrown();
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isEmptyStatement(statement)
  )
    return "on";
  throw new Lost();
};

/** A statement's expression: an assignment, or a call for its effect. */
const act = (path: Path, expression: ts.Expression, scope: Scope): void => {
  const at = ts.isAwaitExpression(expression) ? expression.expression : expression;
  if (!ts.isCallExpression(at)) return void path.evaluate(at, scope);
  if (isLog(at)) return;
  if (changesKnown(path, at, scope)) throw new Lost();
  path.doubts++; // it may throw
  path.effects.push({
    call: at,
    args: at.arguments.map((it) => (ts.isSpreadElement(it) ? unknown : path.evaluate(it, scope))),
  });
};

/** `list.push(v)`, `set.add(v)`: what was made here is another from then on. */
const changesKnown = (path: Path, { expression }: ts.CallExpression, scope: Scope): boolean => {
  if (!ts.isPropertyAccessExpression(expression) || !CHANGES.test(expression.name.text)) return false;
  return /^(list|set|record)$/.test(path.evaluate(expression.expression, scope).t);
};

/** Lines for people: they tell of a hop, and go with it. */
const isLog = ({ expression }: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(expression) &&
  (/^console$/.test(expression.expression.getText()) ||
    (/^(trace|debug|info|log|warn)$/.test(expression.name.text) &&
      /(^|\.)log(ger)?$/i.test(expression.expression.getText())));

const switched = (path: Path, statement: ts.SwitchStatement, scope: Scope): Ended => {
  const value = path.evaluate(statement.expression, scope);
  const { clauses } = statement.caseBlock;
  const matches = (clause: ts.CaseOrDefaultClause): boolean => {
    if (ts.isDefaultClause(clause)) return false;
    const wanted = path.evaluate(clause.expression, scope);
    if (value.t === "const" && wanted.t === "const") return value.value === wanted.value;
    return path.choose();
  };
  const found = clauses.findIndex(matches);
  const from = found >= 0 ? found : clauses.findIndex(ts.isDefaultClause);
  if (from < 0) return "on";
  const ended = steps(
    path,
    clauses.slice(from).flatMap((it) => [...it.statements]),
    new Scope(scope),
  );
  return ended === "break" ? "on" : ended;
};

/** `for (const x of list)`: once for each element of a list that is known. */
const looped = (path: Path, statement: ts.ForOfStatement, scope: Scope): Ended => {
  const { initializer, awaitModifier, expression } = statement;
  const over = path.evaluate(expression, scope);
  const [declaration, other] = ts.isVariableDeclarationList(initializer) ? initializer.declarations : [];
  if (awaitModifier || !declaration || other || (over.t !== "list" && over.t !== "set")) throw new Lost();
  for (const item of over.items) {
    const round = new Scope(scope);
    bindName(path, round, declaration.name, item, undefined);
    const ended = step(path, statement.statement, round);
    if (ended === "break") return "on";
    if (typeof ended === "object") return ended;
  }
  return "on";
};

/** What throws for certain goes on in the `catch`; what only may throw, because it rests on something unknown, is lost. */
const tried = (path: Path, { tryBlock, catchClause, finallyBlock }: ts.TryStatement, scope: Scope): Ended => {
  if (finallyBlock || !catchClause) throw new Lost();
  const { doubts } = path;
  try {
    const ended = step(path, tryBlock, scope);
    if (path.doubts > doubts) throw new Lost();
    return ended;
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    const caught = new Scope(scope);
    if (catchClause.variableDeclaration)
      bindName(path, caught, catchClause.variableDeclaration.name, unknown, undefined);
    return step(path, catchClause.block, caught);
  }
};
