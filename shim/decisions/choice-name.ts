import type { Choice } from "../../contracts/decision.ts";

/** What was chosen, as one word: an agent, `a+b` for several at once, `__end__`, or the kind in brackets. */
export const choiceName = (chosen: Choice): string => {
  if (chosen.kind === "agent") return chosen.target;
  if (chosen.kind === "fan-out") return [...chosen.targets].sort().join("+");
  return chosen.kind === "end" ? "__end__" : `(${chosen.kind})`;
};
