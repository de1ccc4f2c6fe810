/** Ends what {@link Clock.every} began. Calling it again does nothing. */
export type StopTimer = () => void;

/** Time, so that tests need not wait for it. Milliseconds throughout. */
export interface Clock {
  /** Since 1970, UTC; may jump when the machine's clock is set. */
  now(): number;
  /** Since some fixed moment, with fractions; never goes back. For durations. */
  elapsed(): number;
  /** Calls `tick` each `intervalMs`, first after one interval; never keeps the process alive by itself. */
  every(intervalMs: number, tick: () => void): StopTimer;
}
