import type { Telemetry } from "./ports/telemetry.ts";

/** Works under way at once; what comes on top is left out, so that a slow model or registry cannot pile work up. */
const maxAtOnce = 64;

/** Work that no run waits for. A failure is told and stops nothing. */
export class Background {
  readonly #telemetry: Telemetry;
  readonly #running = new Set<Promise<void>>();

  constructor(telemetry: Telemetry) {
    this.#telemetry = telemetry;
  }

  /** Begins the work once the present turn of the event loop is over; false if too much is under way. */
  start(tenant: string, work: () => Promise<void>): boolean {
    if (this.#running.size >= maxAtOnce) return false;
    const running: Promise<void> = new Promise<void>((resolve) => setImmediate(resolve))
      .then(work)
      .catch((cause: unknown) => this.#telemetry.happened({ kind: "observation-failed", tenant, cause }))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
    return true;
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
