import type { BaseCheckpointSaver, CheckpointTuple } from "@langchain/langgraph-checkpoint";
import type { StateMove } from "../../../contracts/stage.ts";
import type { Difference } from "../../../shim/state/differing-paths.ts";
import { otherSide, rolesOf, type StateSide, writesTo } from "../../../shim/state/state-roles.ts";
import { copyThread } from "./copy-thread.ts";
import { MigratingSaver } from "./migrating-saver.ts";
import { threadsOf } from "./threads-of.ts";
import { tupleDifferences } from "./tuple-differences.ts";

/** What a migration has to say while runs go on. */
export type StateEvent =
  | { readonly kind: "mirror-failed"; readonly thread: string; readonly side: StateSide; readonly cause: unknown }
  | {
      readonly kind: "mismatch";
      readonly thread: string;
      readonly checkpoint: string;
      readonly differences: readonly Difference[];
    }
  | { readonly kind: "completed"; readonly thread: string; readonly from: StateSide; readonly copied: number };

/** What a {@link StateMigration} moves, and whom it tells. */
export interface StateMigrationOptions {
  readonly old: BaseCheckpointSaver;
  readonly new: BaseCheckpointSaver;
  readonly onEvent?: (event: StateEvent) => void;
}

/** Which threads to move ahead of their use. */
export interface BackfillOptions {
  readonly dryRun: boolean;
  /** Threads up to this one, in order of code units, were done by an earlier run; default: none. */
  readonly after?: string;
  /** Called after each thread; `thread` is what to give as `after` when the run is taken up again. */
  readonly onProgress?: (progress: BackfillProgress) => void;
}

/** How far a back-fill is. */
export interface BackfillProgress {
  readonly thread: string | null;
  readonly threads: number;
  readonly checkpoints: number;
  readonly copied: number;
}

/** Threads of which it is known that nothing is missing. */
const rememberedThreads = 50_000;

/** Moves the state of threads from one saver to another, in the steps of stage 3, each of which can be taken back. */
export class StateMigration {
  readonly #savers: Readonly<Record<StateSide, BaseCheckpointSaver>>;
  readonly #onEvent: (event: StateEvent) => void;
  /** The era in which a thread was completed last; another era, or a failed mirror, completes it anew. */
  readonly #completedIn = new Map<string, string>();
  readonly #completing = new Map<string, { readonly era: string; readonly work: Promise<void> }>();

  constructor(options: StateMigrationOptions) {
    this.#savers = { old: options.old, new: options.new };
    this.#onEvent = options.onEvent ?? (() => undefined);
  }

  /**
   * The saver for a run that begins in `mode`; the run keeps it to its end, whatever is flipped meanwhile. `version`: of
   * the stage. The same mode under another version may come after a way back that other processes have used. `present`: the
   * mode that later runs begin in by then; where they write, this one writes too, so that what it writes late is not lost.
   */
  at(mode: StateMove["mode"], version = 0, present: () => StateMove["mode"] = () => mode): BaseCheckpointSaver {
    const { authority, mirror } = rolesOf(mode);
    const other = otherSide(authority);
    const level = new Map<string, Promise<BaseCheckpointSaver>>();
    const era = `${mode} ${version}`;
    return new MigratingSaver(this.#savers[authority], {
      prepare: (thread) => this.#complete(thread, mode, era),
      caughtUp: (thread, newest) => this.#catchUp(thread, newest, mode, era),
      compare: (tuple) => this.#compare(tuple, mode),
      mirrorFailed: (thread, cause) => {
        this.#completedIn.delete(thread);
        level.delete(thread);
        this.#onEvent({ kind: "mirror-failed", thread, side: other, cause });
      },
      removed: (thread) => this.#completedIn.delete(thread),
      mirrorOf: (thread) => {
        if (mirror !== null) return this.#savers[mirror]; // completed before its first use
        if (!writesTo(present(), other)) return null;
        const known = level.get(thread) ?? this.#levelled(thread, authority, other);
        level.set(thread, known);
        return known;
      },
      other: this.#savers[other],
    });
  }

  /** The side `to`, once it has all that `from` has of the thread. */
  async #levelled(thread: string, from: StateSide, to: StateSide): Promise<BaseCheckpointSaver> {
    const { copied } = await copyThread(this.#savers[from], this.#savers[to], thread);
    if (copied > 0) this.#onEvent({ kind: "completed", thread, from, copied });
    return this.#savers[to];
  }

  /** Copies threads from old to new before they are used, or counts what is missing. Can be stopped and taken up again. */
  async backfill({ dryRun, after, onProgress }: BackfillOptions): Promise<BackfillProgress> {
    let progress: BackfillProgress = { thread: null, threads: 0, checkpoints: 0, copied: 0 };
    for (const thread of await threadsOf(this.#savers.old, after)) {
      const { checkpoints, copied } = await copyThread(this.#savers.old, this.#savers.new, thread, dryRun);
      progress = {
        ...{ thread, threads: progress.threads + 1 },
        ...{ checkpoints: progress.checkpoints + checkpoints, copied: progress.copied + copied },
      };
      onProgress?.(progress);
    }
    return progress;
  }

  /** Completes a thread from the other side, and a mirror from the authority. Checkpoints never change, so both may be joined. */
  async #complete(thread: string, mode: StateMove["mode"], era: string): Promise<void> {
    if (rolesOf(mode).source === null || this.#completedIn.get(thread) === era) return;
    const running = this.#completing.get(thread);
    if (running?.era === era) return running.work;
    if (running !== undefined) {
      await running.work.catch(() => undefined); // told of by whoever began it
      return this.#complete(thread, mode, era);
    }
    const work = this.#join(thread, mode, era).finally(() => this.#completing.delete(thread));
    this.#completing.set(thread, { era, work });
    return work;
  }

  async #join(thread: string, mode: StateMove["mode"], era: string): Promise<void> {
    const { authority, mirror, source } = rolesOf(mode);
    if (source === null) return;
    // The old side may go on alone, as it did before; the new one must not begin a thread that it has only in part.
    const joined = await this.#copy(thread, source, authority, authority === "old" ? source : null);
    const mirrored = mirror === null || (await this.#copy(thread, authority, mirror, mirror));
    if (joined && mirrored) this.#remember(thread, era);
  }

  /**
   * A run that began in an earlier mode may still have written after this process completed the thread; only the newest
   * checkpoints are looked at. `off` asks nothing of the new side. A side that cannot be read stops no run here.
   */
  async #catchUp(
    thread: string,
    newest: CheckpointTuple | undefined,
    mode: StateMove["mode"],
    era: string,
  ): Promise<boolean> {
    const { mirror, source } = rolesOf(mode);
    if (source === null || mode === "off") return false;
    try {
      const other = await this.#savers[source].getTuple({ configurable: { thread_id: thread } });
      const order = orderOf(newest, other);
      if (order === 0 || (order > 0 && mirror === null)) return false;
    } catch (cause) {
      this.#onEvent({ kind: "mirror-failed", thread, side: source, cause });
      return false;
    }
    this.#completedIn.delete(thread);
    await this.#complete(thread, mode, era);
    return true;
  }

  /** False if it failed and `optional`, the side that may fail, was told of. */
  async #copy(thread: string, from: StateSide, to: StateSide, optional: StateSide | null): Promise<boolean> {
    try {
      const { copied } = await copyThread(this.#savers[from], this.#savers[to], thread);
      if (copied > 0) this.#onEvent({ kind: "completed", thread, from, copied });
      return true;
    } catch (cause) {
      if (optional === null) throw cause;
      this.#onEvent({ kind: "mirror-failed", thread, side: optional, cause });
      return false;
    }
  }

  #remember(thread: string, era: string): void {
    if (this.#completedIn.size >= rememberedThreads) this.#completedIn.clear(); // they are completed again: safe, and rare
    this.#completedIn.set(thread, era);
  }

  async #compare(tuple: CheckpointTuple, mode: StateMove["mode"]): Promise<void> {
    const { authority, compares, mirror } = rolesOf(mode);
    if (!compares || mirror === null) return;
    const [thread, checkpoint] = [String(tuple.config.configurable?.thread_id), tuple.checkpoint.id];
    try {
      let differences = await this.#differences(tuple, mirror);
      // A write that another process was about to mirror makes no mismatch: only what stays one is told.
      const look = () => this.#savers[authority].getTuple(tuple.config).catch(() => undefined);
      const again = differences.length > 0 ? await look() : undefined;
      if (again !== undefined) differences = await this.#differences(again, mirror);
      if (differences.length > 0) this.#onEvent({ kind: "mismatch", thread, checkpoint, differences });
    } catch (cause) {
      this.#onEvent({ kind: "mirror-failed", thread, side: mirror, cause });
    }
  }

  async #differences(tuple: CheckpointTuple, mirror: StateSide): Promise<Difference[]> {
    return tupleDifferences(tuple, await this.#savers[mirror].getTuple(tuple.config));
  }
}

/** Above 0: the first is further than the second. Ids of checkpoints grow with time, and savers take the greatest as newest. */
const orderOf = (a: CheckpointTuple | undefined, b: CheckpointTuple | undefined): number => {
  const [first, second] = [a?.checkpoint.id ?? "", b?.checkpoint.id ?? ""];
  if (first !== second) return first > second ? 1 : -1;
  return (a?.pendingWrites?.length ?? 0) - (b?.pendingWrites?.length ?? 0);
};
