import { randomUUID } from "node:crypto";
import { tenantIdSchema } from "../../contracts/ids.ts";
import type { Transition } from "../../contracts/observed-app.ts";
import type { ContentRule } from "../../shim/decisions/content-keeper.ts";
import { decisionIds } from "../../shim/decisions/decision-id.ts";
import { DecisionWriter } from "../../shim/decisions/decision-writer.ts";
import type { RunIdentity } from "../../shim/decisions/to-decision.ts";
import { topologyFingerprint } from "../../shim/decisions/topology-fingerprint.ts";
import { TransitionCounter } from "../../shim/decisions/transition-counter.ts";
import { UpdateDigests } from "../../shim/decisions/update-digests.ts";
import { shimError } from "../../shim/errors.ts";
import type { Clock } from "../../shim/ports/clock.ts";
import type { DecisionLog } from "../../shim/ports/decision-log.ts";
import type { GraphTopology } from "../../shim/ports/graph.ts";
import type { Telemetry } from "../../shim/ports/telemetry.ts";
import { constantStages } from "../../shim/stages/constant-stages.ts";
import { LiveStages } from "../../shim/stages/live-stages.ts";
import { MemoryDecisionLog } from "../memory/memory-decision-log.ts";
import { systemClock } from "../memory/system-clock.ts";
import { consoleTelemetry } from "./console-telemetry.ts";
import type { DecisionMap } from "./decision-points.ts";
import { RunState } from "./state/run-state.ts";
import { isObject, type RunConfig } from "./surface.ts";
import type { UnconductOptions } from "./unconduct-options.ts";

/** What all runs of one wrapped graph share. */
export interface ShimCore {
  readonly app: string;
  readonly topology: GraphTopology;
  readonly fingerprint: string;
  readonly map: DecisionMap;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly log: DecisionLog;
  readonly writer: DecisionWriter;
  readonly stages: LiveStages;
  /** False for stages that cannot change: then nobody can call for an abort either. */
  readonly isLive: boolean;
  /** Null: state stays in the graph's own checkpointer, whatever the stage says. */
  readonly state: RunState | null;
  readonly digests: UpdateDigests;
  readonly contents: ContentRule | null;
  readonly transitions: TransitionCounter;
  /** Node to whether it calls a model, as sampled runs showed. */
  readonly usesModel: Map<string, boolean>;
  /** True when the next run is one of the sample. */
  sampleNext(): boolean;
  /** Who and what a run is. Throws TENANT_INVALID. */
  identify(config: RunConfig): RunIdentity;
}

/** Puts the parts together, with the embedded ones where the options name none. Throws OPTIONS_INVALID. */
export const createCore = (
  options: UnconductOptions,
  app: { readonly name: string; readonly topology: GraphTopology; readonly map: DecisionMap },
): ShimCore => {
  const clock = options.clock ?? systemClock;
  const telemetry = options.telemetry ?? consoleTelemetry();
  const log = options.log ?? new MemoryDecisionLog();
  const source = options.stages ?? constantStages();
  const canRead = "read" in source;
  const isLive = canRead && options.stages !== undefined;
  const fingerprint = topologyFingerprint(app.topology);
  const stages = new LiveStages({
    source: canRead ? source : constantStages(source),
    isConstant: !isLive,
    clock,
    telemetry,
    fallback: options.observe?.onLogFailure ?? "best-effort",
  });
  return {
    app: options.name ?? app.name,
    topology: app.topology,
    map: app.map,
    fingerprint,
    clock,
    telemetry,
    log,
    writer: new DecisionWriter({ log, clock, telemetry }),
    stages,
    isLive,
    state:
      options.state === undefined ? null : new RunState(options.state, telemetry, (tenant) => stages.lastHeard(tenant)),
    digests: new UpdateDigests({ secret: options.observe?.digestSecret ?? "unconduct", words: app.map.words }),
    contents: options.observe?.contents ?? null,
    transitions: new TransitionCounter(),
    usesModel: new Map(),
    sampleNext: sampler(options.observe?.sampleCalls ?? 0),
    identify: (config) => identityOf(config, options.tenant ?? "default", fingerprint),
  };
};

/** What a wrapped graph tells about itself. */
export interface ShimHandle {
  readonly fingerprint: string;
  readonly topology: GraphTopology;
  readonly log: DecisionLog;
  /** Which agent ran after which, in this process, sorted. */
  transitions(): Transition[];
  /** Resolves once every decision so far is in the log, or counted as lost. Call it before the process ends. */
  flush(): Promise<void>;
}

/** The public side of a core. */
export const handleOf = (core: ShimCore, beside: { settled(): Promise<void> }): ShimHandle => ({
  fingerprint: core.fingerprint,
  topology: core.topology,
  log: core.log,
  transitions: () => core.transitions.transitions(),
  flush: async () => {
    await beside.settled();
    await core.writer.flush();
  },
});

/** Every so many runs, evenly, the first included. */
const sampler = (share: number): (() => boolean) => {
  if (!(share >= 0 && share <= 1)) {
    throw shimError(
      "OPTIONS_INVALID",
      `observe.sampleCalls: expected 0 to 1, got ${share}`,
      "Give a share such as 0.05.",
    );
  }
  let due = 1;
  return () => {
    if (share === 0) return false;
    const isDue = due >= 1;
    due = (isDue ? due - 1 : due) + share;
    return isDue;
  };
};

const identityOf = (
  config: RunConfig,
  tenant: NonNullable<UnconductOptions["tenant"]>,
  fingerprint: string,
): RunIdentity => {
  const { configurable, metadata } = config;
  const run = String(config.runId ?? configurable?.run_id ?? metadata?.run_id ?? randomUUID());
  const given = configurable?.thread_id;
  const thread = given === undefined || given === null || given === "" ? run : String(given);
  return { tenant: tenantOf(config, tenant), run, thread, fingerprint, idOf: decisionIds(thread) };
};

const tenantOf = (config: RunConfig, tenant: NonNullable<UnconductOptions["tenant"]>): string => {
  if (typeof tenant === "string") return tenant;
  let found: unknown;
  try {
    found = tenant(config);
  } catch (cause) {
    throw tenantInvalid(`the tenant option threw: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
  const checked = tenantIdSchema.safeParse(found);
  if (checked.success) return checked.data;
  const shown =
    typeof found === "string" ? JSON.stringify(found.slice(0, 80)) : isObject(found) ? "an object" : String(found);
  throw tenantInvalid(
    `the tenant option gave ${shown}: ${checked.error.issues[0]?.message ?? "not a tenant id"}`,
    undefined,
  );
};

const tenantInvalid = (message: string, cause: unknown) =>
  shimError("TENANT_INVALID", message, "Return the tenant's id from the run's config, before the graph is called.", {
    cause,
  });
