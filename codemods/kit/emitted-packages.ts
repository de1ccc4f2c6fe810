/** Packages that emitted code needs besides the runtime itself, with the ranges that it accepts as peers. */
export const emittedPeers = { ioredis: "^5.8.2" } as const;

/** The package that emitted code imports; its version is the tool's. */
export const runtimePackage = "unconduct-runtime";

/** The module of the runtime that holds savers and stores. */
export const stateModule = "unconduct-runtime/langgraph-redis";

/** The module of the runtime that holds maps. */
export const redisModule = "unconduct-runtime/redis";

/** The module of the runtime that guards handoffs. */
export const handoffModule = "unconduct-runtime/langgraph";

/** The module of the runtime that asks a registry before a model. */
export const registryModule = "unconduct-runtime/registry-first";

/** What the runtime's savers and stores accept of the framework; code is moved only in packages that can have it. */
export const frameworkRange = { name: "@langchain/langgraph", range: ">=0.2.39 <2" } as const;
