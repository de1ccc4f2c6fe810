import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";

/**
 * Ids of the threads that a saver has, in order of code units, so that work on them can be taken up again: behind the
 * thread `after`. @default all
 */
export const threadsOf = async (saver: BaseCheckpointSaver, after = ""): Promise<string[]> => {
  const threads = new Set<string>();
  for await (const { config } of saver.list({})) threads.add(String(config.configurable?.thread_id));
  return [...threads].filter((thread) => thread > after).sort();
};
