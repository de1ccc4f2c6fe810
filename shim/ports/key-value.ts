/** Where a value lies: a tenant and a path of names below it. The adapter builds the real key, and refuses hostile ids. */
export interface ValueKey {
  readonly tenant: string;
  /** At least one name, outermost first, such as `["contents", decisionId]`. */
  readonly path: readonly [string, ...string[]];
}

/** How long a value is kept. */
export interface ValueLife {
  /** Milliseconds from the write, at least 1; null: until it is removed. */
  readonly ttlMs: number | null;
}

/** Small values by name, per tenant. Values are text; whoever writes decides what is in it. Every method is atomic. */
export interface KeyValue {
  /** The value, or null when there is none or its time is over. */
  get(key: ValueKey): Promise<string | null>;
  /** Writes, whatever is there; value and life are both replaced. */
  set(key: ValueKey, value: string, life: ValueLife): Promise<void>;
  /** Writes only where nothing is; true if it wrote. */
  setIfAbsent(key: ValueKey, value: string, life: ValueLife): Promise<boolean>;
  /** Replaces `expected` by `value`; false, and nothing written, if something else or nothing is there. */
  replace(key: ValueKey, expected: string, value: string, life: ValueLife): Promise<boolean>;
  /** Adds to a whole number (absent counts as 0) and gives the sum; sets the life only when it creates the value. */
  add(key: ValueKey, amount: number, life: ValueLife): Promise<number>;
  /** True if there was something to remove. */
  remove(key: ValueKey): Promise<boolean>;
}
