/** Text that a carrier adds around a value of type string on its way to a sink. */
export interface Carried {
  /** Module-level declarations. */
  readonly module?: readonly string[];
  /** Statements in the async function that has the model's answer. */
  readonly body?: readonly string[];
  /** The value afterwards: an expression of type string. */
  readonly value: string;
}

/** One way for a value to travel. `n` makes its names unique. */
export interface Carrier {
  readonly name: string;
  readonly carry: (value: string, n: number) => Carried;
}
