import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { unconduct } from "../../adapters/langgraph/unconduct.ts";
import { RedisSaver } from "../../adapters/langgraph-redis/index.ts";
import { slowGraph } from "../harness/slow-graph.ts";
import { withRedisServer } from "../harness/with-redis-server.ts";

describe.skipIf(process.env.REDIS_URL)("a process killed in the middle of a run", () => {
  const redis = withRedisServer();

  it.each(["bare", "wrapped"])(
    "leaves a thread that another process takes up where it was: no step is lost, none runs twice; %s",
    async (shim) => {
      const child = spawn(
        process.execPath,
        ["--import", "tsx", "test/harness/killed-run-child.ts", String(redis().server.port), shim, shim],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      await once(child.stdout, "data"); // the second node has begun; with durability "sync" all before it is stored
      const saver = new RedisSaver({ client: redis().connect(), tenant: "acme" });
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;

      const bare = slowGraph(saver, async () => undefined);
      const graph = shim === "wrapped" ? unconduct(bare) : bare;
      const config = { configurable: { thread_id: shim } };
      const state = await graph.getState(config);
      expect({ log: state.values.log, next: state.next }).toEqual({ log: ["begin", "first"], next: ["second"] });
      expect(await graph.invoke(null, config)).toEqual({ log: ["begin", "first", "second", "third"] });
    },
  );
});
