import { describe, expect, it } from "vitest";
import { RedisSaver } from "../../adapters/langgraph-redis/index.ts";
import { RedisDecisionLog } from "../../adapters/redis/index.ts";
import { expectedSteps, putStep, readSteps } from "../harness/checkpoint-chain.ts";
import { decisionOf } from "../harness/decision-of.ts";
import { withRedisServer } from "../harness/with-redis-server.ts";

describe.skipIf(process.env.REDIS_URL)("Redis with noeviction at maxmemory", () => {
  const redis = withRedisServer(["--maxmemory-policy", "noeviction"]);

  it("refuses writes with REDIS_FULL, keeps what it acknowledged, reads on, and goes on when there is room", async () => {
    const admin = redis().connect();
    const saver = new RedisSaver({ client: redis().connect(), tenant: "acme" });
    const log = new RedisDecisionLog({ client: redis().connect() });
    const used = Number(/used_memory:(\d+)/.exec(await admin.info("memory"))?.[1]);
    await admin.config("SET", "maxmemory", String(used + 600_000));

    let acknowledged = -1;
    const fill = async () => {
      for (let n = acknowledged + 1; n < 5_000; n += 1) {
        await putStep(saver, "th", n);
        acknowledged = n;
        await admin.append("filler", "x".repeat(20_000)); // so that it is not the thread alone that fills the server
      }
    };
    await expect(fill()).rejects.toThrow(/OOM|maxmemory/);
    await admin.config("SET", "maxmemory", "1mb"); // below what is used: from here every write is refused
    await expect(putStep(saver, "th", acknowledged + 1)).rejects.toMatchObject({ code: "REDIS_FULL" });
    await expect(log.append("acme", [decisionOf("a")])).rejects.toMatchObject({ code: "REDIS_FULL" });
    const seen = (await readSteps(saver, "th")) as Array<[string]>;
    expect(seen.length).toBeGreaterThanOrEqual(acknowledged + 1);

    await admin.config("SET", "maxmemory", "0");
    await putStep(saver, "th", acknowledged + 1);
    await log.append("acme", [decisionOf("a")]);
    expect(await readSteps(saver, "th")).toEqual(expectedSteps(acknowledged + 1));
  });
});
