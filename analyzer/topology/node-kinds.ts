import { ts } from "ts-morph";
import type { Agent } from "../../contracts/audited-app.ts";
import type { GraphModel, GraphNode } from "../extract/graph-model.ts";
import type { Roles } from "../extract/roles.ts";
import { isToolNode } from "../extract/router-answers.ts";
import { graphOfValue } from "../flow/sub-graphs.ts";
import type { Analysis } from "../source/analysis.ts";
import { hasRole } from "../source/surface-of.ts";
import { bare, isFunctionNode, walk } from "../source/syntax.ts";
import { type Env, type FunctionNode, lookup, type Value } from "../source/values/value.ts";

/** A node that calls more functions than this is taken for plumbing. */
const MAX_FUNCTIONS = 150;
/** Functions made by functions are followed this deep: `logged(timed(work))`. */
const MAX_WRAPPERS = 4;

/** Answers what runs behind a function or node: memoised, since helpers are shared. */
export class NodeKinds {
  readonly #analysis: Analysis;
  readonly #isSite: (node: ts.Node) => boolean;
  readonly #graphs: readonly GraphModel[];
  readonly #roles: Roles;
  readonly #runs = new Map<FunctionNode, boolean>();

  constructor(analysis: Analysis, isSite: (node: ts.Node) => boolean, graphs: readonly GraphModel[], roles: Roles) {
    this.#analysis = analysis;
    this.#isSite = isSite;
    this.#graphs = graphs;
    this.#roles = roles;
  }

  /** True when the function, or one that it calls in turn, runs a model, an agent or a graph. */
  runsModel(fn: FunctionNode): boolean {
    const known = this.#runs.get(fn);
    if (known !== undefined) return known;
    const found = this.#reachesModel(fn, () => true);
    this.#runs.set(fn, found);
    return found;
  }

  #reachesModel(fn: FunctionNode, enters: (inner: FunctionNode) => boolean): boolean {
    const reached = [fn];
    let found = false;
    for (const at of reached) {
      if (found || reached.length > MAX_FUNCTIONS || !at.body) break;
      walk(at.body, (node) => {
        if (found || (isFunctionNode(node) && !enters(node))) return false;
        if (this.#isSite(node)) found = true;
        else if (ts.isCallExpression(node)) {
          found = this.#runsGraph(node);
          for (const inner of found ? [] : this.called(node))
            if (!reached.includes(inner) && enters(inner)) reached.push(inner);
        }
        return !found;
      });
    }
    return found;
  }

  /** The same for a function made by another one, such as `guarded(work)`: what it was handed is what it calls. */
  #madeRunsModel({ node: fn, env }: Value & { t: "fn" }, depth = 0): boolean {
    const handed = env && depth < MAX_WRAPPERS && fn.body ? this.#handedCalls(fn.body, env) : new Map<ts.Node, never>();
    if (!handed.size) return this.runsModel(fn);
    let found = [...handed.values()].some((v) => v.node !== fn && this.#madeRunsModel(v, depth + 1));
    if (fn.body)
      walk(fn.body, (node) => {
        // a call site for some of those made is not asked where it is known what this one was made with
        if (found || handed.has(node)) return false;
        found =
          this.#isSite(node) ||
          (ts.isCallExpression(node) &&
            (this.#runsGraph(node) || this.called(node).some((inner) => inner !== fn && this.runsModel(inner))));
        return !found;
      });
    return found;
  }

  /** Calls of functions by names that whoever made this one bound: the call, and what it runs. */
  #handedCalls(body: ts.Node, env: Env): ReadonlyMap<ts.Node, Value & { t: "fn" }> {
    const found = new Map<ts.Node, Value & { t: "fn" }>();
    walk(body, (node) => {
      const callee = ts.isCallExpression(node) ? bare(node.expression) : undefined;
      const symbol = callee && ts.isIdentifier(callee) ? this.#analysis.references.symbolOf(callee) : undefined;
      const bound = symbol ? lookup(env, symbol)?.find((v) => v.t === "fn") : undefined;
      if (bound) found.set(node, bound);
      return true;
    });
    return found;
  }

  #nodeRunsModel(node: GraphNode): boolean {
    const made = node.values.filter((v) => v.t === "fn");
    const rest = node.functions.filter((fn) => !made.some((v) => v.node === fn));
    return made.some((v) => this.#madeRunsModel(v)) || rest.some((fn) => this.runsModel(fn));
  }

  /** True when a tool's body passes work to another agent: it runs an agent or a graph, or returns a `Command` with a goto. */
  handsOver(fn: FunctionNode, depth = 0): boolean {
    let found = false;
    if (fn.body)
      walk(fn.body, (node) => {
        if (found) return false;
        if (ts.isNewExpression(node) && hasRole(this.#analysis.references, node.expression, "command"))
          found = node.arguments?.some((a) => /\bgoto\b/.test(a.getText())) ?? false;
        else if (ts.isCallExpression(node)) {
          const callee = node.expression;
          const agent =
            this.#isSite(node) &&
            ts.isPropertyAccessExpression(callee) &&
            this.#analysis.kinds.of(callee.expression).has("agent");
          found =
            agent ||
            this.#runsGraph(node) ||
            (depth < 2 && this.called(node).some((inner) => inner !== fn && this.handsOver(inner, depth + 1)));
        }
        return !found;
      });
    return found;
  }

  /** What is behind a node's name. */
  kindOf(node: GraphNode): Agent["kind"] {
    for (const value of node.values) {
      if (isToolNode(this.#analysis, value)) return "tool-node";
      if (value.t === "made") {
        const kinds = this.#analysis.kinds.ofValue(value);
        if (kinds.has("agent")) return "agent";
        if (kinds.has("graph") || kinds.has("builder")) return "subgraph";
        if (kinds.has("model")) return "runnable";
      }
      if (value.t === "fn") return "function";
    }
    if (node.expr && this.#analysis.kinds.of(node.expr).has("tool-node")) return "tool-node";
    return node.functions.length ? "function" : "unknown";
  }

  /** True when the node runs a model, directly or behind a sub-graph; not where only the tools do that it is asked to run. */
  isAgent(node: GraphNode): boolean {
    const kind = this.kindOf(node);
    if (kind === "agent" || kind === "subgraph" || kind === "runnable") return true;
    return this.#nodeRunsModel(node) && !(this.#wrapsToolNode(node) && !this.#delegates(node));
  }

  #delegates(node: GraphNode): boolean {
    return node.functions.some((fn) => this.handsOver(fn));
  }

  /** True for a graph as a node of which all nodes are known, and none runs a model. */
  #isGraphOfCode(node: GraphNode, around: readonly GraphModel[] = []): boolean {
    const inner = node.values.map((value) => graphOfValue(this.#graphs, value));
    return (
      inner.length > 0 &&
      inner.every(
        (graph) =>
          graph !== undefined &&
          !around.includes(graph) &&
          !graph.dynamic.some((it) => it.what === "node") &&
          [...graph.nodes.values()].every((n) =>
            this.kindOf(n) === "subgraph" ? this.#isGraphOfCode(n, [...around, graph]) : !this.isAgent(n),
          ),
      )
    );
  }

  /** The nodes of a graph that run models, and those that only execute tool calls. */
  split(graph: GraphModel): {
    agents: ReadonlySet<string>;
    toolNodes: ReadonlySet<string>;
    delegates: ReadonlySet<string>;
    judges: ReadonlySet<string>;
  } {
    const nodes = [...graph.nodes.values()];
    const asking = graph.routes.filter((r) => r.functions.some((fn) => this.runsModel(fn))).map((r) => r.from);
    return {
      judges: new Set([
        ...asking,
        ...nodes.filter((n) => this.isAgent(n) && !this.#isGraphOfCode(n)).map((n) => n.name),
      ]),
      delegates: new Set(nodes.filter((n) => this.#delegates(n)).map((n) => n.name)),
      agents: new Set(nodes.filter((n) => this.isAgent(n)).map((n) => n.name)),
      toolNodes: new Set(
        nodes.filter((n) => this.kindOf(n) === "tool-node" || this.#wrapsToolNode(n)).map((n) => n.name),
      ),
    };
  }

  /** It executes what some model has asked for; a step that always runs the same tool is work like any other. */
  #wrapsToolNode(node: GraphNode): boolean {
    const isTool = (fn: FunctionNode): boolean => this.#roles.get(fn)?.some((role) => role.t === "tool") ?? false;
    if (node.functions.some((fn) => this.#reachesModel(fn, (inner) => !isTool(inner)))) return false;
    return node.functions.some((fn) => {
      const asked = /\btool_calls\b/.test(fn.body?.getText() ?? "");
      let found = asked && this.runsModel(fn); // then it is its tools that do
      if (fn.body)
        walk(fn.body, (inner) => {
          if (
            ts.isCallExpression(inner) &&
            ts.isPropertyAccessExpression(inner.expression) &&
            inner.expression.name.text === "invoke"
          ) {
            const kinds = this.#analysis.kinds.of(inner.expression.expression);
            if (kinds.has("tool-node") || (asked && kinds.has("tool"))) found = true;
          }
          return !found;
        });
      return found;
    });
  }

  #runsGraph(call: ts.CallExpression): boolean {
    const callee = call.expression;
    return (
      ts.isPropertyAccessExpression(callee) &&
      /^(invoke|stream|streamEvents|batch)$/.test(callee.name.text) &&
      this.#analysis.kinds.of(callee.expression).has("graph")
    );
  }

  /** Project functions that a call may run. */
  called(call: ts.CallExpression): readonly FunctionNode[] {
    const direct = this.#analysis.values.functions(call.expression);
    if (direct.length) return direct;
    const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
    return (this.#analysis.references.symbolOf(name)?.declarations ?? []).filter(
      (d): d is FunctionNode => isFunctionNode(d) && d.body !== undefined,
    );
  }
}
