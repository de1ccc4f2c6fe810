import { shimError } from "../../shim/errors.ts";
import type { RedisClient } from "./run-script.ts";

/** A connection that whoever opened it closes. */
export interface OpenRedis {
  readonly client: RedisClient;
  close(): void;
}

/** Connects to `redis://…` for one command; fails rather than waits. Throws REDIS_UNREACHABLE, also when ioredis is missing. */
export const connectRedis = async (url: string): Promise<OpenRedis> => {
  const { Redis } = await import("ioredis").catch((cause: unknown) => {
    throw unreachable(url, "ioredis is not installed", "Install it beside unconduct: npm install -D ioredis.", cause);
  });
  const client = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    retryStrategy: () => null,
    connectTimeout: 5_000,
  });
  // The failed command says it; without a listener ioredis prints on its own.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    client.disconnect();
    throw unreachable(
      url,
      cause instanceof Error ? cause.message : String(cause),
      "Start the server, or correct the URL.",
      cause,
    );
  }
  return { client, close: () => client.disconnect() };
};

const unreachable = (url: string, reason: string, remedy: string, cause: unknown) =>
  shimError("REDIS_UNREACHABLE", `cannot reach Redis at ${withoutPassword(url)}: ${reason}`, remedy, { cause });

const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, "//…@");
