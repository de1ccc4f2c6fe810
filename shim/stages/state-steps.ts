import type { StateMove } from "../../contracts/stage.ts";

/** Modes of stage 3, in the order in which they are gone through. */
const order: readonly StateMove["mode"][] = ["off", "dual-write", "compare", "live", "ramp-down", "complete"];

/**
 * The modes from one to another, each a step that loses nothing, the last one included; none where both are the same.
 * Neighbours agree on where the newest write is. Two that are further apart do not: while a flip reaches one process after
 * the other, a jump would have them write to different sides.
 */
export const stateSteps = (from: StateMove["mode"], to: StateMove["mode"]): readonly StateMove["mode"][] => {
  const [start, end] = [order.indexOf(from), order.indexOf(to)];
  return start <= end ? order.slice(start + 1, end + 1) : order.slice(end, start).reverse();
};
