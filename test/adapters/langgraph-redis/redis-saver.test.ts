import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { MemorySaver } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { RedisSaver, type RedisSaverOptions } from "../../../adapters/langgraph-redis/index.ts";
import { busyGraph, busyTurn, historyOf } from "../../harness/langgraph-threads.ts";
import { withRedis } from "../../harness/with-redis.ts";

const redis = withRedis();
const tenantOf = () => `t${Math.random().toString(36).slice(2)}`;
const saverOf = (options: Partial<RedisSaverOptions> = {}) =>
  new RedisSaver({ client: redis().connect(), tenant: tenantOf(), ...options });

describe.each(["sync", "async", "exit"] as const)(
  "a graph with Send, subgraph, interrupt and resume, %s",
  (durability) => {
    it("has the same history as with MemorySaver", async () => {
      const [ours, memory] = [busyGraph(saverOf()), busyGraph(new MemorySaver())];
      for (const graph of [ours, memory]) {
        for (const turn of [1, 2]) await busyTurn(graph, "th", turn, durability);
      }
      const history = await historyOf(ours, "th");
      expect(history.length).toBeGreaterThan(2);
      expect(history).toEqual(await historyOf(memory, "th"));
    });

    it("goes on in another process, which knows nothing of the thread", async () => {
      const tenant = tenantOf();
      const memory = busyGraph(new MemorySaver());
      for (const turn of [1, 2, 3]) {
        await busyTurn(busyGraph(saverOf({ tenant })), "th", turn, durability);
        await busyTurn(memory, "th", turn, durability);
      }
      expect(await historyOf(busyGraph(saverOf({ tenant })), "th")).toEqual(await historyOf(memory, "th"));
    });
  },
);

describe("versions", () => {
  it("keeps two values of one version apart after a fork", async () => {
    const graph = busyGraph(saverOf());
    const config = { configurable: { thread_id: "th" } };
    await busyTurn(graph, "th", 1, "sync");
    const end = await graph.getState(config);
    const forks = await Promise.all(
      ["left", "right"].map((side) => graph.updateState(end.parentConfig ?? config, { approved: side }, "review")),
    );
    const approved = await Promise.all(forks.map(async (fork) => (await graph.getState(fork)).values.approved));
    expect(approved).toEqual(["left", "right"]);
    expect((await graph.getState(end.config)).values).toEqual(end.values);
  });

  it("stay numbers where they were numbers, and text where they were text", () => {
    const saver = saverOf();
    expect(saver.getNextVersion(undefined)).toBe(1);
    expect(saver.getNextVersion(41)).toBe(42);
    const next: unknown = saver.getNextVersion("00000000000000000000000000000009.0.5" as never); // a thread of another saver
    expect(next).toMatch(/^00000000000000000000000000000010\.[0-9a-f]+$/);
    expect(String(next).localeCompare("00000000000000000000000000000009.0.5")).toBe(1);
  });
});

describe("values", () => {
  it.each([
    ["bytes", new Uint8Array([0, 255, 10])],
    ["a map and a set", { map: new Map([["a", 1]]), set: new Set(["x"]) }],
    ["undefined in a list", [undefined, 1, null, "x".repeat(200)]],
    ["bytes in a long list", [new Uint8Array([1, 0, 2]), "x".repeat(200)]],
    ["an empty list", []],
    ["a list of the same", Array.from({ length: 50 }, () => "the same long text, over and over")],
    ["text with every separator", "\u001c\u001d\u001e\u001f\u0000 ümlaut \ud83d\ude00 ".repeat(10)],
    ["messages", [new HumanMessage("hello"), new AIMessage({ content: "hi", id: "a" })]],
  ])("come back as they were: %s", async (_, value) => {
    const saver = saverOf();
    const checkpoint = {
      ...{ v: 4, id: "1", ts: "2026-01-01T00:00:00.000Z", versions_seen: {} },
      channel_values: { value },
      channel_versions: { value: 1 },
    };
    const metadata = { source: "loop" as const, step: 0, parents: {} };
    const config = await saver.put({ configurable: { thread_id: "th" } }, checkpoint, metadata, { value: 1 });
    await saver.putWrites(config, [["value", value]], "task-1");
    const tuple = await saver.getTuple(config);
    expect(tuple?.checkpoint.channel_values).toEqual({ value });
    expect(tuple?.pendingWrites).toEqual([["task-1", "value", value]]);
  });

  it("of an unchanged channel are read from the parent, or asked for when the parent lacks them", async () => {
    const saver = saverOf();
    const at = (id: string) => ({
      ...{ v: 4, id, ts: "2026-01-01T00:00:00.000Z", versions_seen: {} },
      channel_values: { old: "kept", other: "x" },
      channel_versions: { old: 3, other: 1 },
    });
    const metadata = { source: "loop" as const, step: 0, parents: {} };
    const nowhere = { configurable: { thread_id: "th", checkpoint_id: "0" } };
    const first = await saver.put(nowhere, at("1"), metadata, { other: 1 });
    const second = await saver.put(first, at("2"), metadata, { other: 1 });
    for (const config of [first, second]) {
      expect((await saver.getTuple(config))?.checkpoint.channel_values).toEqual({ old: "kept", other: "x" });
    }
  });
});

describe("refusals", () => {
  it.each(["a:b", "x*", "", "line\nbreak", "e\u0301", "x".repeat(300)])(
    "of the thread id %j are typed",
    async (thread) => {
      const config = { configurable: { thread_id: thread } };
      await expect(saverOf().getTuple(config)).rejects.toMatchObject({ code: "ID_REFUSED" });
    },
  );

  it("leave ids with separators to those who ask for it", async () => {
    const graph = busyGraph(saverOf({ threadIds: "encode" }));
    await busyTurn(graph, "user:7 *", 1, "sync");
    expect(await historyOf(graph, "user:7 *")).not.toEqual([]);
    expect(await historyOf(graph, "user:7")).toEqual([]);
  });

  it("of a checkpoint that is too large leave nothing behind", async () => {
    const saver = saverOf({ limits: { checkpointBytes: 5_000 } });
    const graph = busyGraph(saver);
    const config = { configurable: { thread_id: "th" } };
    await expect(graph.invoke({ messages: ["x".repeat(20_000)] }, config)).rejects.toMatchObject({
      code: "STATE_TOO_LARGE",
    });
    expect(await saver.getTuple(config)).toBeUndefined();
  });
});

describe("growth", () => {
  it("of a conversation is its new messages: a version of a long list is a short name", async () => {
    const client = redis().connect();
    const tenant = tenantOf();
    const graph = busyGraph(saverOf({ tenant }));
    const bytes = async () => (await client.hvals(`uc:{${tenant}:th}:e`)).join("").length;
    const sizes: number[] = [];
    for (let turn = 1; turn <= 12; turn += 1) {
      await busyTurn(graph, "th", turn, "sync");
      sizes.push(await bytes());
    }
    const grown = (from: number, to: number) => (sizes[to] ?? 0) - (sizes[from] ?? 0);
    expect(grown(8, 11)).toBeLessThan(1.5 * grown(2, 5));
  });

  it("is the same when every turn runs in another process", async () => {
    const client = redis().connect();
    const [one, many] = [tenantOf(), tenantOf()];
    const graph = busyGraph(saverOf({ tenant: one }));
    for (let turn = 1; turn <= 5; turn += 1) {
      await busyTurn(graph, "th", turn, "sync");
      await busyTurn(busyGraph(saverOf({ tenant: many })), "th", turn, "sync");
    }
    const elements = (tenant: string) => client.hlen(`uc:{${tenant}:th}:e`);
    expect(await elements(many)).toBeLessThan(1.2 * (await elements(one)));
  });
});
