import {
  type BaseCheckpointSaver,
  type CheckpointTuple,
  copyCheckpoint,
  type PendingWrite,
  WRITES_IDX_MAP,
} from "@langchain/langgraph-checkpoint";

/** How much of a thread was, or would be, copied. */
export interface CopiedThread {
  /** Checkpoints that the source has. */
  readonly checkpoints: number;
  /** Those that the target lacked. */
  readonly copied: number;
}

/**
 * Gives `target` every checkpoint and pending write of the thread that it lacks, oldest first; doing it twice changes
 * nothing, and what the target has besides stays. With `dryRun` it only counts.
 */
export const copyThread = async (
  source: BaseCheckpointSaver,
  target: BaseCheckpointSaver,
  thread: string,
  dryRun = false,
): Promise<CopiedThread> => {
  const [here, there] = await Promise.all([readAll(source, thread), readAll(target, thread)]);
  const present = new Map(there.map((tuple) => [placeOf(tuple), tuple.pendingWrites?.length ?? 0]));
  let copied = 0;
  for (const tuple of here.reverse()) {
    const writes = present.get(placeOf(tuple));
    if (writes === undefined) copied += 1;
    if (dryRun) continue;
    if (writes === undefined) await putWhole(target, thread, tuple);
    if ((writes ?? 0) < (tuple.pendingWrites?.length ?? 0)) await putAllWrites(target, tuple);
  }
  return { checkpoints: here.length, copied };
};

const readAll = async (saver: BaseCheckpointSaver, thread: string): Promise<CheckpointTuple[]> => {
  const found: CheckpointTuple[] = [];
  for await (const tuple of saver.list({ configurable: { thread_id: thread } })) found.push(tuple);
  return found.sort((a, b) => (a.checkpoint.id < b.checkpoint.id ? 1 : -1)); // newest first, over all namespaces
};

const placeOf = ({ config, checkpoint }: CheckpointTuple): string =>
  JSON.stringify([config.configurable?.checkpoint_ns ?? "", checkpoint.id]);

/** All channels count as new: some savers keep a value by channel and version, and need each once. */
const putWhole = async (target: BaseCheckpointSaver, thread: string, tuple: CheckpointTuple): Promise<void> => {
  const { config, parentConfig, checkpoint, metadata } = tuple;
  const ns = config.configurable?.checkpoint_ns ?? "";
  const place = { thread_id: thread, checkpoint_ns: ns, checkpoint_id: parentConfig?.configurable?.checkpoint_id };
  const under = place.checkpoint_id === undefined ? { thread_id: thread, checkpoint_ns: ns } : place;
  // Every saver stores metadata; the type allows tuples of others to lack it.
  const known = metadata ?? { source: "loop", step: -1, parents: {} };
  await target.put({ configurable: under }, copyCheckpoint(checkpoint), known, checkpoint.channel_versions);
};

/** `list` tells the order of tasks, not their paths: numbered paths keep that order, and sort before those of a live run. */
const putAllWrites = async (target: BaseCheckpointSaver, { config, pendingWrites }: CheckpointTuple): Promise<void> => {
  const byTask = new Map<string, PendingWrite[]>();
  for (const [task, channel, value] of pendingWrites ?? []) {
    byTask.set(task, [...(byTask.get(task) ?? []), [channel, value]]);
  }
  for (const [index, [task, writes]] of [...byTask].entries()) {
    const path = String(index).padStart(6, "0");
    // Errors, interrupts and answers have places of their own; between the others they would shift these.
    const isSpecial = ([channel]: PendingWrite) => channel in WRITES_IDX_MAP;
    for (const part of [writes.filter((it) => !isSpecial(it)), writes.filter(isSpecial)]) {
      if (part.length > 0) await target.putWrites(config, part, task, path);
    }
  }
};
