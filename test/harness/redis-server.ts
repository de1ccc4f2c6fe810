import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";

/** A server that this process started and owns. */
export interface RedisServer {
  readonly port: number;
  /** Ends the server and removes its folder; resolves when both are gone. */
  stop(): Promise<void>;
  /** `kill -9`, then the same server again: same port, same folder. Resolves when it answers. */
  crash(): Promise<void>;
  /** `kill -9` alone. */
  halt(): Promise<void>;
  /** The same server again after `halt`: same port, same folder. Resolves when it answers. */
  resume(): Promise<void>;
}

const readyBudgetMs = 15_000;
const pollMs = 20;
const attempts = 5;

/**
 * Starts a server on a free port of the loopback address, at most `highestPort`, without persistence unless `settings`
 * turn it on.
 */
export const startRedisServer = async (
  program: string,
  settings: readonly string[] = [],
  highestPort = 65_535,
): Promise<RedisServer> => {
  let lastOutput = "";
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const started = await tryStart(program, settings, await freePort(highestPort));
    if ("stop" in started) return started;
    lastOutput = started.output; // another process may have taken the port in between: try the next one
  }
  throw new Error(`${program} did not start in ${attempts} attempts; its last words:\n${lastOutput}`);
};

const tryStart = async (
  program: string,
  settings: readonly string[],
  port: number,
): Promise<RedisServer | { readonly output: string }> => {
  const folder = await mkdtemp(join(tmpdir(), "unconduct-redis-"));
  const args = ["--bind", "127.0.0.1", "--port", String(port), "--dir", folder, "--save", "", ...settings];
  let output = "";
  const start = () => {
    const started = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    started.stdout.on("data", keep);
    started.stderr.on("data", keep);
    return started;
  };
  let child = start();
  const killWithUs = () => void child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const stop = async () => {
    process.off("exit", killWithUs);
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  const halt = async () => {
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  const resume = async () => {
    child = start();
    if (!(await isReady(child, port))) throw new Error(`the server did not come back; its last words:\n${output}`);
  };
  const crash = async () => {
    await halt();
    await resume();
  };
  if (await isReady(child, port)) return { port, stop, crash, halt, resume };
  await stop();
  return { output };
};

/** A port of the loopback address that nobody listens on just now. */
const freePort = async (highest: number): Promise<number> => {
  for (;;) {
    // Above the highest one, ask for a low one at random instead of what the system deals out.
    const wanted = highest === 65_535 ? 0 : 10_000 + Math.floor(Math.random() * (highest - 10_000));
    const port = await listenOnce(wanted);
    if (port !== null) return port;
  }
};

const listenOnce = async (wanted: number): Promise<number | null> => {
  const probe = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(wanted, "127.0.0.1", () => resolve(true));
  });
  if (!isFree) return null;
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("a TCP listener has no port");
  return address.port;
};

/** Ready when the server that answers on the port is our own child: on a lost race for the port it is a stranger. */
const isReady = async (child: ChildProcess, port: number): Promise<boolean> => {
  const client = new Redis({ port, host: "127.0.0.1", lazyConnect: true, retryStrategy: () => pollMs });
  client.on("error", () => undefined); // refused until the server listens
  const deadline = Date.now() + readyBudgetMs;
  try {
    while (isRunning(child) && Date.now() < deadline) {
      if ((await processId(client)) === child.pid) return true;
      await wait(pollMs);
    }
    return false;
  } finally {
    client.disconnect();
  }
};

const processId = async (client: Redis): Promise<number | null> => {
  if (client.status === "wait") await client.connect().catch(() => undefined);
  if (client.status !== "ready") return null;
  const info = await client.info("server").catch(() => "");
  return Number(/^process_id:(\d+)/m.exec(info)?.[1] ?? Number.NaN);
};

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

const end = async (child: ChildProcess): Promise<void> => {
  if (!isRunning(child)) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(force);
};
