import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

/** Runs a module once for each core, at most `most`, with `<shard> <shards> …args`; each sends one message when done. */
export const runShards = async <T>(module: string, args: readonly string[], most = 4): Promise<T[]> => {
  const shards = Math.max(1, Math.min(most, availableParallelism()));
  const file = fileURLToPath(new URL(module, import.meta.url));
  return Promise.all(
    Array.from({ length: shards }, (_, shard) => {
      const child = fork(file, [String(shard), String(shards), ...args]);
      return new Promise<T>((resolve, reject) => {
        child.on("message", (message) => resolve(message as T)); // the module's own report
        child.on("error", reject);
        child.on("exit", (code) => reject(new Error(`${module} ended with exit code ${code} before its report`)));
      });
    }),
  );
};
