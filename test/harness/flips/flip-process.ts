import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { FlipPeer } from "./flip-world.ts";

/** What a peer in another process is told to do. */
export type PeerCall = {
  [Name in keyof FlipPeer]: { readonly name: Name; readonly args: Parameters<FlipPeer[Name]> };
}[keyof FlipPeer];

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** A peer that is a process of its own, with connections of its own to the Redis at `port`. */
export const flipProcess = (port: number): FlipPeer & { stop(): void } => {
  const child = fork(fileURLToPath(new URL("./flip-child.ts", import.meta.url)), [String(port)]);
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  child.on("message", ({ id, answer, error }: { id: number; answer?: unknown; error?: string }) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined)
      call?.resolve(answer as never); // what the call of this name answers
    else call?.reject(new Error(error));
  });
  child.on("exit", (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the process ended with ${code}`));
  });
  const ask = <T>(call: PeerCall): Promise<T> =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      child.send({ id: calls, call });
    });
  return {
    run: (...args) => ask({ name: "run", args }),
    look: (...args) => ask({ name: "look", args }),
    settle: (...args) => ask({ name: "settle", args }),
    stop: () => void child.kill("SIGKILL"),
  };
};
