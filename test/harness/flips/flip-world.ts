import type { RunnableConfig } from "@langchain/core/runnables";
import { type BaseCheckpointSaver, Command } from "@langchain/langgraph";
import { shimOf, unconduct } from "../../../adapters/langgraph/unconduct.ts";
import { MemoryTelemetry } from "../../../adapters/memory/memory-telemetry.ts";
import type { Clock } from "../../../shim/ports/clock.ts";
import type { DecisionLog } from "../../../shim/ports/decision-log.ts";
import type { StageSource } from "../../../shim/ports/stage-source.ts";
import { flipApp, flipRegistry, flipTask, flipUpdates } from "./flip-app.ts";
import type { FlipTurn } from "./flip-turn.ts";

/** What one process (or what stands for one) has: connections of its own to what all share. */
export interface FlipParts {
  readonly old: BaseCheckpointSaver;
  readonly newOf: (tenant: string) => BaseCheckpointSaver;
  readonly stages: StageSource;
  readonly log: DecisionLog;
  readonly clock?: Clock;
}

/** Where a run put a checkpoint, in the order in which it did. */
export interface SeenPut {
  readonly side: "old" | "new";
  readonly checkpoint: string;
}

/** One run, as it went. */
export interface FlipRun {
  readonly run: string;
  readonly tenant: string;
  readonly thread: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly puts: readonly SeenPut[];
  /** `log` of the state that the run gave back. */
  readonly log: readonly string[];
  readonly isInterrupted: boolean;
}

/** A process of the flip soak, here or elsewhere. */
export interface FlipPeer {
  /** Begins a turn, or goes on with one that a person was asked about. */
  run(run: string, job: FlipTurn, resume: boolean): Promise<FlipRun>;
  /** What somebody who looks at a thread sees of it. */
  look(tenant: string, thread: string): Promise<readonly string[]>;
  /** Resolves once all decisions are in the log; what the telemetry was told, by kind. */
  settle(): Promise<readonly string[]>;
}

/** One process of the flip soak: a wrapped app over shared state, log and stages. */
export class FlipWorld implements FlipPeer {
  readonly #telemetry = new MemoryTelemetry();
  readonly #app: ReturnType<typeof flipApp>;
  readonly #puts = new Map<string, SeenPut[]>();

  constructor({ old, newOf, stages, log, clock }: FlipParts) {
    const seen = new Map<string, BaseCheckpointSaver>();
    const watchedNew = (tenant: string) => {
      const saver = seen.get(tenant) ?? this.#watched(newOf(tenant), "new");
      seen.set(tenant, saver);
      return saver;
    };
    this.#app = unconduct(flipApp(this.#watched(old, "old")), {
      tenant: ({ configurable }) => String(configurable?.tenant),
      stages,
      log,
      telemetry: this.#telemetry,
      state: { to: watchedNew },
      registry: flipRegistry,
      routing: { updates: flipUpdates, task: flipTask, budgetMs: 1_000 },
      handoff: { chains: [["a", "b"]] },
      promotion: false, // the driver alone flips
      ...(clock === undefined ? {} : { clock }),
    });
  }

  async run(run: string, job: FlipTurn, resume: boolean): Promise<FlipRun> {
    const { tenant, thread } = job;
    this.#puts.set(thread, []);
    const startedAt = Date.now();
    const config = { ...this.#config(tenant, thread), runId: run };
    const state = await (resume
      ? this.#app.invoke(new Command({ resume: "yes" }), config)
      : this.#app.invoke({ job, done: [], next: "" }, config));
    const puts = this.#puts.get(thread) ?? [];
    this.#puts.delete(thread);
    const isInterrupted = "__interrupt__" in state;
    return { run, tenant, thread, startedAt, endedAt: Date.now(), puts, log: state.log ?? [], isInterrupted };
  }

  async look(tenant: string, thread: string): Promise<readonly string[]> {
    return (await this.#app.getState(this.#config(tenant, thread))).values.log ?? [];
  }

  async settle(): Promise<readonly string[]> {
    await shimOf(this.#app)?.flush();
    return this.#telemetry.events.map(({ kind, ...rest }) => {
      if ("cause" in rest) return `${kind} ${rest.cause instanceof Error ? rest.cause.message : String(rest.cause)}`;
      return "paths" in rest ? `${kind} at ${rest.paths.join(", ")}` : kind;
    });
  }

  #config(tenant: string, thread: string) {
    return { configurable: { tenant, thread_id: thread } };
  }

  /** The saver itself, with its puts noted. */
  #watched(saver: BaseCheckpointSaver, side: SeenPut["side"]): BaseCheckpointSaver {
    const put = saver.put.bind(saver);
    saver.put = (config: RunnableConfig, checkpoint, ...rest) => {
      this.#puts.get(String(config.configurable?.thread_id))?.push({ side, checkpoint: checkpoint.id });
      return put(config, checkpoint, ...rest);
    };
    return saver;
  }
}
