import { describe, expect, it } from "vitest";
import { RedisSaver } from "../../adapters/langgraph-redis/index.ts";
import { RedisDecisionLog } from "../../adapters/redis/index.ts";
import { expectedSteps, putStep, readSteps } from "../harness/checkpoint-chain.ts";
import { decisionOf } from "../harness/decision-of.ts";
import { waitUntil } from "../harness/wait-until.ts";
import { withRedisServer } from "../harness/with-redis-server.ts";

const steps = 40;

describe.skipIf(process.env.REDIS_URL)("kill -9 of Redis, appendfsync always", () => {
  const redis = withRedisServer(["--appendonly", "yes", "--appendfsync", "always"]);

  it("loses no acknowledged checkpoint or pending write, and doubles none, whenever it comes", async () => {
    const client = redis().connect();
    const saver = new RedisSaver({ client, tenant: "acme" });
    let acknowledged = -1;
    const writing = (async () => {
      for (let n = 0; n < steps; n += 1) {
        await putStep(saver, "th", n);
        acknowledged = n;
      }
    })();
    for (const moment of [5, 17, 30]) {
      await waitUntil(() => acknowledged >= moment, 60_000);
      const before = acknowledged;
      await redis().server.crash();
      const seen = await readSteps(new RedisSaver({ client: redis().connect(), tenant: "acme" }), "th");
      expect(seen.length).toBeGreaterThan(before);
    }
    await writing;
    const reader = new RedisSaver({ client: redis().connect(), tenant: "acme" });
    expect(await readSteps(reader, "th")).toEqual(expectedSteps(steps - 1));
    // Each message once, however often it was sent; besides them epoch, counter, last operation.
    expect(await client.hlen("uc:{acme:th}:e")).toBe(steps + 3);
  });

  it("keeps each decision of the log once, when the append is repeated until it succeeds", async () => {
    const log = new RedisDecisionLog({ client: redis().connect({ maxRetriesPerRequest: 0 }) });
    const decisions = Array.from({ length: 30 }, (_, index) => decisionOf(`d-${index}`));
    let crash: Promise<void> | null = null;
    for (const [index, decision] of decisions.entries()) {
      if (index === 10) crash = redis().server.crash();
      const append = () =>
        log.append("acme", [decision]).then(
          () => true,
          () => false,
        );
      await waitUntil(append, 60_000);
    }
    await crash;
    const page = await log.read({ tenant: "acme", thread: null, after: null, limit: 100 });
    expect(page.decisions).toEqual(decisions);
  });
});

// While the disk is busy with an fsync, `everysec` answers before it has given a write to the kernel: even a kill -9 may
// then cost up to two seconds. Once the server says that nothing is outstanding, a kill costs nothing; a power cut could.
describe.skipIf(process.env.REDIS_URL)("kill -9 of Redis, appendfsync everysec", () => {
  const redis = withRedisServer(["--appendonly", "yes", "--appendfsync", "everysec"]);

  it("loses nothing acknowledged that the server has handed to the kernel", async () => {
    const admin = redis().connect();
    const saver = new RedisSaver({ client: redis().connect(), tenant: "acme" });
    for (const [from, to] of [
      [0, 10],
      [10, 20],
    ] as const) {
      for (let n = from; n < to; n += 1) await putStep(saver, "th", n);
      await waitUntil(
        async () => /aof_pending_bio_fsync:0\r\naof_delayed/.test(await admin.info("persistence")),
        60_000,
      );
      await waitUntil(async () => /aof_buffer_length:0\r/.test(await admin.info("persistence")), 60_000);
      await redis().server.crash();
      const reader = new RedisSaver({ client: redis().connect(), tenant: "acme" });
      expect(await readSteps(reader, "th")).toEqual(expectedSteps(to - 1));
    }
  });

  it("loses only the newest, whenever it comes: what is left is whole, and the thread goes on from it", async () => {
    const saver = new RedisSaver({ client: redis().connect(), tenant: "acme" });
    let written = -1;
    const writing = (async () => {
      for (let n = 0; n < steps; n += 1) {
        await putStep(saver, "any", n);
        written = n;
      }
    })();
    await waitUntil(() => written >= 15, 60_000);
    await redis().server.crash();
    await writing;
    const seen = (await readSteps(new RedisSaver({ client: redis().connect(), tenant: "acme" }), "any")) as unknown[][];
    expect(seen[0]).toEqual(expectedSteps(steps - 1)[0]);
    const values = (rows: unknown[][]) => new Map(rows.map(([id, messages, step]) => [id, [messages, step]]));
    const all = values(expectedSteps(steps - 1) as unknown[][]);
    for (const [id, row] of values(seen)) expect(row).toEqual(all.get(id));
  });
});
