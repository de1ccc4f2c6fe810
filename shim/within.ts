import type { Clock } from "./ports/clock.ts";

/**
 * What the promise gives, or a rejection with `late()` if it takes longer than `limitMs`; the promise itself goes on. An
 * answer that has come while this process was too busy to read it is not late.
 */
export const within = <T>(clock: Clock, limitMs: number, promise: Promise<T>, late: () => Error): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = clock.every(limitMs, () => {
      stop();
      setImmediate(() => reject(late())); // timers come before what has arrived: that is read first
    });
    promise.then(resolve, reject).finally(stop);
  });
