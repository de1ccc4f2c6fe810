import { Redis } from "ioredis";
import { satisfies } from "semver";
import { expect, it } from "vitest";
import { RedisSaver, RedisStore } from "../../../adapters/langgraph-redis/index.ts";
import { emittedPeers, frameworkRange, runtimePackage } from "../../../codemods/kit/emitted-packages.ts";
import runtime from "../../../runtime/package.json" with { type: "json" };

it("makes savers as the runtime does: what the seam is made of compiles, and connects to nothing by itself", () => {
  const redis = new Redis("redis://localhost:1", { lazyConnect: true });
  const saver = new RedisSaver({ client: redis, prefix: "tide-desk", threadIds: "encode" });
  const store = new RedisStore({ client: redis, prefix: "tide-desk" });
  expect(store.put).toBeTypeOf("function");
  expect(saver.getNextVersion).toBeTypeOf("function");
  expect(redis.status).toBe("wait");
});

it("asks for packages that the runtime accepts", () => {
  expect(runtime.name).toBe(runtimePackage);
  for (const [name, range] of Object.entries(emittedPeers)) {
    const accepted = Object.entries(runtime.peerDependencies).find(([peer]) => peer === name)?.[1] ?? "";
    expect(satisfies(range.replace("^", ""), accepted), name).toBe(true);
  }
  expect(runtime.peerDependencies["@langchain/langgraph"]).toBe(frameworkRange.range);
});
