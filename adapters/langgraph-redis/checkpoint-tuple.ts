import {
  type Checkpoint,
  type CheckpointMetadata,
  type CheckpointPendingWrite,
  type CheckpointTuple,
  maxChannelVersion,
  TASKS,
} from "@langchain/langgraph-checkpoint";
import type { StoredCheckpoint, StoredWrite } from "./checkpoint-record.ts";
import type { ReadRows } from "./thread-rows.ts";
import { bytesOf, parseTyped } from "./typed-bytes.ts";
import type { ValueCodec } from "./value-codec.ts";
import { compareWrites } from "./write-order.ts";

/** What is stored of a checkpoint besides its channels. */
interface Body {
  readonly checkpoint: Checkpoint;
  readonly metadata: CheckpointMetadata;
}

/** The body as stored: everything but the channels' values. */
export const dumpBody = async (codec: ValueCodec, checkpoint: Checkpoint, metadata: CheckpointMetadata) =>
  bytesOf(await codec.dumpWhole({ checkpoint: { ...checkpoint, channel_values: {} }, metadata } satisfies Body));

const configOf = (thread: string, ns: string, id: string) => ({
  configurable: { thread_id: thread, checkpoint_ns: ns, checkpoint_id: id },
});

/** A checkpoint as LangGraph knows it. Throws `STATE_DAMAGED` when stored values are gone. */
export const toTuple = async (
  codec: ValueCodec,
  thread: string,
  stored: StoredCheckpoint,
  { elements }: Pick<ReadRows, "elements">,
): Promise<CheckpointTuple> => {
  const where = `checkpoint ${stored.id} of thread ${thread}`;
  const [{ checkpoint, metadata }, values, pendingWrites] = await Promise.all([
    codec.loadWhole(parseTyped(stored.body, where)) as Promise<Body>, // dumpBody wrote it
    Promise.all(
      stored.channels.map(async ({ channel, ref }) => {
        return [channel, await codec.load(ref, elements, `channel ${channel} of ${where}`)] as const;
      }),
    ),
    loadWrites(codec, stored.writes, elements, where),
  ]);
  return {
    config: configOf(thread, stored.ns, stored.id),
    checkpoint: { ...checkpoint, channel_values: Object.fromEntries(values) },
    metadata,
    pendingWrites,
    ...(stored.parent === "" ? {} : { parentConfig: configOf(thread, stored.ns, stored.parent) }),
  };
};

/** Pending writes in the order in which a live run applies them. */
export const loadWrites = async (
  codec: ValueCodec,
  writes: readonly StoredWrite[],
  elements: ReadonlyMap<number, Buffer>,
  where: string,
): Promise<CheckpointPendingWrite[]> => {
  const sorted = [...writes].sort(compareWrites);
  return Promise.all(
    sorted.map(async ({ task, channel, ref }): Promise<CheckpointPendingWrite> => {
      return [task, channel, await codec.load(ref, elements, `a pending write of ${where}`)];
    }),
  );
};

/**
 * Checkpoints before version 4 kept pending sends as writes of their parent; since then they are a channel. LangGraph 0.4
 * and later looks for the channel, older ones for `pending_sends`: each ignores the other.
 */
export const migratePendingSends = (
  { checkpoint }: CheckpointTuple,
  parentWrites: readonly CheckpointPendingWrite[],
  firstVersion: number,
): void => {
  const versions = Object.values(checkpoint.channel_versions);
  const sends = parentWrites.filter(([, channel]) => channel === TASKS).map(([, , value]) => value);
  checkpoint.channel_values[TASKS] = sends;
  Object.assign(checkpoint, { pending_sends: sends });
  checkpoint.channel_versions[TASKS] = versions.length > 0 ? maxChannelVersion(...versions) : firstVersion;
};
