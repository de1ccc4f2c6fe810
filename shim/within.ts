import type { Clock } from "./ports/clock.ts";

/** What the promise gives, or a rejection with `late()` if it takes longer than `limitMs`; the promise itself goes on. */
export const within = <T>(clock: Clock, limitMs: number, promise: Promise<T>, late: () => Error): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = clock.every(limitMs, () => {
      stop();
      reject(late());
    });
    promise.then(resolve, reject).finally(stop);
  });
