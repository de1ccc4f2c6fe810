import { deltaChannelHistoryTests, specTest } from "@langchain/langgraph-checkpoint-validation";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { RedisSaver } from "../../../adapters/langgraph-redis/index.ts";
import { withRedis } from "../../harness/with-redis.ts";

// LangChain's suite expects a test runner's globals. They are set here, so that no other test sees them.
Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi });

const redis = withRedis();
let savers = 0;

const initializer = {
  checkpointerName: "unconduct-runtime RedisSaver",
  createCheckpointer: () => {
    savers += 1;
    return new RedisSaver({ client: redis().connect(), tenant: `t${savers}`, prefix: "validation" });
  },
};

specTest(initializer);
deltaChannelHistoryTests(initializer);
