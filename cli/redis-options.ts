import type { Command } from "commander";
import { UnconductError } from "../contracts/unconduct-error.ts";
import type { CliIo } from "./cli-io.ts";
import type { OpenRuntime } from "./operator-io.ts";

/** Where the runtime's data is. */
export interface RedisFlags {
  readonly redis?: string;
  readonly prefix?: string;
}

/** Adds `--redis` and `--prefix` to an operator command. */
export const withRedisOptions = (command: Command): Command =>
  command
    .option("--redis <url>", "the app's Redis; default: REDIS_URL")
    .option("--prefix <text>", "prefix of the app's keys, if it has one of its own");

/** Opens the runtime's data, does the work, closes it whatever happens. Throws `CLI_REDIS_MISSING` without a URL. */
export const withRuntime = async <T>(
  io: CliIo,
  flags: RedisFlags,
  work: (runtime: OpenRuntime) => Promise<T>,
): Promise<T> => {
  const runtime = await io.operator.openRuntime(redisUrlOf(io, flags), flags.prefix);
  try {
    return await work(runtime);
  } finally {
    runtime.close();
  }
};

/** The URL that a command works on. Throws `CLI_REDIS_MISSING` without one. */
export const redisUrlOf = (io: CliIo, { redis }: RedisFlags): string => {
  const url = redis ?? io.env.REDIS_URL;
  if (url !== undefined && url !== "") return url;
  const remedy = "Give --redis redis://host:6379, or set REDIS_URL.";
  throw new UnconductError("CLI_REDIS_MISSING", "No Redis is named, and this command works on one.", remedy);
};
