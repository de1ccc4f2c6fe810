import type { Clock, StopTimer } from "../../shim/ports/clock.ts";

/** A clock that moves only when told to: for tests, yours as well. */
export class ManualClock implements Clock {
  readonly #timers = new Set<{ readonly intervalMs: number; next: number; readonly tick: () => void }>();
  readonly #startedAt: number;
  #now: number;

  /** `startAt` in milliseconds since 1970, default 2026-01-01. */
  constructor(startAt: number = Date.UTC(2026, 0, 1)) {
    this.#startedAt = startAt;
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#now - this.#startedAt;
  }

  every(intervalMs: number, tick: () => void): StopTimer {
    const timer = { intervalMs, next: this.#now + intervalMs, tick };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass; timers tick on their way, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#timers].filter(({ next }) => next <= end).sort((a, b) => a.next - b.next)[0];
      if (due === undefined) break;
      this.#now = due.next;
      due.next += due.intervalMs;
      due.tick();
    }
    this.#now = end;
  }
}
