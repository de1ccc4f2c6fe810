import { randomUUID } from "node:crypto";
import { Embeddings } from "@langchain/core/embeddings";
import { type BaseStore, InMemoryStore } from "@langchain/langgraph-checkpoint";
import { describe, expect, it } from "vitest";
import { RedisStore, type RedisStoreOptions } from "../../../adapters/langgraph-redis/index.ts";
import { waitUntil } from "../../harness/wait-until.ts";
import { withRedis } from "../../harness/with-redis.ts";

const redis = withRedis();

/** Counts letters: texts of the same letters are alike. */
class LetterEmbeddings extends Embeddings {
  constructor() {
    super({});
  }
  override async embedQuery(text: string): Promise<number[]> {
    const counts = Array.from({ length: 26 }, () => 0);
    for (const letter of text.toLowerCase()) {
      const index = letter.charCodeAt(0) - 97;
      if (index >= 0 && index < 26) counts[index] = (counts[index] ?? 0) + 1;
    }
    return counts;
  }
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.all(texts.map((text) => this.embedQuery(text)));
  }
}

const index = { dims: 26, embeddings: new LetterEmbeddings() };
const storeOf = (options: Partial<RedisStoreOptions> = {}) =>
  new RedisStore({ client: redis().connect(), prefix: `p${randomUUID()}`, ...options });

/** What an item says, without its times. */
const shown = (items: ReadonlyArray<{ key: string; namespace: string[]; value: unknown; score?: number }>) =>
  items.map(({ key, namespace, value, score }) => ({
    ...{ key, namespace, value },
    score: score === undefined ? null : Number(score.toFixed(4)),
  }));

const fill = async (store: BaseStore) => {
  await store.put(["users", "ann", "notes"], "one", { text: "red apple", rank: 1, chapters: [{ content: "zzz" }] });
  await store.put(["users", "ann", "notes"], "two", { text: "green pear", rank: 2 });
  await store.put(["users", "bob", "notes"], "one", { text: "apple tart", rank: 3 });
  await store.put(["users", "bobby"], "one", { text: "not below bob", rank: 4 });
  await store.put(["shared"], "one", { text: "house rules", rank: 5 }, false);
};

describe("like LangGraph's own store in memory", () => {
  it.each([
    ["a prefix", ["users", "ann"], {}],
    ["a prefix that another label begins with", ["users", "bob"], {}],
    ["everything", [], { limit: 100 }],
    ["a filter", ["users"], { filter: { rank: 2 } }],
    ["operators", ["users"], { filter: { rank: { $gte: 2, $lt: 4 } } }],
    ["a list of choices", ["users"], { filter: { rank: { $in: [1, 3] } } }],
    ["a page", ["users"], { limit: 2, offset: 1 }],
    ["meaning", ["users"], { query: "apple", limit: 2 }],
    ["meaning and a filter", ["users"], { query: "apple", filter: { rank: { $gt: 1 } }, limit: 1 }],
  ])("search finds the same by %s", async (_, prefix, options) => {
    const [ours, memory] = [storeOf({ index }), new InMemoryStore({ index })];
    await fill(ours);
    await fill(memory);
    const byPlace = (a: { namespace: string[] }, b: { namespace: string[] }) =>
      a.namespace.join() < b.namespace.join() ? -1 : 1;
    const isPage = "offset" in options; // memory lists by time of the namespace, we by name: pages differ
    const [own, other] = [await ours.search(prefix, options), await memory.search(prefix, options)];
    if (isPage) expect(own).toHaveLength(other.length);
    else if ("query" in options) expect(shown(own)).toEqual(shown(other));
    else expect(shown(own).sort(byPlace)).toEqual(shown(other).sort(byPlace));
    expect(own.length).toBeGreaterThan(0);
  });

  it.each([
    ["all", {}],
    ["a prefix", { prefix: ["users"] }],
    ["any label", { prefix: ["users", "*", "notes"] }],
    ["a suffix", { suffix: ["notes"] }],
    ["a depth", { maxDepth: 1 }],
    ["a page", { limit: 1, offset: 1 }],
  ])("namespaces are the same by %s", async (_, options) => {
    const [ours, memory] = [storeOf(), new InMemoryStore()];
    await fill(ours);
    await fill(memory);
    expect(await ours.listNamespaces(options)).toEqual(await memory.listNamespaces(options));
  });
});

it("keeps when an item was made, and forgets an item and its namespace when it is deleted", async () => {
  const store = storeOf();
  await store.put(["a"], "k", { n: 1 });
  const first = await store.get(["a"], "k");
  await store.put(["a"], "k", { n: 2 });
  const second = await store.get(["a"], "k");
  expect(second).toMatchObject({ key: "k", namespace: ["a"], value: { n: 2 }, createdAt: first?.createdAt });
  await store.delete(["a"], "k");
  expect(await store.get(["a"], "k")).toBeNull();
  expect(await store.listNamespaces()).toEqual([]);
});

it("indexes the fields it is told, each element of a list by itself", async () => {
  const store = storeOf({ index: { ...index, fields: ["chapters[*].content"] } });
  await store.put(["books"], "long", { title: "xyz", chapters: [{ content: "cats" }, { content: "dogs" }] });
  await store.put(["books"], "short", { title: "dogs", chapters: [{ content: "qqq" }] });
  const [best] = await store.search(["books"], { query: "dogs" });
  expect(best).toMatchObject({ key: "long", score: 1 });
});

it("forgets items when their time is over, and their namespaces with the next write", async () => {
  const store = storeOf({ ttl: { ms: 50 } });
  await store.put(["short"], "k", { n: 1 });
  await waitUntil(async () => (await store.get(["short"], "k")) === null);
  expect(await store.search(["short"])).toEqual([]);
  await store.put(["other"], "k", { n: 1 });
  expect(await store.listNamespaces()).toEqual([["other"]]);
});

it("refuses a search over more items than it may look at", async () => {
  const store = storeOf({ searchLimit: 2 });
  for (const key of ["a", "b", "c"]) await store.put(["many"], key, {});
  await expect(store.search(["many"])).rejects.toMatchObject({ code: "STORE_SEARCH_TOO_WIDE" });
});

it("keeps tenants apart", async () => {
  const prefix = `p${randomUUID()}`;
  const [acme, bolt] = ["acme", "bolt"].map((tenant) => storeOf({ prefix, tenant }));
  await acme?.put(["a"], "k", { n: 1 });
  expect(await bolt?.get(["a"], "k")).toBeNull();
  expect(await bolt?.search([])).toEqual([]);
});
