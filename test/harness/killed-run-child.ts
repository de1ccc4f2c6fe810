import { Redis } from "ioredis";
import { unconduct } from "../../adapters/langgraph/unconduct.ts";
import { RedisSaver } from "../../adapters/langgraph-redis/index.ts";
import { slowGraph } from "./slow-graph.ts";

// A process that is killed in the middle of a run: says when its second node has begun, and never ends by itself.
const [port = "", thread = "", shim = "bare"] = process.argv.slice(2);
const saver = new RedisSaver({ client: new Redis(Number(port)), tenant: "acme" });
const graph = slowGraph(saver, async () => {
  console.log("second has begun");
  await new Promise(() => setInterval(() => undefined, 1_000));
});
const app = shim === "wrapped" ? unconduct(graph) : graph;
await app.invoke({ log: ["begin"] }, { configurable: { thread_id: thread }, durability: "sync" });
