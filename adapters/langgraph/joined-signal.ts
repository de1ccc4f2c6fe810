/** A signal that aborts with the first of others. */
export interface JoinedSignal {
  readonly signal: AbortSignal;
  /** Leaves the others alone from now on. */
  readonly release: () => void;
}

/**
 * Aborts with the first of `signals`, for its reason. In place of `AbortSignal.any`, which holds what it joins weakly on
 * Node 20: a timeout that nobody else holds is collected before it fires. A listener holds it, until `release` or an abort.
 */
export const joinedSignal = (signals: readonly AbortSignal[]): JoinedSignal => {
  const controller = new AbortController();
  const abort = (): void => {
    release();
    controller.abort(signals.find(({ aborted }) => aborted)?.reason);
  };
  const release = (): void => {
    for (const signal of signals) signal.removeEventListener("abort", abort);
  };
  for (const signal of signals) signal.addEventListener("abort", abort);
  if (signals.some(({ aborted }) => aborted)) abort();
  return { signal: controller.signal, release };
};
