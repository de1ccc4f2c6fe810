import { randomBytes } from "node:crypto";
import { UnconductError } from "../contracts/unconduct-error.ts";
import { aclRules } from "../shim/keys/acl-rules.ts";
import { tenantKeys } from "../shim/keys/tenant-keys.ts";
import type { CliIo } from "./cli-io.ts";
import { loadLangGraph } from "./load-langgraph.ts";
import { type RedisFlags, redisUrlOf } from "./redis-options.ts";
import { writeText } from "./write-text.ts";

const dayMs = 86_400_000;

/** Prunes what `RedisSaver` keeps of a tenant. Throws `CLI_NOTHING_TO_PRUNE` without a rule, `CLI_REDIS_MISSING` without a URL. */
export const pruneState = async (
  tenant: string,
  flags: RedisFlags & { readonly keep?: number; readonly unusedDays?: number; readonly dryRun?: true },
  io: CliIo,
): Promise<void> => {
  const { keep, unusedDays, prefix } = flags;
  if (keep === undefined && unusedDays === undefined) {
    const remedy = "Give --keep, --unused-days or both; look first with --dry-run.";
    throw new UnconductError("CLI_NOTHING_TO_PRUNE", "Nothing says what may go.", remedy);
  }
  const { connectRedis } = await import("../adapters/redis/index.ts");
  const { RedisSaver } = await loadLangGraph(() => import("../adapters/langgraph-redis/index.ts"));
  const { client, close } = await connectRedis(redisUrlOf(io, flags));
  try {
    const saver = new RedisSaver({ client, tenant, ...(prefix === undefined ? {} : { prefix }) });
    const dryRun = flags.dryRun === true;
    const report = await saver.prune({
      dryRun,
      ...(keep === undefined ? {} : { keepCheckpoints: keep }),
      ...(unusedDays === undefined ? {} : { unusedForMs: unusedDays * dayMs }),
      onProgress: ({ threads }) => void writeText(io.stderr, `${threads} threads\n`).catch(() => undefined),
    });
    const { threads, threadsRemoved, checkpointsRemoved, elementsRemoved, bytes } = report;
    const said = `${threads} threads: ${threadsRemoved} threads, ${checkpointsRemoved} checkpoints and ${elementsRemoved} values`;
    await writeText(io.stdout, `${said} (${bytes} bytes) ${dryRun ? "would be removed (dry run)" : "removed"}\n`);
  } finally {
    close();
  }
};

/** Prints the command that makes the Redis user of a dedicated tenant, with a new random password. */
export const printAcl = async (
  tenant: string,
  { prefix, cluster }: { readonly prefix?: string; readonly cluster?: true },
  io: CliIo,
): Promise<void> => {
  const keys = tenantKeys({ tenant, mode: "dedicated", ...(prefix === undefined ? {} : { prefix }) });
  const password = randomBytes(24).toString("hex");
  // In quotes for redis-cli: a rule holds braces, `~` and `>`, which a shell would take for its own.
  const rules = aclRules(keys, { password, cluster: cluster === true }).map((rule) => `'${rule}'`);
  await writeText(io.stdout, `ACL SETUSER ${rules.join(" ")}\n`);
};
