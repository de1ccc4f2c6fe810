import type { CheckpointTuple } from "@langchain/langgraph-checkpoint";

/** As JSON, since two copies of a message class are not the same class. A channel never written has no version: it may be kept or not. */
export const comparableTuple = ({ checkpoint, metadata, pendingWrites, parentConfig }: CheckpointTuple): unknown => {
  const { ts: _, channel_values: all, channel_versions: versions, ...rest } = checkpoint;
  const values = Object.fromEntries(Object.entries(all).filter(([channel]) => versions[channel] !== undefined));
  const parent = parentConfig?.configurable?.checkpoint_id ?? null;
  const shown = { ...rest, channel_values: values, channel_versions: versions, metadata, parent };
  return JSON.parse(JSON.stringify({ ...shown, pendingWrites: pendingWrites ?? [] }));
};
