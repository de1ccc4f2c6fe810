import { MemorySaver } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../adapters/memory/manual-clock.ts";
import { MemoryDecisionLog } from "../../adapters/memory/memory-decision-log.ts";
import { MemoryStageStore } from "../../adapters/memory/memory-stage-store.ts";
import { flipLoad } from "../harness/flips/flip-load.ts";
import { FlipWorld } from "../harness/flips/flip-world.ts";
import { SeededRandom } from "../harness/leaks/seeded-random.ts";

describe("run stages 0 to 3 flipped at random under load", () => {
  it("fail no run, split none, lose no write, mix no tenants, and log each decision once", {
    timeout: 60_000,
  }, async () => {
    const clock = new ManualClock();
    const stages = new MemoryStageStore();
    const log = new MemoryDecisionLog();
    // A peer notes what it puts: each has the same saver through an object of its own.
    const view = (saver: MemorySaver): MemorySaver => Object.create(saver);
    const old = new MemorySaver();
    const news = new Map<string, MemorySaver>();
    const newOf = (tenant: string) => {
      const saver = news.get(tenant) ?? new MemorySaver();
      news.set(tenant, saver);
      return saver;
    };
    // Two that share all of it, as two processes would: neither knows what the other has done.
    const peers = [1, 2].map(
      () => new FlipWorld({ old: view(old), newOf: (tenant) => view(newOf(tenant)), stages, log, clock }),
    );
    let left = 150;
    const outcome = await flipLoad({
      ...{ peers, stages, log, random: new SeededRandom(5), tenants: 3, turnsOfThread: 12, longestAgentMs: 0 },
      now: () => clock.elapsed(),
      goesOn: async () => {
        clock.advance(1_100);
        await new Promise(setImmediate); // the others go on
        left -= 1;
        return left > 0;
      },
    });
    expect(outcome.failures).toEqual([]);
    expect(outcome.events).toEqual([]);
    expect(outcome.runs).toBeGreaterThan(60);
    expect(outcome.steps).toBeGreaterThan(5);
  });
});
