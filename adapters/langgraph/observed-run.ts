import type { Decision } from "../../contracts/decision.ts";
import { keepContents } from "../../shim/decisions/content-keeper.ts";
import type { Observation } from "../../shim/decisions/observation.ts";
import { type RunIdentity, toDecision } from "../../shim/decisions/to-decision.ts";
import { runKey } from "../../shim/decisions/transition-counter.ts";
import { withSiteNote } from "../../shim/decisions/with-site-note.ts";
import type { RunOutcome, RunTrace } from "../../shim/ports/telemetry.ts";
import { takeNote } from "../../shim/registry-first/site-notes.ts";
import type { StageInForce } from "../../shim/stages/stage-in-force.ts";
import type { CountedCalls } from "./call-counter.ts";
import { observeNode, type Watcher } from "./observe-node.ts";
import type { RunRouting } from "./routing/run-routing.ts";
import type { RunFollower } from "./run-iterator.ts";
import type { RunStopper } from "./run-stopper.ts";
import type { ShimCore } from "./shim-core.ts";
import { type CompiledApp, hidden, isObject } from "./surface.ts";
import { decisionOfError, decisionOfTask, type TaskSetting } from "./watch-task.ts";

/** One run of a wrapped graph, from the stage it began under to its end. */
export class ObservedRun {
  readonly #core: ShimCore;
  readonly #identity: RunIdentity;
  readonly #stage: StageInForce;
  readonly #calls: CountedCalls | null;
  readonly #hasCheckpointer: boolean;
  readonly #routing: RunRouting | null;
  readonly #trace: RunTrace | null;
  readonly #startedAt: number;
  readonly #key: string;
  #decisions = 0;

  constructor(
    core: ShimCore,
    identity: RunIdentity,
    stage: StageInForce,
    calls: CountedCalls | null,
    hasCheckpointer: boolean,
    routing: RunRouting | null,
  ) {
    this.#core = core;
    this.#identity = identity;
    this.#stage = stage;
    this.#calls = calls;
    this.#hasCheckpointer = hasCheckpointer;
    this.#routing = routing;
    if (routing !== null) routing.record = (decision) => this.#record(decision);
    this.#startedAt = core.clock.elapsed();
    this.#key = runKey(identity);
    const { tenant, thread, run, fingerprint } = identity;
    this.#trace = core.telemetry.runBegan({
      tenant,
      thread,
      run,
      fingerprint,
      app: core.app,
      startedAt: core.clock.now(),
    });
  }

  /** The nodes of the graph, those watched where something is decided. */
  nodesOf(nodes: CompiledApp["nodes"]): CompiledApp["nodes"] {
    const watched: Record<string, CompiledApp["nodes"][string]> = { ...nodes };
    const now = () => this.#core.clock.elapsed();
    for (const point of this.#core.map.points) {
      const node = nodes[point.node];
      if (node === undefined) continue;
      watched[point.node] = observeNode(node, now, this.#watcher(point));
    }
    return watched;
  }

  /** What follows the run's chunks to its end, null where nobody wants to know; `signal` is the caller's own. */
  endWith(stopper: RunStopper | null, signal: AbortSignal | undefined): RunFollower | null {
    if (stopper === null && this.#trace === null && this.#routing === null) return null;
    let isInterrupted = false;
    const see = (chunk: unknown): void => {
      isInterrupted ||= isInterrupt(chunk);
    };
    return {
      chunk: this.#trace === null ? null : see,
      ended: (end) => {
        const error = end.kind === "threw" ? (stopper?.errorOf(end.error) ?? end.error) : undefined;
        const isAborted =
          end.kind === "left" || signal?.aborted === true || (end.kind === "threw" && error !== end.error);
        stopper?.done();
        const kind =
          end.kind === "done" ? (isInterrupted ? "interrupted" : "finished") : isAborted ? "aborted" : "failed";
        const failure = kind === "failed" ? (this.#routing?.failed(error) ?? null) : null;
        // The run's own error is what its caller gets; a log that fails too has been told of.
        if (failure !== null) void this.#record(failure)?.catch(() => undefined);
        this.#close(kind);
        return error;
      },
    };
  }

  #close(kind: RunOutcome["kind"]): void {
    const durationMs = this.#core.clock.elapsed() - this.#startedAt;
    this.#trace?.ended({ kind, durationMs, decisions: this.#decisions });
  }

  #watcher(point: TaskSetting["point"]): Watcher {
    return (end, { input, config, writes, startedAt }) => {
      const { clock, telemetry } = this.#core;
      const task = { input, config, writes, at: clock.now(), durationMs: Math.max(0, clock.elapsed() - startedAt) };
      let seen: Observation | null;
      try {
        const setting = this.#setting(point, String(config.configurable?.[hidden.taskId]));
        seen = end.kind === "done" ? decisionOfTask(task, setting) : decisionOfError(end.error, task, setting);
        return seen === null ? null : this.#decided(seen);
      } catch (cause) {
        telemetry.happened({ kind: "observation-failed", tenant: this.#identity.tenant, cause });
        return null;
      }
    };
  }

  #setting(point: TaskSetting["point"], task: string): TaskSetting {
    const { map, usesModel } = this.#core;
    const calls = this.#calls?.callsOf(task) ?? null;
    // Once seen to call a model, a node counts as one that does: it need not call it every time.
    if (calls !== null && usesModel.get(point.node) !== true) usesModel.set(point.node, calls.count > 0);
    return { map, point, calls, hasCheckpointer: this.#hasCheckpointer, usesModel: usesModel.get(point.node) ?? null };
  }

  #decided(seen: Observation): Promise<void> | null {
    const { contents, digests, telemetry } = this.#core;
    const plain = withSiteNote(toDecision(seen, this.#identity, digests), takeNote(seen.task));
    const decision = this.#routing?.decided(plain) ?? plain;
    if (contents !== null) void keepContents(contents, this.#identity.tenant, decision.id, seen.contents, telemetry);
    return this.#record(decision);
  }

  #record(decision: Decision): Promise<void> | null {
    const { transitions, writer } = this.#core;
    this.#decisions += 1;
    transitions.add(decision, this.#key);
    this.#trace?.decided(decision);
    this.#routing?.routing.watch?.saw(decision);
    return writer.write(decision, this.#stage.observe);
  }
}

/** An interrupt among streamed chunks, in each of the shapes that a chunk has. */
const isInterrupt = (chunk: unknown): boolean => {
  const payload = Array.isArray(chunk) ? chunk.at(-1) : chunk;
  return isObject(payload) && Array.isArray(payload.__interrupt__) && payload.__interrupt__.length > 0;
};
