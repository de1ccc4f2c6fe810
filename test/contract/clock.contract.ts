import { describe, expect, it } from "vitest";
import type { Clock } from "../../shim/ports/clock.ts";

/** A clock and a way to let its time pass. */
export interface ClockSubject {
  readonly port: Clock;
  readonly pass: (milliseconds: number) => void | Promise<void>;
}

/** What every clock must do. */
export const clockContract = (name: string, initialize: () => ClockSubject): void => {
  describe(`clock port of ${name}`, () => {
    it("goes on, and measures what passed", async () => {
      const { port, pass } = initialize();
      const [now, elapsed] = [port.now(), port.elapsed()];
      await pass(30);
      expect(port.now()).toBeGreaterThan(now);
      expect(port.elapsed()).toBeGreaterThan(elapsed);
    });

    it("ticks again and again until it is stopped", async () => {
      const { port, pass } = initialize();
      let ticks = 0;
      const stop = port.every(5, () => {
        ticks += 1;
      });
      while (ticks < 3) await pass(10);
      stop();
      stop();
      const before = ticks;
      await pass(30);
      expect(ticks).toBe(before);
    });
  });
};
