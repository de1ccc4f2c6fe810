import { ask } from "./ask.ts";
import { calmHeap } from "./calm-heap.ts";
import { changedFiles } from "./changed-files.ts";
import { cacheOf } from "./disk-cache.ts";
import { optimizeLate } from "./late-optimizer.ts";
import { openRuntime } from "./open-runtime.ts";
import { pause } from "./pause.ts";
import { readFile } from "./read-file.ts";
import { runCli } from "./run-cli.ts";
import { toolVersion } from "./tool-version.ts";
import { writeFile } from "./write-file.ts";

/** The real command line: binds `runCli` to a process and leaves the exit code to it, so that all output is flushed. */
export async function main(host: NodeJS.Process): Promise<void> {
  // A closed pipe is also raised as an event; `writeText` has judged the same error by its callback.
  for (const stream of [host.stdout, host.stderr]) stream.on("error", () => undefined);
  host.exitCode = await runCli(host.argv.slice(2), {
    stdout: host.stdout,
    stderr: host.stderr,
    env: host.env,
    toolVersion,
    // Loaded when an audit begins: help and wrong usage need not wait for the compiler that it brings along.
    audit: async (folder, { cache, ...run }) => {
      calmHeap();
      optimizeLate();
      if (cache === undefined) return (await import("../analyzer/apart/audit-apart.ts")).auditApart(folder, run);
      const { auditWithCache } = await import("../analyzer/cache/audit-with-cache.ts");
      return auditWithCache(folder, { ...run, cache: cacheOf(folder, cache.folder ?? undefined) });
    },
    changedFiles,
    writeFile,
    codemods: () => import("../codemods/index.ts"),
    canAsk: host.stdin.isTTY === true && host.stdout.isTTY === true,
    ask: (question) => ask(host.stdin, host.stdout, question),
    now: () => new Date(),
    holder: { pid: host.pid, isAlive: (pid) => isAlive(host, pid) },
    operator: { openRuntime, readFile, pause: (milliseconds) => pause(host, milliseconds) },
  });
}

/** Signal 0 asks without touching; a process of somebody else's counts. */
function isAlive(host: NodeJS.Process, pid: number): boolean {
  try {
    return host.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
