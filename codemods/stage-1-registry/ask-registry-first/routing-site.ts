import { ts } from "ts-morph";
import type { CallSite } from "../../../contracts/call-site.ts";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { LeftAlone } from "../../kit/edit-plan.ts";
import { isAsync } from "../../kit/is-async.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { styleOf } from "../../kit/text-style.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import { type AnswerTexts, answerTexts } from "./answer-text.ts";
import { type ResultReads, resultReads } from "./result-reads.ts";

/** A call that only picks who runs next, at its place in the text, with what can stand for its answer. */
export interface RoutingSite {
  readonly site: CallSite;
  readonly source: ts.SourceFile;
  /** The call; for a chain that is a node itself, what is handed to the graph. */
  readonly node: ts.Expression;
  readonly answers: AnswerTexts;
}

type Left = Pick<LeftAlone, "kind" | "reason">;

/** Sorts a call that the audit says may be rewritten: what it becomes, or why it stays. */
export function routingSite(context: PlanContext, read: SourceReader, site: CallSite): RoutingSite | Left {
  const app = context.audit.apps.find((it) => it.id === site.app);
  if (app?.dead) return { kind: "unchanged", reason: "nothing runs the graph that this belongs to" };
  const source = read(site.file);
  const node = source && nodeAt(source, site);
  if (!source || !node) return refused("the call cannot be found in the text again");
  if (asksAlready(node)) return { kind: "unchanged", reason: "it asks the registry first already" };
  const form = whyNotCall(site, node);
  if (form !== undefined) return refused(form);
  const reads: ResultReads = site.kind === "implicit" ? { paths: [], lost: undefined } : resultReads(node);
  const answers = answerTexts(site, reads, styleOf(source));
  return typeof answers === "string" ? refused(answers) : { site, source, node, answers };
}

const refused = (reason: string): Left => ({ kind: "refused", reason });

/** Names the change of one site, for people who take or decline it. */
export const siteChangeId = ({ site }: RoutingSite): string => `ask-registry-first ${site.file}:${site.start}`;

function nodeAt(source: ts.SourceFile, { start, end }: CallSite): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  walkNodes(source, (node) => {
    if (!found && node.end === end && ts.isExpression(node) && node.getStart(source) === start) found = node;
  });
  return found;
}

/** What a call of another kind than `model.invoke()` would need; undefined for one of that kind. */
function whyNotCall(site: CallSite, node: ts.Expression): string | undefined {
  if (site.kind === "implicit") {
    const { parent } = node;
    const isNode = ts.isCallExpression(parent) && parent.arguments[1] === node && methodOf(parent) === "addNode";
    return isNode ? undefined : "the framework runs this call, and it is no node of a graph that can be wrapped";
  }
  if (!ts.isCallExpression(node)) return "it is no call";
  if (ts.isCallChain(node)) return "the call happens only where its model is there (`?.`)";
  const method = methodOf(node);
  if (site.runs !== "wrapper" && method !== "invoke")
    return `${method ?? "the call"} gives another kind of result than one answer`;
  const around = ts.findAncestor(node, ts.isFunctionLike);
  if (holds(node, ts.isYieldExpression)) return "it waits for what its generator is given";
  const isAwaited = ts.isAwaitExpression(outerOf(node).parent) || around === undefined;
  return (around && isAsync(around)) || isAwaited || site.runs === "model" ? undefined : "it may not give a promise";
}

function outerOf(node: ts.Node): ts.Node {
  let at = node;
  while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent)) at = at.parent;
  return at;
}

const methodOf = ({ expression }: ts.CallExpression): string | undefined =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;

/** True where a node holds another of a kind outside functions of its own. */
export function holds(node: ts.Node, is: (node: ts.Node) => boolean): boolean {
  let found = false;
  const visit = (at: ts.Node): void => {
    if (is(at)) found = true;
    else if (!found && !ts.isFunctionLike(at)) ts.forEachChild(at, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

/** The call is handed to, or is within what is handed to, the function of the seam. */
function asksAlready(node: ts.Node): boolean {
  if (ts.isCallExpression(node) && asksBy(node.expression)) return true;
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isCallExpression(parent) && parent.expression !== at && asksBy(parent.expression)) return true;
  }
  return false;
}

/** `askRegistry(…)` or `askRegistry.node(…)`, under the name that the file imports from its seam. */
function asksBy(callee: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(callee) && callee.name.text === "node" ? callee.expression : callee;
  if (!ts.isIdentifier(name)) return false;
  return name
    .getSourceFile()
    .statements.some((it) => isSeamImport(it) && new RegExp(`\\b${name.text}\\b`).test(it.getText()));
}

const isSeamImport = (statement: ts.Statement): boolean =>
  (ts.isImportDeclaration(statement) || ts.isVariableStatement(statement)) &&
  /["'](\.{1,2}\/)+([\w./-]*\/)?unconduct(\.[cm]?[jt]s)?["']/.test(statement.getText());
