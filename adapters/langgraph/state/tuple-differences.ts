import type { CheckpointTuple } from "@langchain/langgraph-checkpoint";
import { type Difference, differingPaths } from "../../../shim/state/differing-paths.ts";

/** Where two sides hold a checkpoint differently; one that the other side lacks differs at path "". */
export const tupleDifferences = (tuple: CheckpointTuple, other: CheckpointTuple | undefined): Difference[] =>
  differingPaths(comparable(tuple), other === undefined ? null : comparable(other));

/** As JSON, since two copies of a message class are not the same class. A channel never written has no version: it may be kept or not. */
const comparable = ({ checkpoint, metadata, pendingWrites, parentConfig }: CheckpointTuple): unknown => {
  const { ts: _, channel_values: all, channel_versions: versions, ...rest } = checkpoint;
  const values = Object.fromEntries(Object.entries(all).filter(([channel]) => versions[channel] !== undefined));
  const parent = parentConfig?.configurable?.checkpoint_id ?? null;
  const shown = { ...rest, channel_values: values, channel_versions: versions, metadata, parent };
  return JSON.parse(JSON.stringify({ ...shown, pendingWrites: pendingWrites ?? [] }));
};
