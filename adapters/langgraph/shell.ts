import type { RunIdentity } from "../../shim/decisions/to-decision.ts";
import type { StageInForce } from "../../shim/stages/stage-in-force.ts";
import { countCalls } from "./call-counter.ts";
import { heldTimeout } from "./held-timeout.ts";
import { ObservedRun } from "./observed-run.ts";
import type { Routing } from "./routing/routing.ts";
import { type BegunRun, chunksOf } from "./run-iterator.ts";
import { runStopper } from "./run-stopper.ts";
import type { ShimCore } from "./shim-core.ts";
import { type AppClass, type CompiledApp, classOf, derivedFrom, isObject, type RunConfig } from "./surface.ts";

/** True once it is known that this copy of LangGraph can be watched; false: everything passes through. */
export type Readiness = Promise<boolean>;

/**
 * The app's own class with one method replaced, `_streamIterator`, where every way to run a graph ends. `withConfig` of
 * LangGraph makes a new object of the same class, so a shell stays one. What a host sets on the shell later (a
 * checkpointer, say) holds for the runs after it: each run is made of the shell's fields of that moment.
 */
export const shellClass = (app: CompiledApp, core: ShimCore, routing: Routing, ready: Readiness): AppClass => {
  const AppsOwn = classOf(app);
  let isReady: boolean | null = null;
  ready.then((answer) => {
    isReady = answer;
  });
  /** The graph over the saver and store of the tenant's stage 3; null: its own are the ones. */
  const moved = async (shell: CompiledApp, config: RunConfig): Promise<CompiledApp | null> => {
    if (core.state === null) return null;
    const { tenant } = core.identify(mergedConfig(shell.config, config));
    const sides = core.state.sidesFor(tenant, await core.stages.inForce(tenant), shell);
    const isMoved = sides.checkpointer !== shell.checkpointer || sides.store !== shell.store;
    return isMoved ? new AppsOwn(fieldsOf(shell, sides)) : null;
  };
  const parts = { core, routing, AppsOwn };
  return class extends AppsOwn {
    override _streamIterator(input: unknown, options: RunConfig = {}): AsyncGenerator<unknown> {
      const call: RunCall = { shell: this, stream: super._streamIterator, input, options };
      if (isReady === true) return chunksOf(() => beginRun(parts, call));
      return chunksOf(async () => {
        if (await ready) return beginRun(parts, call);
        // Even where nothing can be watched, a thread whose state has moved goes on from there.
        const other = await moved(this, options);
        const chunks = other === null ? call.stream.call(this, input, options) : other._streamIterator(input, options);
        return { chunks, end: null };
      });
    }

    /** `invoke` goes through here. */
    override stream(input: unknown, options?: RunConfig): Promise<unknown> {
      return super.stream(input, heldTimeout(options));
    }

    override streamEvents(input: unknown, options: RunConfig, filter?: object): unknown {
      return super.streamEvents(input, heldTimeout(options), filter);
    }

    override batch(inputs: unknown[], options?: RunConfig | RunConfig[], batch?: object): Promise<unknown> {
      return super.batch(inputs, Array.isArray(options) ? options.map(heldTimeout) : heldTimeout(options), batch);
    }

    override async getState(config: RunConfig, options?: object): Promise<unknown> {
      const other = await moved(this, config);
      return other === null ? super.getState(config, options) : other.getState(config, options);
    }

    override async *getStateHistory(config: RunConfig, options?: object): AsyncGenerator<unknown> {
      const other = await moved(this, config);
      yield* other === null ? super.getStateHistory(config, options) : other.getStateHistory(config, options);
    }

    /** `updateState` of LangGraph ends here. */
    override async bulkUpdateState(config: RunConfig, supersteps: unknown): Promise<unknown> {
      const other = await moved(this, config);
      return other === null ? super.bulkUpdateState(config, supersteps) : other.bulkUpdateState(config, supersteps);
    }
  };
};

/**
 * The fields from which a copy of a graph is made, some of them replaced; a graph that checks itself fills in who triggers
 * whom anew.
 */
export const fieldsOf = (app: CompiledApp, replaced: Partial<CompiledApp> = {}): object => {
  const checksItself = (app as { autoValidate?: boolean }).autoValidate === true;
  return checksItself ? { ...app, ...replaced, triggerToNodes: {} } : { ...app, ...replaced };
};

/** What all runs of a shell's class share. */
interface RunParts {
  readonly core: ShimCore;
  readonly routing: Routing;
  readonly AppsOwn: AppClass;
}

/** One call of a shell. */
interface RunCall {
  readonly shell: CompiledApp;
  /** The method that the shell replaces. */
  readonly stream: CompiledApp["_streamIterator"];
  readonly input: unknown;
  readonly options: RunConfig;
}

/** Everything is settled here, once for the run: who it is, its stage, its nodes. At once, where nothing has to be asked. */
const beginRun = (parts: RunParts, call: RunCall): BegunRun | Promise<BegunRun> => {
  const { core } = parts;
  const identity = core.identify(mergedConfig(call.shell.config, call.options));
  const stage = core.stages.inForce(identity.tenant);
  return stage instanceof Promise
    ? stage.then((it) => openRun(parts, call, identity, it))
    : openRun(parts, call, identity, stage);
};

const openRun = (
  parts: RunParts,
  call: RunCall,
  identity: RunIdentity,
  stage: StageInForce,
): BegunRun | Promise<BegunRun> => {
  const opening = parts.core.writer.begin(identity.tenant, stage.observe);
  return opening === null
    ? watchedRun(parts, call, identity, stage)
    : opening.then(() => watchedRun(parts, call, identity, stage));
};

const watchedRun = (
  { core, routing, AppsOwn }: RunParts,
  { shell, stream, input, options }: RunCall,
  identity: RunIdentity,
  stage: StageInForce,
): BegunRun => {
  const { checkpointer, store } = core.state?.sidesFor(identity.tenant, stage, shell) ?? shell;
  const sample = core.sampleNext() ? countCalls(options) : null;
  const hasCheckpointer = isObject(shell.checkpointer);
  const routed = routing.begin(identity, stage, input, hasCheckpointer);
  const run = new ObservedRun(core, identity, stage, sample?.calls ?? null, hasCheckpointer, routed);
  const nodes = run.nodesOf(routed?.nodesOf(shell, options) ?? shell.nodes);
  const variant = variantOf(shell, AppsOwn, { checkpointer, store, nodes });
  const stopper = core.isLive ? runStopper(core.stages, identity.tenant, stage.version) : null;
  const config = sample?.config ?? options;
  return {
    chunks: stream.call(variant, input, stopper === null ? config : stopper.configOf(config)),
    end: run.endWith(stopper, options.signal),
  };
};

/**
 * The graph of one run. What the probe has run as a derived object is derived, which costs a tenth of a copy; others (a
 * graph of `entrypoint()`, a `RemoteGraph`, which has private methods) are copied.
 */
const variantOf = (
  shell: CompiledApp,
  AppsOwn: AppClass,
  replaced: Pick<CompiledApp, "nodes" | "checkpointer" | "store">,
) =>
  shell.builder === undefined ? new AppsOwn(fieldsOf(shell, replaced)) : Object.assign(derivedFrom(shell), replaced);

/** As LangGraph merges a graph's own config with that of the call, as far as tenants and threads are read from it. */
const mergedConfig = (own: RunConfig | undefined, options: RunConfig): RunConfig =>
  own === undefined
    ? options
    : {
        ...own,
        ...options,
        configurable: { ...own.configurable, ...options.configurable },
        metadata: { ...own.metadata, ...options.metadata },
      };
