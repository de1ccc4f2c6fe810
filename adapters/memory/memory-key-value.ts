import { shimError } from "../../shim/errors.ts";
import type { Clock } from "../../shim/ports/clock.ts";
import type { KeyValue, ValueKey, ValueLife } from "../../shim/ports/key-value.ts";

interface Kept {
  readonly value: string;
  /** Milliseconds of the clock's `now`; Infinity: never. */
  readonly until: number;
}

/** Values in this process; gone when it ends. */
export class MemoryKeyValue implements KeyValue {
  readonly #kept = new Map<string, Kept>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get(key: ValueKey): Promise<string | null> {
    return this.#alive(key)?.value ?? null;
  }

  async set(key: ValueKey, value: string, life: ValueLife): Promise<void> {
    this.#write(key, value, life);
  }

  async setIfAbsent(key: ValueKey, value: string, life: ValueLife): Promise<boolean> {
    if (this.#alive(key) !== null) return false;
    this.#write(key, value, life);
    return true;
  }

  async replace(key: ValueKey, expected: string, value: string, life: ValueLife): Promise<boolean> {
    if (this.#alive(key)?.value !== expected) return false;
    this.#write(key, value, life);
    return true;
  }

  async add(key: ValueKey, amount: number, life: ValueLife): Promise<number> {
    const before = this.#alive(key);
    const sum = Number(before?.value ?? 0) + amount;
    if (!Number.isSafeInteger(sum)) {
      throw shimError(
        "VALUE_NOT_A_NUMBER",
        `${key.path.join("/")} of tenant ${key.tenant} does not hold a whole number`,
        "Remove the value, or count under another name.",
      );
    }
    if (before === null) this.#write(key, String(sum), life);
    else this.#kept.set(nameOf(key), { ...before, value: String(sum) });
    return sum;
  }

  async remove(key: ValueKey): Promise<boolean> {
    const had = this.#alive(key) !== null;
    this.#kept.delete(nameOf(key));
    return had;
  }

  #write(key: ValueKey, value: string, { ttlMs }: ValueLife): void {
    this.#kept.set(nameOf(key), {
      value,
      until: ttlMs === null ? Number.POSITIVE_INFINITY : this.#clock.now() + ttlMs,
    });
  }

  #alive(key: ValueKey): Kept | null {
    const kept = this.#kept.get(nameOf(key));
    if (kept === undefined) return null;
    if (kept.until > this.#clock.now()) return kept;
    this.#kept.delete(nameOf(key));
    return null;
  }
}

/** JSON, so that no name can end where another begins. */
const nameOf = ({ tenant, path }: ValueKey): string => JSON.stringify([tenant, ...path]);
