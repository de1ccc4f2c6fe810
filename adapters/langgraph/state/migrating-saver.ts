import type { RunnableConfig } from "@langchain/core/runnables";
import {
  BaseCheckpointSaver,
  type ChannelVersions,
  type Checkpoint,
  type CheckpointListOptions,
  type CheckpointMetadata,
  type CheckpointTuple,
  copyCheckpoint,
  type DeltaChannelHistory,
  type PendingWrite,
} from "@langchain/langgraph-checkpoint";
import { nextVersion } from "../../../shim/state/next-version.ts";

/** What a {@link MigratingSaver} tells and asks the migration that made it. */
export interface MigrationHooks {
  /** Before a thread is used: makes sure that the authority has all of it. */
  readonly prepare: (thread: string) => Promise<void>;
  /** As a run begins: true if another process has written meanwhile what the authority or the mirror lacks; it is copied. */
  readonly caughtUp: (thread: string, newest: CheckpointTuple | undefined) => Promise<boolean>;
  /** After a checkpoint was read from the authority. */
  readonly compare: (tuple: CheckpointTuple) => Promise<void>;
  readonly mirrorFailed: (thread: string, cause: unknown) => void;
  readonly removed: (thread: string) => void;
  /** Asked before each write: the other side, once it has what it lacks of the thread, if it gets the write too; else null. */
  readonly mirrorOf: (thread: string) => Promise<BaseCheckpointSaver> | BaseCheckpointSaver | null;
  /** The side that does not answer in this mode. */
  readonly other: BaseCheckpointSaver;
}

/**
 * A saver in one mode of stage 3: the authority answers and is written first, the mirror gets every write after it. A run that
 * outlasts its mode writes to the other side too, once runs that began later do.
 */
export class MigratingSaver extends BaseCheckpointSaver {
  readonly #authority: BaseCheckpointSaver;
  readonly #hooks: MigrationHooks;

  constructor(authority: BaseCheckpointSaver, hooks: MigrationHooks) {
    super(authority.serde);
    this.#authority = authority;
    this.#hooks = hooks;
  }

  async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    await this.#prepare(config);
    let tuple = await this.#authority.getTuple(config);
    const thread = newestOf(config);
    if (thread !== null && (await this.#hooks.caughtUp(thread, tuple))) tuple = await this.#authority.getTuple(config);
    if (tuple !== undefined) await this.#hooks.compare(tuple);
    return tuple;
  }

  /** Without a thread, all that the authority has. */
  override async *list(config: RunnableConfig, options?: CheckpointListOptions): AsyncGenerator<CheckpointTuple> {
    await this.#prepare(config);
    yield* this.#authority.list(config, options);
  }

  async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    await this.#prepare(config);
    const mirror = await this.#mirrorOf(config);
    const copy = copyCheckpoint(checkpoint); // a saver may change what it is given
    const stored = await this.#authority.put(config, checkpoint, metadata, newVersions);
    await this.#mirrored(config, mirror, (it) => it.put(config, copy, metadata, newVersions));
    return stored;
  }

  async putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string, taskPath?: string): Promise<void> {
    await this.#prepare(config);
    const mirror = await this.#mirrorOf(config);
    await this.#authority.putWrites(config, writes, taskId, taskPath);
    await this.#mirrored(config, mirror, (it) => it.putWrites(config, writes, taskId, taskPath));
  }

  /**
   * From both sides, in every mode: else a later step would bring the thread back. From the authority last: what fails or is
   * cut off in between has deleted nothing that anybody reads.
   */
  async deleteThread(threadId: string): Promise<void> {
    await this.#hooks.other.deleteThread(threadId);
    await this.#authority.deleteThread(threadId);
    this.#hooks.removed(threadId);
  }

  override async getDeltaChannelHistory(options: {
    config: RunnableConfig;
    channels: string[];
  }): Promise<Record<string, DeltaChannelHistory>> {
    await this.#prepare(options.config);
    return this.#authority.getDeltaChannelHistory(options);
  }

  /** Of the type that the thread has, whichever saver began it. */
  override getNextVersion(current: number | undefined): number {
    return current === undefined ? this.#authority.getNextVersion(undefined) : nextVersion(current);
  }

  async #prepare(config: RunnableConfig): Promise<void> {
    const thread = config.configurable?.thread_id;
    if (thread !== undefined) await this.#hooks.prepare(thread);
  }

  async #mirrorOf(config: RunnableConfig): Promise<BaseCheckpointSaver | null> {
    const thread = String(config.configurable?.thread_id);
    try {
      return await this.#hooks.mirrorOf(thread);
    } catch (cause) {
      this.#hooks.mirrorFailed(thread, cause);
      return null;
    }
  }

  async #mirrored(
    config: RunnableConfig,
    mirror: BaseCheckpointSaver | null,
    write: (mirror: BaseCheckpointSaver) => Promise<unknown>,
  ): Promise<void> {
    if (mirror === null) return;
    try {
      await write(mirror);
    } catch (cause) {
      this.#hooks.mirrorFailed(String(config.configurable?.thread_id), cause);
    }
  }
}

/** The thread whose newest checkpoint is asked for, as each run begins; null: another checkpoint, or a subgraph's. */
const newestOf = ({ configurable }: RunnableConfig): string | null => {
  const { thread_id: thread, checkpoint_id: checkpoint, checkpoint_ns: ns } = configurable ?? {};
  return thread !== undefined && !checkpoint && !ns ? String(thread) : null;
};
