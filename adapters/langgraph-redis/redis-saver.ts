import type { RunnableConfig } from "@langchain/core/runnables";
import {
  BaseCheckpointSaver,
  type ChannelVersions,
  type Checkpoint,
  type CheckpointListOptions,
  type CheckpointMetadata,
  type CheckpointPendingWrite,
  type CheckpointTuple,
  getCheckpointId,
  type PendingWrite,
  WRITES_IDX_MAP,
} from "@langchain/langgraph-checkpoint";
import { shimError } from "../../shim/errors.ts";
import type { TenantKeys } from "../../shim/keys/tenant-keys.ts";
import { nextVersion } from "../../shim/state/next-version.ts";
import { type RedisClient, send } from "../redis/run-script.ts";
import { checkpointField, namespaceBounds, type StoredCheckpoint } from "./checkpoint-record.ts";
import { dumpBody, loadWrites, migratePendingSends, toTuple } from "./checkpoint-tuple.ts";
import { ListMemory } from "./list-memory.ts";
import { type PruneOptions, type PruneReport, pruneThreads } from "./prune-threads.ts";
import { keysOf, type RedisSaverOptions } from "./saver-options.ts";
import { ElementMemory } from "./thread-elements.ts";
import { ThreadIndex } from "./thread-index.ts";
import { type CheckpointRange, type ReadRows, ThreadRows } from "./thread-rows.ts";
import { ValueCodec } from "./value-codec.ts";

const defaultCheckpointBytes = 64 * 1024 * 1024;
/** LangGraph's type of this name, which older versions do not export. */
interface DeltaChannelHistory {
  seed?: unknown;
  writes: CheckpointPendingWrite[];
}

/** Elements whose digests are remembered: some 15 MB. */
const rememberedElements = 100_000;
/** Threads whose keys are remembered. */
const rememberedThreads = 1_000;
const listPage = 20;

/**
 * LangGraph's checkpointer on plain Redis (6.2 or later) or Valkey, alone or as a cluster, without modules. One hash slot a
 * thread; every write is one script, safe to send twice. List channels are stored an element each, so a conversation
 * grows by its new messages, not by its length. Errors: `ID_REFUSED`, `STATE_TOO_LARGE`, `STATE_DAMAGED`,
 * `STATE_CONTENDED`, `REDIS_FULL`, `REDIS_FORBIDDEN`, else what the client rejects with.
 */
export class RedisSaver extends BaseCheckpointSaver {
  readonly #client: RedisClient;
  readonly #keys: TenantKeys;
  readonly #options: RedisSaverOptions;
  readonly #codec: ValueCodec;
  readonly #memory = new ElementMemory(rememberedElements);
  readonly #lists = new ListMemory();
  readonly #threads: ThreadIndex;
  /** Keys by thread: to check an id and spell its keys costs as much as to digest twenty messages. */
  readonly #spelled = new Map<string, readonly string[]>();

  constructor(options: RedisSaverOptions) {
    super(options.serde);
    this.#client = options.client;
    this.#keys = keysOf(options);
    this.#options = options;
    this.#codec = new ValueCodec(this.serde, options.serde === undefined);
    this.#threads = new ThreadIndex(options.client, this.#keys);
  }

  async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const thread = config.configurable?.thread_id;
    if (thread === undefined) return undefined;
    const ns = namespaceOf(config);
    const id = getCheckpointId(config);
    const [upper, lower] = namespaceBounds(ns, null);
    const range: CheckpointRange = id === "" ? { kind: "newest", upper, lower, count: 1 } : { kind: "one", ns, id };
    return (await this.#read(thread, range))[0];
  }

  override async *list(config: RunnableConfig, options: CheckpointListOptions = {}): AsyncGenerator<CheckpointTuple> {
    const { limit = Number.POSITIVE_INFINITY } = options;
    let given = 0;
    for await (const tuple of this.#candidates(config, options)) {
      if (given >= limit) return;
      if (!fits(tuple, config, options)) continue;
      given += 1;
      yield tuple;
    }
  }

  async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    const thread = requiredThread(config);
    const ns = namespaceOf(config);
    const { id, channel_values: values, channel_versions: versions } = checkpoint;
    const parent = getCheckpointId(config);
    const names = Object.keys(values);
    const dump = async (channel: string) => {
      const value = await this.#codec.dump(values[channel]);
      return [channel, { version: JSON.stringify(versions[channel] ?? null), value }] as const;
    };
    const [body, ...changed] = await Promise.all([
      dumpBody(this.#codec, checkpoint, metadata),
      ...names.filter((name) => name in newVersions).map(dump),
    ]);
    const row = {
      ...{ ns, id, body, parent, root: metadata?.parents?.[""] ?? "" },
      deltaChannels: Object.keys(metadata?.counters_since_delta_snapshot ?? {}),
      changed: new Map(changed),
      // Without a parent, newVersions names all there is. Else the parent holds the others, and what it lacks is asked for.
      unchanged: new Map(
        names
          .filter((name) => parent !== "" && !(name in newVersions) && versions[name] !== undefined)
          .map((name) => [name, JSON.stringify(versions[name])] as const),
      ),
    };
    const entering = this.#threads.enter(thread);
    if (entering !== null) await entering;
    const rows = this.#rows(thread);
    const count = await rows.put(row, this.#checkpointBytes, async (channel) => {
      row.changed.set(...(await dump(channel)));
    });
    const keep = this.#options.limits?.checkpoints;
    if (keep !== undefined && count !== null && count > 2 * keep) await rows.prune(keep, false);
    return { configurable: { thread_id: thread, checkpoint_ns: ns, checkpoint_id: id } };
  }

  async putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string, taskPath = ""): Promise<void> {
    const thread = requiredThread(config);
    const id = config.configurable?.checkpoint_id;
    if (id === undefined) throw missing("checkpoint_id", "write");
    if (writes.length === 0) return;
    const rows = await Promise.all(
      writes.map(async ([channel, value], index) => ({
        idx: WRITES_IDX_MAP[channel] ?? index,
        channel,
        value: await this.#codec.dump(value),
      })),
    );
    const entering = this.#threads.enter(thread);
    if (entering !== null) await entering;
    await this.#rows(thread).putWrites(
      { ns: namespaceOf(config), id, task: taskId, path: taskPath },
      rows,
      this.#checkpointBytes,
    );
  }

  async deleteThread(threadId: string): Promise<void> {
    const keys = this.#threadKeys(threadId);
    await send(this.#client, "unlink", [...keys]);
    await this.#threads.leave(threadId);
  }

  override async getDeltaChannelHistory(options: {
    config: RunnableConfig;
    channels: string[];
  }): Promise<Record<string, DeltaChannelHistory>> {
    const { config, channels } = options;
    const thread = config.configurable?.thread_id;
    if (channels.length === 0) return {};
    const empty = Object.fromEntries(channels.map((channel) => [channel, { writes: [] } as DeltaChannelHistory]));
    if (thread === undefined) return empty;
    const id = getCheckpointId(config) || (await this.getTuple(config))?.checkpoint.id;
    if (id === undefined) return empty;
    const { ancestors, elements } = await this.#rows(thread).history(namespaceOf(config), id, channels);
    const where = `the history of checkpoint ${id} of thread ${thread}`;
    for (const { stored, writes } of ancestors) {
      const loaded = await loadWrites(this.#codec, writes, elements, where);
      // Ancestors come nearest first, their writes oldest first: what is older goes in front.
      for (const channel of new Set(loaded.map((write) => write[1]))) {
        empty[channel]?.writes.unshift(...loaded.filter((write) => write[1] === channel));
      }
      for (const { channel, ref } of stored) {
        const history = empty[channel];
        if (history !== undefined) history.seed = await this.#codec.load(ref, elements, where);
      }
    }
    return empty;
  }

  override getNextVersion(current: number | undefined): number {
    return nextVersion(current);
  }

  /** Removes old threads and old checkpoints, or says what would go. See {@link PruneOptions}. */
  async prune(options: PruneOptions): Promise<PruneReport> {
    return pruneThreads(options, {
      threads: this.#threads.all(),
      size: (thread) => this.#rows(thread).prune(0, true),
      prune: (thread, keep, dryRun) => this.#rows(thread).prune(keep, dryRun),
      remove: (thread) => this.deleteThread(thread),
    });
  }

  /** Everything that may fit, newest first, in pages. */
  async *#candidates(config: RunnableConfig, options: CheckpointListOptions): AsyncGenerator<CheckpointTuple> {
    const { thread_id: thread, checkpoint_ns: ns, checkpoint_id: id } = config.configurable ?? {};
    if (thread === undefined) {
      for await (const entry of this.#threads.all()) {
        yield* this.#candidates({ configurable: { ...config.configurable, thread_id: entry.thread } }, options);
      }
      return;
    }
    if (ns !== undefined && id !== undefined) return yield* await this.#read(thread, { kind: "one", ns, id });
    const { before, filter, limit = listPage } = options;
    const count = filter === undefined ? Math.max(1, Math.min(limit, listPage)) : listPage;
    const beforeId = before === undefined ? "" : getCheckpointId(before);
    let [upper, lower] = ns === undefined ? ["+", "-"] : namespaceBounds(ns, beforeId === "" ? null : beforeId);
    for (;;) {
      const rows = await this.#rows(thread).read({ kind: "newest", upper, lower, count });
      for (const stored of rows.checkpoints) yield await this.#tuple(thread, stored, rows);
      const last = rows.checkpoints.at(-1);
      if (last === undefined || rows.checkpoints.length < count) return;
      upper = `(${checkpointField(last.ns, last.id)}`;
    }
  }

  async #read(thread: string, range: CheckpointRange): Promise<CheckpointTuple[]> {
    const rows = await this.#rows(thread).read(range, this.#options.ttl?.onRead ?? false);
    return Promise.all(rows.checkpoints.map((stored) => this.#tuple(thread, stored, rows)));
  }

  async #tuple(thread: string, stored: StoredCheckpoint, rows: ReadRows): Promise<CheckpointTuple> {
    const tuple = await toTuple(this.#codec, thread, stored, rows);
    if (tuple.checkpoint.v >= 4 || stored.parent === "") return tuple;
    const parent = await this.#rows(thread).read({ kind: "one", ns: stored.ns, id: stored.parent });
    const where = `the parent of checkpoint ${stored.id} of thread ${thread}`;
    const sends = await loadWrites(this.#codec, parent.checkpoints[0]?.writes ?? [], parent.elements, where);
    migratePendingSends(tuple, sends, this.getNextVersion(undefined));
    return tuple;
  }

  get #checkpointBytes(): number {
    return this.#options.limits?.checkpointBytes ?? defaultCheckpointBytes;
  }

  #rows(thread: string): ThreadRows {
    const ttlMs = this.#options.ttl?.ms ?? 0;
    return new ThreadRows(this.#client, this.#threadKeys(thread), this.#memory, this.#lists, ttlMs);
  }

  #threadKeys(thread: string): readonly string[] {
    const known = this.#spelled.get(thread);
    if (known !== undefined) return known;
    const keys = ["i", "c", "e", "w"].map((part) => this.#keys.thread(thread, part));
    if (this.#spelled.size >= rememberedThreads) this.#spelled.clear();
    this.#spelled.set(thread, keys);
    return keys;
  }
}

const namespaceOf = (config: RunnableConfig): string => config.configurable?.checkpoint_ns ?? "";

const requiredThread = (config: RunnableConfig): string => {
  const thread = config.configurable?.thread_id;
  if (thread === undefined) throw missing("thread_id", "checkpoint");
  return thread;
};

const fits = (
  { config: own, checkpoint, metadata }: CheckpointTuple,
  config: RunnableConfig,
  { before, filter }: CheckpointListOptions,
): boolean => {
  const { checkpoint_ns: ns, checkpoint_id: id } = config.configurable ?? {};
  const beforeId = before === undefined ? "" : getCheckpointId(before);
  return (
    (ns === undefined || own.configurable?.checkpoint_ns === ns) &&
    (id === undefined || checkpoint.id === id) &&
    (beforeId === "" || checkpoint.id < beforeId) &&
    Object.entries(filter ?? {}).every(([key, value]) => Object(metadata)[key] === value)
  );
};

const missing = (field: string, what: string) =>
  shimError(
    "OPTIONS_INVALID",
    `a ${what} cannot be stored: the config has no configurable.${field}`,
    `Give it with the call, such as graph.invoke(input, { configurable: { ${field}: "…" } }).`,
  );
