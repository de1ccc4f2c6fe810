import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { RedisSaver } from "../../adapters/langgraph-redis/index.ts";
import { slowGraph } from "../harness/slow-graph.ts";
import { withRedisServer } from "../harness/with-redis-server.ts";

type Acknowledged = ReadonlyArray<readonly [id: string, log: unknown]>;

const nextMessage = async (child: ChildProcess): Promise<unknown> => ((await once(child, "message")) as unknown[])[0];

describe.skipIf(process.env.REDIS_URL)("processes that race on one thread", () => {
  const redis = withRedisServer();

  it("lose no checkpoint that was acknowledged and mix none: each is whole, and the thread goes on", async () => {
    const turns = 8;
    const children = ["x", "y", "z"].map((name) =>
      fork("test/harness/racing-run-child.ts", [String(redis().server.port), "race", name, String(turns)], {
        execArgv: ["--import", "tsx"],
      }),
    );
    await Promise.all(children.map(nextMessage));
    const reports = children.map((child) => nextMessage(child) as Promise<Acknowledged>); // the child's own report
    for (const child of children) child.send("go");
    const acknowledged = (await Promise.all(reports)).flat();
    // Input, three nodes and the start of each turn.
    expect(acknowledged).toHaveLength(children.length * turns * 5);
    expect(new Set(acknowledged.map(([id]) => id)).size).toBe(acknowledged.length);

    const saver = new RedisSaver({ client: redis().connect(), tenant: "acme" });
    const config = { configurable: { thread_id: "race" } };
    const parents = new Map<string, unknown>();
    const stored = new Map<string, unknown>();
    for await (const { checkpoint, parentConfig } of saver.list(config)) {
      stored.set(checkpoint.id, checkpoint.channel_values.log ?? []); // a default that was never written has no version
      parents.set(checkpoint.id, parentConfig?.configurable?.checkpoint_id);
    }
    expect(stored).toEqual(new Map(acknowledged));
    for (const parent of parents.values()) expect(parent === undefined || stored.has(String(parent))).toBe(true);

    const graph = slowGraph(saver, async () => undefined);
    const before = (await graph.getState(config)).values.log as string[];
    const { log } = await graph.invoke({ log: ["after"] }, config);
    expect(log).toEqual([...before, "after", "first", "second", "third"]);
  });
});
