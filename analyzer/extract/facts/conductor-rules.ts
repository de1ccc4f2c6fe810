import { ts } from "ts-morph";
import type { RuleCondition } from "../../../contracts/rule-test.ts";
import type { Analysis } from "../../source/analysis.ts";
import { bare, isFunctionNode, propertyName, walk } from "../../source/syntax.ts";
import type { FunctionNode } from "../../source/values/value.ts";
import type { FunctionRole, Roles } from "../roles.ts";
import { type FoundFact, factAt } from "./found-fact.ts";
import { ruleCondition } from "./rule-condition.ts";

const TEXT_TESTS = /^(includes|test|match|startsWith|endsWith|some|search)$/;
const COUNTS = /count|turns?|iterations?|attempts?|steps?|rounds?|hops?|retries|retry|length|depth|limit|max/i;
const GOES_TO = /^(goto|next|nextAgent|next_agent|route|target|agent|nextNode|next_node)$/;

/**
 * What decides on a node without asking a model, in the functions that route: rules on a text (a seed for a registry),
 * limits on a count, and the way back to the user for a question. All of it has to live on when the conductor goes.
 */
export const conductorFacts = (analysis: Analysis, roles: Roles): FoundFact[] => {
  const found = new Map<ts.Node, FoundFact>();
  for (const [fn, of] of roles) {
    const names = new Set(of.flatMap((role) => (role.t === "tool" ? [] : [...role.graph.nodes.keys()])));
    if (names.size < 2) continue;
    const isRouter = of.some((role) => role.t === "router");
    const [only, another] = of;
    // A router looks at what its node has written, so a rule there says nothing before the node runs.
    const decider = only?.t === "node" && !another ? only : null;
    for (const fact of rulesIn(analysis, fn, names, isRouter)) {
      const condition = decider && conditionOf(analysis, fact, fn, decider);
      if (fact.node) found.set(fact.node, condition ? { ...fact, condition } : fact);
    }
    for (const helper of calledFrom(analysis, fn))
      if (!roles.has(helper))
        for (const fact of rulesIn(analysis, helper, names, true)) if (fact.node) found.set(fact.node, fact);
  }
  return [...found.values()];
};

/** Where the rule's target is what the graph does with the answer: a `Command`, or a word that a path map leaves as it is. */
const conditionOf = (
  analysis: Analysis,
  { node, kind, target }: FoundFact,
  fn: FunctionNode,
  { graph, node: name }: Extract<FunctionRole, { t: "node" }>,
): RuleCondition | null => {
  const branch = node?.parent;
  if (kind !== "rule" || target === null || !branch || !ts.isIfStatement(branch)) return null;
  const maps = graph.routes.filter((it) => it.from === name).map(({ map }) => map);
  const isPlain = maps.every((map) => map === undefined || map.get(target) === target || !map.has(target));
  const names = new Set(graph.nodes.keys());
  const isRule = (earlier: ts.IfStatement) =>
    testOf(analysis, earlier.expression) === "rule" &&
    targetOf(analysis, earlier.thenStatement, names, false) !== undefined;
  return isPlain ? ruleCondition(fn, branch, name, isRule) : null;
};

/** Functions of the project that a function calls: a fallback by keywords often has a function of its own. */
const calledFrom = (analysis: Analysis, fn: FunctionNode): readonly FunctionNode[] => {
  const called = new Set<FunctionNode>();
  if (fn.body)
    walk(fn.body, (node) => {
      if (ts.isCallExpression(node) && ts.isIdentifier(bare(node.expression)))
        for (const inner of analysis.values.functions(node.expression)) if (inner !== fn) called.add(inner);
      return true;
    });
  return [...called];
};

const rulesIn = (
  analysis: Analysis,
  fn: FunctionNode,
  names: ReadonlySet<string>,
  isRouter: boolean,
): readonly FoundFact[] => {
  const found: FoundFact[] = [];
  if (fn.body)
    walk(fn.body, (node) => {
      if (node !== fn.body && isFunctionNode(node)) return false;
      if (!ts.isIfStatement(node)) return true;
      const target = targetOf(analysis, node.thenStatement, names, isRouter);
      if (target === undefined) return true;
      const kind = /clarif/i.test(target) ? "clarification" : testOf(analysis, node.expression);
      if (kind) found.push(factAt(analysis, node.expression, kind, whats[kind], target));
      return true;
    });
  return found;
};

const whats = {
  rule: "rule on a text before the model",
  limit: "limit on a count",
  clarification: "question to the user",
} as const;

/** What a condition looks at: a text searched for constants, or a count compared with a number. */
const testOf = (analysis: Analysis, condition: ts.Expression): "rule" | "limit" | undefined => {
  let kind: "rule" | "limit" | undefined;
  walk(condition, (node) => {
    if (isFunctionNode(node) && kind) return false;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && isTextTest(node))
      kind ??= "rule";
    if (ts.isBinaryExpression(node) && /^[<>]=?$/.test(node.operatorToken.getText()) && isCount(analysis, node))
      kind = "limit";
    return true;
  });
  return kind;
};

const isTextTest = (call: ts.CallExpression): boolean => {
  const callee = call.expression as ts.PropertyAccessExpression; // looked at by the caller
  if (!TEXT_TESTS.test(callee.name.text)) return false;
  const [first] = call.arguments;
  return (
    ts.isRegularExpressionLiteral(bare(callee.expression)) ||
    (first !== undefined && (ts.isStringLiteralLike(first) || ts.isRegularExpressionLiteral(first)))
  );
};

const isCount = (analysis: Analysis, node: ts.BinaryExpression): boolean => {
  const isNumber = (side: ts.Expression): boolean =>
    analysis.values.of(side).some((v) => v.t === "literal" && typeof v.value === "number" && v.value > 1);
  return (
    (COUNTS.test(node.left.getText()) && isNumber(node.right)) ||
    (COUNTS.test(node.right.getText()) && isNumber(node.left))
  );
};

/** The node (or the end) that a branch leads to, where that is a constant. */
const targetOf = (
  analysis: Analysis,
  branch: ts.Statement,
  names: ReadonlySet<string>,
  isRouter: boolean,
): string | undefined => {
  let target: string | undefined;
  const take = (node: ts.Expression): void => {
    const { texts, complete } = analysis.values.texts(node);
    const [only] = texts;
    if (complete && texts.length === 1 && only && (names.has(only) || only === "__end__")) target ??= only;
  };
  walk(branch, (node) => {
    if (isFunctionNode(node) || (ts.isIfStatement(node) && node !== branch)) return false;
    if (isRouter && ts.isReturnStatement(node) && node.expression) take(node.expression);
    if (ts.isPropertyAssignment(node) && GOES_TO.test(propertyName(node.name) ?? "")) take(node.initializer);
    return target === undefined;
  });
  return target;
};
