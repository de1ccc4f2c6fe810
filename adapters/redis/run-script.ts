import { shimError } from "../../shim/errors.ts";

/** What a command takes. Bytes are Buffers, sent as they are; the type asks less, so that it needs no types of Node. */
export type CommandArgument = string | Uint8Array | number;

/** The one method that the adapters need of a client. ioredis' `Redis` and `Cluster` fit, in versions 5 and 6. */
export interface RedisClient {
  callBuffer(command: string, args: CommandArgument[]): Promise<unknown>;
}

/** A Lua script; `lua-scripts.ts` of each adapter is made from the files in its `scripts/`. */
export interface Script {
  readonly name: string;
  /** SHA-1 of the text, as EVALSHA asks for it. */
  readonly sha: string;
  readonly text: string;
}

/**
 * Runs a script on the node of its keys; sends the text only when the server does not hold it (any more). Bulk strings come
 * back as Buffers. Rejects with `REDIS_FULL` or `REDIS_FORBIDDEN` where the server says so, else with ioredis' own error.
 */
export const runScript = async (
  client: RedisClient,
  script: Script,
  keys: readonly string[],
  args: readonly CommandArgument[],
): Promise<unknown> => {
  try {
    return await client.callBuffer("evalsha", [script.sha, keys.length, ...keys, ...args]);
  } catch (error) {
    if (!messageOf(error).startsWith("NOSCRIPT")) throw explained(error);
  }
  return send(client, "eval", [script.text, keys.length, ...keys, ...args]);
};

/** Sends one command; errors as {@link runScript}. */
export const send = async (client: RedisClient, command: string, args: CommandArgument[]): Promise<unknown> => {
  try {
    return await client.callBuffer(command, args);
  } catch (error) {
    throw explained(error);
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const explained = (error: unknown): unknown => {
  const message = messageOf(error);
  if (/^(-?OOM |.*OOM command not allowed)/.test(message)) {
    return shimError(
      "REDIS_FULL",
      "the Redis server has reached maxmemory and, with noeviction, refuses to store more; nothing was written",
      "Raise maxmemory, set a ttl, or run prune.",
      { cause: error },
    );
  }
  if (/^NOPERM|ACL failure|The user executing the script can't/.test(message)) {
    return shimError(
      "REDIS_FORBIDDEN",
      `the Redis user may not do this: ${message}`,
      "Sign in as the tenant's own user, with the rules that aclRules() makes.",
      { cause: error },
    );
  }
  return error;
};
