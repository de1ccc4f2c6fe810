/** What stage 2 does; all of it has a default. */
export interface HandoffOptions {
  /** Chains of agents, in the order in which they run. Default: those that audit and evidence show. */
  readonly chains?: readonly (readonly string[])[];
  /** Largest upper bound (95 %) of exceptions that a recorded chain may have. Default 0.05: about 60 runs without one. */
  readonly maxExceptions?: number;
  /** Choices of one run that registry and handoffs may make without the conductor's model. Default 25. */
  readonly maxHops?: number;
  /** What happens at a limit: the conductor's model decides, or the run fails with the error. Default `conductor`. */
  readonly onLimit?: "conductor" | "throw";
  /** Share of handoffs that go through the conductor all the same, to be compared. Default 0.05. */
  readonly controlShare?: number;
}
