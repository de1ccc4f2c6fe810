import { Annotation, START, StateGraph } from "@langchain/langgraph";
import { Redis } from "ioredis";
import { satisfies } from "semver";
import { expect, it } from "vitest";
import { environmentStages, unconduct, withHandoffs } from "../../../adapters/langgraph/index.ts";
import { RedisSaver, RedisStore } from "../../../adapters/langgraph-redis/index.ts";
import { RedisMap } from "../../../adapters/redis/index.ts";
import { registryFirst } from "../../../adapters/registry-first/index.ts";
import { emittedPeers, frameworkRange, runtimePackage } from "../../../codemods/kit/emitted-packages.ts";
import { FILLER as emittedFiller } from "../../../codemods/stage-1-registry/ask-registry-first/answer-text.ts";
import runtime from "../../../runtime/package.json" with { type: "json" };
import { FILLER } from "../../../shim/registry-first/model-choice.ts";

it("makes savers as the runtime does: what the seam is made of compiles, and connects to nothing by itself", () => {
  const redis = new Redis("redis://localhost:1", { lazyConnect: true });
  const saver = new RedisSaver({ client: redis, prefix: "tide-desk", threadIds: "encode" });
  const store = new RedisStore({ client: redis, prefix: "tide-desk" });
  expect(store.put).toBeTypeOf("function");
  expect(saver.getNextVersion).toBeTypeOf("function");
  expect(redis.status).toBe("wait");
});

it("makes maps as the runtime does", () => {
  const redis = new Redis("redis://localhost:1", { lazyConnect: true });
  const map = new RedisMap<string[]>({ client: redis, prefix: "tide-desk", name: "main.sessions" });
  const update: (key: string, change: (held: string[] | undefined) => string[]) => Promise<string[]> = map.update;
  expect(update).toBeTypeOf("function");
  for (const method of ["get", "has", "set", "delete"] as const) expect(map[method]).toBeTypeOf("function");
  expect(redis.status).toBe("wait");
});

it("guards handoffs and wraps graphs as the runtime does", () => {
  const graph = new StateGraph(Annotation.Root({ next: Annotation<string>() }))
    .addNode("lead", () => ({}))
    .addNode("a", () => ({}))
    .addNode("b", () => ({}))
    .addEdge(START, "lead")
    .addConditionalEdges("lead", () => "a", ["a", "b"])
    .compile();
  const chains = [{ agents: ["a", "b"], updates: { b: { next: "b" } } }];
  expect(withHandoffs(graph, { conductor: "lead", chains })).toBeInstanceOf(graph.constructor);
  expect(unconduct(graph, { name: "lead", stages: environmentStages({}) })).toBeInstanceOf(graph.constructor);
});

it("asks the registry as the runtime does, with answers that it knows again", async () => {
  const askRegistry = registryFirst({ cards: [], environment: {}, sites: { front: "off" } });
  const model = async (): Promise<{ next: "tides" | "wrecks"; reason: string }> => ({ next: "wrecks", reason: "none" });
  expect((await askRegistry("front", {}, { tides: { next: "tides", reason: FILLER } }, () => model())).next).toBe(
    "wrecks",
  );
  const chain = { invoke: model };
  expect(askRegistry.node("front", { tides: { next: "tides" } }, chain)).toBe(chain);
  expect(emittedFiller).toBe(FILLER);
});

it("asks for packages that the runtime accepts", () => {
  expect(runtime.name).toBe(runtimePackage);
  for (const [name, range] of Object.entries(emittedPeers)) {
    const accepted = Object.entries(runtime.peerDependencies).find(([peer]) => peer === name)?.[1] ?? "";
    expect(satisfies(range.replace("^", ""), accepted), name).toBe(true);
  }
  expect(runtime.peerDependencies["@langchain/langgraph"]).toBe(frameworkRange.range);
});
