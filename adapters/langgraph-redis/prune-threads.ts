/** What to remove. */
export interface PruneOptions {
  /** Threads not written since so many milliseconds go as a whole; default: none. */
  readonly unusedForMs?: number;
  /** Of every other thread, so many newest checkpoints of each namespace stay, and what they are rebuilt from; default: all. */
  readonly keepCheckpoints?: number;
  /** True: remove nothing, only count. */
  readonly dryRun: boolean;
  /** Called after each thread. */
  readonly onProgress?: (report: PruneReport) => void;
}

/** What was removed, or would be. */
export interface PruneReport {
  /** Threads looked at. */
  readonly threads: number;
  readonly threadsRemoved: number;
  /** Those of removed threads included. */
  readonly checkpointsRemoved: number;
  /** Stored values that nothing refers to any more. */
  readonly elementsRemoved: number;
  /** Of checkpoints and elements, without what Redis adds. */
  readonly bytes: number;
}

type Counts = readonly [checkpoints: number, elements: number, bytes: number, left: number];

/** What pruning does to threads. */
export interface PruneSteps {
  readonly threads: AsyncIterable<{ readonly thread: string; readonly usedAt: number }>;
  /** What the thread holds, as if all of it went. */
  readonly size: (thread: string) => Promise<Counts>;
  readonly prune: (thread: string, keep: number, dryRun: boolean) => Promise<Counts>;
  readonly remove: (thread: string) => Promise<void>;
}

/** A thread at a time, so that the server stays responsive; stopping half-way leaves every thread whole. */
export const pruneThreads = async (options: PruneOptions, steps: PruneSteps): Promise<PruneReport> => {
  const { unusedForMs = Number.POSITIVE_INFINITY, keepCheckpoints, dryRun, onProgress } = options;
  const threads: Array<{ readonly thread: string; readonly usedAt: number }> = [];
  for await (const entry of steps.threads) threads.push(entry); // first, since removing shifts the pages
  let report: PruneReport = { threads: 0, threadsRemoved: 0, checkpointsRemoved: 0, elementsRemoved: 0, bytes: 0 };
  for (const { thread, usedAt } of threads) {
    const wholly = Date.now() - usedAt >= unusedForMs;
    const counts = wholly
      ? await steps.size(thread)
      : keepCheckpoints === undefined
        ? ([0, 0, 0, 0] as const)
        : await steps.prune(thread, keepCheckpoints, dryRun);
    if (wholly && !dryRun) await steps.remove(thread);
    report = {
      threads: report.threads + 1,
      threadsRemoved: report.threadsRemoved + (wholly ? 1 : 0),
      checkpointsRemoved: report.checkpointsRemoved + counts[0],
      elementsRemoved: report.elementsRemoved + counts[1],
      bytes: report.bytes + counts[2],
    };
    onProgress?.(report);
  }
  return report;
};
