import { describe, expect, it } from "vitest";
import { ManualClock } from "../../adapters/memory/manual-clock.ts";
import { within } from "../../shim/within.ts";

const late = () => new Error("late");

describe("a promise that may take so long", () => {
  it("is late when nothing has come by then", async () => {
    const clock = new ManualClock();
    const given = within(clock, 100, new Promise(() => undefined), late);
    clock.advance(100);
    await expect(given).rejects.toThrow("late");
  });

  it("is not late when its answer has arrived and only this process was too busy to read it", async () => {
    const clock = new ManualClock();
    const given = within(clock, 100, new Promise((resolve) => setImmediate(() => resolve("in time"))), late);
    clock.advance(100);
    expect(await given).toBe("in time");
  });
});
