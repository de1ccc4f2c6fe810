import { joinedSignal } from "./joined-signal.ts";
import type { RunConfig } from "./surface.ts";

/**
 * A call's options with its `timeout` as a signal that nothing can collect before it fires. LangChain makes the same signal,
 * joins it with the caller's by `AbortSignal.any` and lets it go: on Node 20 the next collection takes it, and a run that
 * waits for something never ends. What LangChain refuses stays for it to refuse. The listeners last as long as the timeout.
 */
export const heldTimeout = <Options extends RunConfig | undefined>(options: Options): Options => {
  if (typeof options?.timeout !== "number" || !(options.timeout > 0)) return options;
  const { timeout, signal, metadata } = options;
  const limit = AbortSignal.timeout(timeout);
  const first = signal === undefined ? limit : joinedSignal([signal, limit]).signal;
  return { ...options, timeout: undefined, signal: first, metadata: { timeoutMs: timeout, ...metadata } };
};
