import { shimError } from "../../shim/errors.ts";
import { GuardedRun } from "../../shim/handoff/guarded-run.ts";
import { checkHandoffRules, type HandoffRules } from "../../shim/handoff/handoff-rules.ts";
import { handOverNodes } from "./hand-over-nodes.ts";
import { probe } from "./probe.ts";
import { RunIterator } from "./run-iterator.ts";
import { fieldsOf } from "./shell.ts";
import { stopsAt } from "./stops-at.ts";
import { type AppClass, type CompiledApp, classOf, isCompiledApp, isObject, type RunConfig } from "./surface.ts";

/**
 * Lets agents of a compiled graph hand over to each other along chains that recorded runs showed, past the conductor.
 * Gives the same type back, to be used in its place; the graph itself stays as it is. The conductor keeps every decision
 * that the recordings do not show: see {@link GuardedRun}. A run that stops before or after the conductor (`interruptBefore`,
 * `interruptAfter`), and a version of LangGraph that lacks what this needs, run as if nothing were wrapped.
 *
 * Throws GRAPH_UNSUPPORTED for what is no compiled graph with a builder, OPTIONS_INVALID and REWIRE_UNKNOWN for rules that
 * do not fit it.
 */
export const withHandoffs = <App extends object>(app: App, rules: HandoffRules): App => {
  const graph = supported(app);
  checkHandoffRules(rules, Object.keys(graph.builder?.nodes ?? {}));
  const Shell = shellClass(graph, rules);
  const shell = new Shell(fieldsOf(graph));
  for (const [key, value] of Object.entries(graph)) if (!(key in shell)) Object.assign(shell, { [key]: value });
  return shell as object as App; // the same shape as what came in, made by a class of its own class
};

const shellClass = (app: CompiledApp, rules: HandoffRules): AppClass => {
  const AppsOwn = classOf(app);
  const ready = probe(app);
  return class extends AppsOwn {
    override _streamIterator(input: unknown, options: RunConfig = {}): AsyncGenerator<unknown> {
      const bare = () => super._streamIterator(input, options);
      return new RunIterator(async () => {
        const canGuard = (await ready) === null && !stopsAt(rules.conductor, this, options);
        if (!canGuard) return { chunks: bare(), end: null };
        const nodes = handOverNodes(this, rules.conductor, new GuardedRun(rules));
        return { chunks: new AppsOwn({ ...fieldsOf(this), nodes })._streamIterator(input, options), end: null };
      });
    }
  };
};

const supported = (app: object): CompiledApp => {
  if (isCompiledApp(app) && app.builder !== undefined) return app;
  const isBuilder = isObject(app) && typeof app.compile === "function";
  throw shimError(
    "GRAPH_UNSUPPORTED",
    isBuilder
      ? "withHandoffs() was given a graph that is not compiled"
      : "withHandoffs() was given something without nodes",
    isBuilder
      ? "Call .compile() first: withHandoffs(graph.compile(), rules)."
      : "Give a compiled StateGraph or supervisor.",
  );
};
