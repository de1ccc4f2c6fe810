import type { Sink } from "./item.ts";

/**
 * Content but for what a whole state carries along: a closed label in it, or a channel that the routers read, is shown
 * with the state and still only routes (see "flow" in the architecture: such a channel is a route sink).
 */
export const contentOf = (sinks: readonly Sink[]): readonly Sink[] => {
  const routed = new Set(sinks.flatMap((s) => (s.role === "route" && s.item.channel !== null ? [s.item.channel] : [])));
  return sinks.filter(
    (s) =>
      s.role === "content" &&
      !(
        !s.item.named &&
        (s.item.pending.length > 0 || s.item.carried) &&
        s.item.channel !== null &&
        (s.item.label || routed.has(s.item.channel))
      ),
  );
};
