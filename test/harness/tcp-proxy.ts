import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A link to a server that a test can cut, slow down and mend. */
export interface TcpProxy {
  readonly port: number;
  /** Breaks every connection at once; new ones are still taken. */
  cut(): void;
  /** Delays each piece by so many milliseconds, in both directions. */
  slowDown(milliseconds: number): void;
  /** Lets `bytes` more pass to the server, then breaks the connection in the middle of whatever is being sent. */
  cutAfter(bytes: number): void;
  /** Lets commands through, but breaks the connection before the next answer: the write is done, nobody knows. */
  cutBeforeAnswer(): void;
  stop(): Promise<void>;
}

/** A proxy on a free loopback port in front of `target`. */
export const startTcpProxy = async (target: number): Promise<TcpProxy> => {
  const sockets = new Set<Socket>();
  let delayMs = 0;
  let bytesLeft = Number.POSITIVE_INFINITY;
  let swallowsAnswer = false;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const relay = (from: Socket, to: Socket, piece: Buffer, isAnswer: boolean) => {
    if (isAnswer && swallowsAnswer) {
      swallowsAnswer = false;
      return cut();
    }
    const allowed = isAnswer ? piece.length : Math.min(piece.length, bytesLeft);
    if (!isAnswer) bytesLeft -= allowed;
    const pass = () => {
      if (!to.destroyed) to.write(piece.subarray(0, allowed));
      if (allowed === piece.length) return;
      bytesLeft = Number.POSITIVE_INFINITY;
      from.destroy();
      to.end();
    };
    if (delayMs === 0) pass();
    else setTimeout(pass, delayMs);
  };
  const server = createServer((inner) => {
    const outer = connect(target, "127.0.0.1");
    for (const [from, to, isAnswer] of [[inner, outer, false] as const, [outer, inner, true] as const]) {
      sockets.add(from);
      from.on("error", () => undefined); // a cut is what the test wants
      from.on("data", (piece: Buffer) => relay(from, to, piece, isAnswer));
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP listener has no port");
  return {
    port: address.port,
    cut,
    slowDown: (milliseconds) => {
      delayMs = milliseconds;
    },
    cutAfter: (bytes) => {
      bytesLeft = bytes;
    },
    cutBeforeAnswer: () => {
      swallowsAnswer = true;
    },
    stop: async () => {
      cut();
      server.close();
      await once(server, "close");
    },
  };
};
