import type { Clock } from "../ports/clock.ts";

/** Failures one after the other until nobody asks any more. */
const PATIENCE = 5;
/** Milliseconds until one question is tried again. */
const PAUSE_MS = 30_000;

/** Keeps runs from asking what fails each time. After the pause one question tries again; its outcome decides. */
export class Breaker {
  readonly #clock: Clock;
  #failures = 0;
  #closedAgainAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True: do not ask. */
  isOpen(): boolean {
    if (this.#failures < PATIENCE) return false;
    if (this.#clock.elapsed() < this.#closedAgainAt) return true;
    this.#closedAgainAt = this.#clock.elapsed() + PAUSE_MS; // the one that asks now is the try; others wait for it
    return false;
  }

  /** True when this failure opened it. */
  failed(): boolean {
    this.#failures += 1;
    if (this.#failures < PATIENCE) return false;
    this.#closedAgainAt = this.#clock.elapsed() + PAUSE_MS;
    return this.#failures === PATIENCE;
  }

  succeeded(): void {
    this.#failures = 0;
  }
}
