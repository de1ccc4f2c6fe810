import { Redis } from "ioredis";
import { RedisSaver } from "../../adapters/langgraph-redis/index.ts";
import { slowGraph } from "./slow-graph.ts";

// A process that races with others on one thread: begins when it is told to, then says which checkpoints it was
// acknowledged, with the log that each holds.
const [port = "", thread = "", name = "", turns = ""] = process.argv.slice(2);
const client = new Redis(Number(port));
const saver = new RedisSaver({ client, tenant: "acme" });
const acknowledged: [string, unknown][] = [];
const put = saver.put.bind(saver);
saver.put = async (config, checkpoint, ...rest) => {
  const log = structuredClone(checkpoint.channel_values.log);
  const stored = await put(config, checkpoint, ...rest);
  acknowledged.push([checkpoint.id, log]);
  return stored;
};
const graph = slowGraph(saver, async () => undefined);
process.once("message", async () => {
  for (let turn = 0; turn < Number(turns); turn += 1) {
    await graph.invoke({ log: [`${name}-${turn}`] }, { configurable: { thread_id: thread }, durability: "sync" });
  }
  process.send?.(acknowledged, () => process.exit(0));
});
process.send?.("ready");
