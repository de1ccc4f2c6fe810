import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import type { Difference } from "../../../shim/state/differing-paths.ts";
import { threadsOf } from "./threads-of.ts";
import { tupleDifferences } from "./tuple-differences.ts";

/** A checkpoint that the two sides hold differently; `path` "" is one that a side lacks. */
export interface DifferingCheckpoint {
  readonly thread: string;
  readonly checkpoint: string;
  readonly differences: readonly Difference[];
}

/** What {@link compareThreads} is told and tells. */
export interface CompareOptions {
  /** Threads up to this one, in order of code units, were done by an earlier run; default: none. */
  readonly after?: string;
  /** Called for each checkpoint that differs. */
  readonly onDifference: (found: DifferingCheckpoint) => void;
  /** Called after each thread. */
  readonly onProgress?: (progress: ComparedThreads) => void;
}

/** How far a comparison is. */
export interface ComparedThreads {
  readonly thread: string | null;
  readonly threads: number;
  readonly checkpoints: number;
  readonly differing: number;
}

/** Compares every checkpoint of every thread that the old side has with the new side's. Reads only. */
export const compareThreads = async (
  savers: { readonly old: BaseCheckpointSaver; readonly new: BaseCheckpointSaver },
  { after, onDifference, onProgress }: CompareOptions,
): Promise<ComparedThreads> => {
  let progress: ComparedThreads = { thread: null, threads: 0, checkpoints: 0, differing: 0 };
  for (const thread of await threadsOf(savers.old, after)) {
    let [checkpoints, differing] = [0, 0];
    for await (const tuple of savers.old.list({ configurable: { thread_id: thread } })) {
      checkpoints += 1;
      const other = await savers.new.getTuple(tuple.config);
      const differences = tupleDifferences(tuple, other);
      if (differences.length === 0) continue;
      differing += 1;
      onDifference({ thread, checkpoint: tuple.checkpoint.id, differences });
    }
    progress = {
      ...{ thread, threads: progress.threads + 1, checkpoints: progress.checkpoints + checkpoints },
      differing: progress.differing + differing,
    };
    onProgress?.(progress);
  }
  return progress;
};
