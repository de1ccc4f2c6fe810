import { ts } from "ts-morph";
import { runsGraph } from "../extract/find-call-sites.ts";
import { nameOf, type PrebuiltTool } from "../extract/find-prebuilts.ts";
import { holderName } from "../extract/graph-name.ts";
import type { Analysis } from "../source/analysis.ts";
import { bare, isFunctionNode, walk } from "../source/syntax.ts";
import { bindArguments } from "../source/values/bind-arguments.ts";
import type { Env, FunctionNode, Value } from "../source/values/value.ts";

/** Helpers of a tool's body are followed so deep. */
const MAX_DEPTH = 2;

/** The agents among which one tool picks by its argument: `agents[name].invoke(…)`. */
export interface AgentsBehind {
  readonly agents: readonly { readonly name: string; readonly value: Value }[];
  /** More of them may exist at run time, or some have no name that the code tells. */
  readonly open: boolean;
}

/** Undefined for a tool that runs no agent, always the same one, or several one after the other. */
export const agentsBehindTool = (analysis: Analysis, tool: PrebuiltTool): AgentsBehind | undefined => {
  const env = tool.value.t === "made" ? tool.value.env : undefined; // what the tool's factory was called with
  const picked = tool.functions
    .flatMap((fn) => runsIn(analysis, fn, env, 0))
    .filter((run) => run.made.length > 1 || run.open || isOnCondition(run.node));
  const made = picked.flatMap((run) => run.made);
  const agents = made.filter((v, i) => made.findIndex((w) => isSame(v, w)) === i);
  const named = agents.flatMap((value) => {
    const name = nameOf(analysis, value) ?? holderName(value.node);
    return name === undefined ? [] : [{ name, value }];
  });
  const open = named.length < agents.length || picked.some((run) => run.open);
  return agents.length > 1 || (agents.length === 1 && open) ? { agents: named, open } : undefined;
};

type Made = Value & { readonly t: "made" };

/** A call that runs an agent or a graph: which ones, and whether more of them than the code shows. */
interface Run {
  readonly node: ts.CallExpression;
  readonly made: readonly Made[];
  readonly open: boolean;
}

const isSame = (a: Made, b: Made): boolean => a.node === b.node && a.env === b.env;

/** The runs in a function and the helpers that it calls, with the names that its callers bound. */
const runsIn = (analysis: Analysis, fn: FunctionNode, env: Env | undefined, depth: number): readonly Run[] => {
  const found: Run[] = [];
  if (fn.body)
    walk(fn.body, (node) => {
      if (!ts.isCallExpression(node)) return true;
      const callee = bare(node.expression);
      if (ts.isPropertyAccessExpression(callee) && runsGraph(analysis, node))
        found.push({ node, ...agentsOf(analysis, callee.expression, env) });
      else if (depth < MAX_DEPTH)
        for (const inner of analysis.values.of(node.expression, env))
          if (inner.t === "fn" && inner.node !== fn)
            found.push(...runsIn(analysis, inner.node, bindArguments(analysis.values, inner, node, env), depth + 1));
      return true;
    });
  return found;
};

const agentsOf = (analysis: Analysis, receiver: ts.Expression, env: Env | undefined): Omit<Run, "node"> => {
  const values = analysis.values.of(receiver, env);
  const made = values.filter((v) => v.t === "made");
  const at = bare(receiver);
  const keys = ts.isElementAccessExpression(at) ? analysis.values.texts(at.argumentExpression, env) : undefined;
  const hasMoreKeys = keys?.complete === true && keys.texts.length > made.length;
  return { made, open: hasMoreKeys || values.some((v) => v.t === "unknown") };
};

/** In a branch of its function, that is: `if (agent === "a") return a.invoke(…)`. */
const isOnCondition = (node: ts.Node): boolean => {
  for (let at = node.parent; at && !isFunctionNode(at); at = at.parent)
    if (ts.isIfStatement(at) || ts.isCaseOrDefaultClause(at) || ts.isConditionalExpression(at)) return true;
  return false;
};
