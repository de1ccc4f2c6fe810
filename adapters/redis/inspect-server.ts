import { shimError } from "../../shim/errors.ts";
import { parseServerInfo, type ServerDescription } from "./parse-server-info.ts";

/** The two commands that the inspection sends. ioredis' `Redis` fits. */
export interface ServerClient {
  info(): Promise<string>;
  config(subcommand: "GET", parameter: string): Promise<unknown>;
}

const oldestRedis = [6, 2] as const;

/**
 * Asks the server behind a connected client what it is. Sends `INFO`, and `CONFIG GET maxmemory-policy` only if `INFO`
 * does not carry the policy. Throws `REDIS_NOT_INSPECTABLE` when the answer is refused or not a server's.
 */
export const inspectServer = async (client: ServerClient): Promise<ServerDescription> => {
  const description = parseServerInfo(await readInfo(client));
  if (description === null) throw notInspectable("the answer to INFO names no version", undefined);
  return { ...description, maxmemoryPolicy: description.maxmemoryPolicy ?? (await readPolicy(client)) };
};

/** Throws `REDIS_TOO_OLD` for Redis before 6.2. Every Valkey is new enough. */
export const assertSupported = (server: ServerDescription): void => {
  if (server.product === "valkey" || !isOlder(server.version, oldestRedis)) return;
  throw shimError(
    "REDIS_TOO_OLD",
    `the server is Redis ${server.version}; state and queues need ${oldestRedis.join(".")} or later`,
    "Point the client at Redis 6.2 or later, or at any Valkey.",
  );
};

const isOlder = (version: string, [major, minor]: readonly [number, number]): boolean => {
  const [ownMajor = 0, ownMinor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
};

const readInfo = async (client: ServerClient): Promise<string> => {
  try {
    return await client.info();
  } catch (cause) {
    throw notInspectable(cause instanceof Error ? cause.message : String(cause), cause);
  }
};

/** Managed servers often forbid CONFIG: then the policy stays unknown, which is no reason to stop. */
const readPolicy = async (client: ServerClient): Promise<string | null> => {
  try {
    const answer = await client.config("GET", "maxmemory-policy");
    return Array.isArray(answer) && typeof answer[1] === "string" ? answer[1] : null;
  } catch {
    return null;
  }
};

const notInspectable = (reason: string, cause: unknown) =>
  shimError(
    "REDIS_NOT_INSPECTABLE",
    `the Redis server could not be inspected: ${reason}`,
    "Inspect with a user that may run INFO; a tenant's own restricted user needs no inspection.",
    { cause },
  );
