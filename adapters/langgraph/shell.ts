import { shimError } from "../../shim/errors.ts";
import { countCalls } from "./call-counter.ts";
import { ObservedRun } from "./observed-run.ts";
import type { ShimCore } from "./shim-core.ts";
import { type AppClass, type CompiledApp, classOf, isObject, type RunConfig } from "./surface.ts";

/** True once it is known that this copy of LangGraph can be watched; false: everything passes through. */
export type Readiness = Promise<boolean>;

/**
 * The app's own class with one method replaced, `_streamIterator`, where every way to run a graph ends. `withConfig` of
 * LangGraph makes a new object of the same class, so a shell stays one. What a host sets on the shell later (a
 * checkpointer, say) holds for the runs after it: each run is made of the shell's fields of that moment.
 */
export const shellClass = (app: CompiledApp, core: ShimCore, ready: Readiness): AppClass => {
  const AppsOwn = classOf(app);
  let isReady: boolean | null = null;
  ready.then((answer) => {
    isReady = answer;
  });
  return class extends AppsOwn {
    override async *_streamIterator(input: unknown, options: RunConfig = {}): AsyncGenerator<unknown> {
      const canWatch = isReady ?? (await ready);
      if (canWatch) yield* runObserved(core, this, AppsOwn, input, options);
      else yield* super._streamIterator(input, options);
    }
  };
};

/** The fields from which a copy of a graph is made; a graph that checks itself fills in who triggers whom anew. */
export const fieldsOf = (app: CompiledApp): object => {
  const checksItself = (app as { autoValidate?: boolean }).autoValidate === true;
  return checksItself ? { ...app, triggerToNodes: {} } : { ...app };
};

async function* runObserved(
  core: ShimCore,
  shell: CompiledApp,
  AppsOwn: AppClass,
  input: unknown,
  options: RunConfig,
): AsyncGenerator<unknown> {
  const identity = core.identify(mergedConfig(shell.config, options));
  const answer = core.stages.inForce(identity.tenant);
  const stage = answer instanceof Promise ? await answer : answer;
  const opening = core.writer.begin(identity.tenant, stage.observe);
  if (opening !== null) await opening;
  const sample = core.sampleNext() ? countCalls(options) : null;
  const run = new ObservedRun(core, identity, stage, sample?.calls ?? null, isObject(shell.checkpointer));
  const variant = new AppsOwn({ ...fieldsOf(shell), nodes: run.nodesOf(shell.nodes) });
  const stop = core.isLive ? stopper(core, identity.tenant, stage.version) : null;
  const config = sample?.config ?? options;
  let end: Parameters<ObservedRun["ended"]>[0] = "aborted";
  try {
    const chunks = variant._streamIterator(
      input,
      stop === null ? config : { ...config, signal: stop.signalWith(config.signal) },
    );
    if (run.isFollowed) {
      for await (const chunk of chunks) {
        if (isInterrupt(chunk)) end = "interrupted";
        yield chunk;
      }
    } else yield* chunks;
    if (end !== "interrupted") end = "finished";
  } catch (error) {
    if (stop?.isAborted() === true) throw aborted(identity.tenant, error);
    end = options.signal?.aborted === true ? "aborted" : "failed";
    throw error;
  } finally {
    stop?.done();
    run.ended(end);
  }
}

/** What a run can be stopped by from outside. */
const stopper = (core: ShimCore, tenant: string, version: number) => {
  const controller = new AbortController();
  const done = core.stages.follow({ tenant, version, abort: () => controller.abort() });
  return {
    done,
    isAborted: () => controller.signal.aborted,
    signalWith: (signal: AbortSignal | undefined) =>
      signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal]),
  };
};

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

/** An interrupt among streamed chunks, in each of the shapes that a chunk has. */
const isInterrupt = (chunk: unknown): boolean => {
  const payload = Array.isArray(chunk) ? chunk.at(-1) : chunk;
  return isObject(payload) && Array.isArray(payload.__interrupt__) && payload.__interrupt__.length > 0;
};

const aborted = (tenant: string, cause: unknown) =>
  shimError(
    "RUN_ABORTED",
    `the run was cancelled: an operator aborted the runs of tenant ${tenant} in flight`,
    "Invoke the thread again: what its last checkpoint holds is kept.",
    { cause },
  );
