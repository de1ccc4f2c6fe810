import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withRedisServer } from "../harness/with-redis-server.ts";
import { installPacked, type PackedInstall } from "./packed-install.ts";

const owned = withRedisServer();

/** One conversation of two turns: fan-out, subgraph, interrupt, resume by another graph object, a fork; then all that is kept. */
const conversation = `
const { Annotation, Command, END, interrupt, InMemoryStore, MemorySaver, Send, START, StateGraph } =
  require("@langchain/langgraph");
const { Redis } = require("ioredis");
const { RedisSaver, RedisStore } = require("unconduct-runtime/langgraph-redis");
const State = Annotation.Root({
  items: Annotation({ reducer: (a, b) => a.concat(b), default: () => [] }),
  turn: Annotation,
});
const inner = new StateGraph(State).addNode("inner", () => ({ items: ["inner"] })).addEdge(START, "inner").compile();
const desk = (checkpointer, store) =>
  new StateGraph(State)
    .addNode("plan", (state) => ({ turn: (state.turn ?? 0) + 1 }))
    .addNode("work", (state) => ({ items: ["work " + state.part] }))
    .addNode("inner", inner)
    .addNode("ask", async (state, config) => {
      const answer = interrupt({ turn: state.turn });
      await config.store.put(["answers"], "turn " + state.turn, { answer });
      return { items: [answer] };
    })
    .addEdge(START, "plan")
    .addConditionalEdges("plan", () => [new Send("work", { part: 1 }), new Send("work", { part: 2 })])
    .addEdge("work", "inner")
    .addEdge("inner", "ask")
    .addEdge("ask", END)
    .compile({ checkpointer, store });
const config = { configurable: { thread_id: "t" } };
async function play(saver, store) {
  for (const turn of ["one", "two"]) {
    await desk(saver(), store()).invoke({ items: [turn] }, config);
    await desk(saver(), store()).invoke(new Command({ resume: "yes " + turn }), config);
  }
  const app = desk(saver(), store());
  const states = [];
  for await (const it of app.getStateHistory(config)) states.push(it);
  await app.updateState(states[3].config, { items: ["forked"] }, "inner");
  const fork = await app.getState(config);
  const items = (await store().search(["answers"])).map((it) => [it.key, it.value]);
  return JSON.stringify({ states: states.map((it) => [it.values, it.next]), fork: [fork.values, fork.next], items });
}
(async () => {
  const client = new Redis(Number(process.argv[2]));
  const [memory, memoryStore] = [new MemorySaver(), new InMemoryStore()];
  const kept = await play(() => new RedisSaver({ client }), () => new RedisStore({ client }));
  console.log(JSON.stringify({ kept, wanted: await play(() => memory, () => memoryStore) }));
  await client.quit();
})();
`;

describe.each([
  ["0.2.39", "0.3.40"],
  ["0.4.9", "0.3.80"],
  ["1.0.15", "1.4.0"],
])("next to LangGraph %s", (version, core) => {
  let runtime: PackedInstall;
  beforeAll(async () => {
    runtime = await installPacked("runtime");
    const packages = [`@langchain/langgraph@${version}`, `@langchain/core@${core}`, "ioredis@5.8.2", "zod@3.25.76"];
    // No `--legacy-peer-deps`: the ranges of the manifest are a part of what is tested.
    await runtime.run("npm", "install", ...packages, "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
  });
  afterAll(() => runtime?.remove());

  it("keeps what the framework's own memory keeps", async () => {
    await owned().connect().flushall();
    await runtime.write("conversation.cjs", conversation);
    const printed = await runtime.run(process.execPath, "conversation.cjs", String(owned().server.port));
    const { kept, wanted } = JSON.parse(printed);
    expect(JSON.parse(kept)).toEqual(JSON.parse(wanted));
    expect(kept).toContain("yes two");
  });
});
