import { tenantIdSchema } from "../../contracts/ids.ts";
import { shimError } from "../../shim/errors.ts";
import type { GraphTopology } from "../../shim/ports/graph.ts";
import type { StageStore } from "../../shim/ports/stage-source.ts";
import { BreachWatch } from "../../shim/promotion/breach-watch.ts";
import { defaultPromotionRules } from "../../shim/promotion/promotion-rules.ts";
import { findDecisionPoints } from "./decision-points.ts";
import { probe } from "./probe.ts";
import { readTopology } from "./read-topology.ts";
import { Routing } from "./routing/routing.ts";
import { fieldsOf, type Readiness, shellClass } from "./shell.ts";
import { createCore, handleOf, type ShimCore, type ShimHandle } from "./shim-core.ts";
import { type AppClass, type CompiledApp, isCompiledApp, isObject, isRemoteApp } from "./surface.ts";
import type { UnconductOptions } from "./unconduct-options.ts";
import { isAgentApp, wrapAgent } from "./wrap-agent.ts";

const handles = new WeakMap<object, ShimHandle>();

/**
 * Wraps a graph: any compiled graph, or an agent of `createAgent` and `createDeepAgent`. Gives the same type back, to be
 * used in its place; the graph itself stays as it is. Without options it observes (stage 0): every decision goes into the
 * decision log. A graph of `entrypoint()` and a `RemoteGraph` are only seen from the outside: runs, no decisions.
 *
 * If this version of LangGraph lacks something that watching needs, the graph runs as if it were not wrapped, and the
 * telemetry is told once. Throws OPTIONS_INVALID and GRAPH_UNSUPPORTED; a run throws TENANT_INVALID, LOG_UNAVAILABLE (only
 * for tenants that require the log), STAGE_UNKNOWN (only with `state`, before the stage source has ever answered) and
 * RUN_ABORTED.
 */
export const unconduct = <App extends object>(app: App, options: UnconductOptions = {}): App => {
  checkTenant(options.tenant);
  // The same shape as what came in, made by its own class: no type of the vendor's says so.
  return (isAgentApp(app) ? wrapInAgent(app, options) : wrapGraph(runnable(app), options)) as App;
};

/** What a wrapped graph tells about itself; null for a graph that is not wrapped. */
export const shimOf = (app: object): ShimHandle | null => handles.get(app) ?? handles.get(app.constructor) ?? null;

const wrapGraph = (app: CompiledApp, options: UnconductOptions): CompiledApp => {
  const { Shell } = shellFor(app, options);
  const shell = new Shell(fieldsOf(app));
  // Whatever a host put on the graph beside its own fields.
  for (const [key, value] of Object.entries(app)) if (!(key in shell)) Object.assign(shell, { [key]: value });
  return shell;
};

const wrapInAgent = (agent: Parameters<typeof wrapAgent>[0], options: UnconductOptions): object => {
  const { Shell, handle } = shellFor(agent.graph, options);
  const wrapped = wrapAgent(agent, (graph) => {
    Object.setPrototypeOf(graph, Shell.prototype as object);
  });
  handles.set(wrapped, handle);
  return wrapped;
};

const shellFor = (app: CompiledApp, options: UnconductOptions): { Shell: AppClass; handle: ShimHandle } => {
  const isRemote = isRemoteApp(app);
  const core = createCore(options, {
    name: nameOf(app),
    topology: isRemote ? nothing : readTopology(app),
    map: findDecisionPoints(app),
  });
  const routing = routingOf(app, core, options);
  const Shell = shellClass(app, core, routing, isRemote ? Promise.resolve(true) : readiness(app, core));
  const handle = handleOf(core, routing);
  handles.set(Shell, handle);
  return { Shell, handle };
};

const routingOf = (app: CompiledApp, core: ShimCore, options: UnconductOptions): Routing =>
  new Routing(app, core, {
    registry: options.registry,
    audit: options.audit,
    evidence: options.evidence,
    routing: options.routing ?? {},
    forwardMessage: options.forwardMessage ?? false,
    handoff: options.handoff ?? {},
    watch: watchOf(core, options),
  });

/** Only stages that can be written to can be taken back. */
const watchOf = ({ clock, telemetry }: ShimCore, { stages, promotion }: UnconductOptions): BreachWatch | null => {
  if (promotion === false || stages === undefined || !isStageStore(stages)) return null;
  return new BreachWatch({ stages, clock, telemetry, rules: { ...defaultPromotionRules, ...promotion } });
};

const isStageStore = (stages: object): stages is StageStore =>
  "read" in stages && "replace" in stages && typeof stages.replace === "function";

const nothing: GraphTopology = { nodes: [], edges: [], joins: [], branches: [], channels: [] };

const readiness = (app: CompiledApp, core: ShimCore): Readiness =>
  probe(app).then((reason) => {
    if (reason !== null) core.telemetry.happened({ kind: "passed-through", app: core.app, reason });
    return reason === null;
  });

const runnable = (app: object): CompiledApp => {
  if (isCompiledApp(app)) return app;
  if (isRemoteApp(app)) return app as CompiledApp; // has no nodes, and none are asked for
  const isBuilder = isObject(app) && typeof app.compile === "function";
  throw shimError(
    "GRAPH_UNSUPPORTED",
    isBuilder
      ? "unconduct() was given a graph that is not compiled"
      : "unconduct() was given something that is no graph",
    isBuilder ? "Call .compile() first: unconduct(graph.compile())." : "Give a compiled LangGraph graph or an agent.",
  );
};

const nameOf = (app: CompiledApp): string => (typeof app.name === "string" && app.name !== "" ? app.name : "graph");

const checkTenant = (tenant: UnconductOptions["tenant"]): void => {
  if (typeof tenant !== "string" || tenantIdSchema.safeParse(tenant).success) return;
  throw shimError(
    "OPTIONS_INVALID",
    `tenant: ${JSON.stringify(tenant.slice(0, 80))} is no tenant id`,
    "Give 1 to 63 of A-Z a-z 0-9 . _ -, a letter or digit first.",
  );
};
