import { type Known, unknown } from "./known.ts";
import { Lost, Thrown } from "./paths.ts";

/** What an evaluation gives; unknown where it is lost or throws. */
export const certain = (evaluate: () => Known): Known => {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof Lost || error instanceof Thrown) return unknown;
    throw error;
  }
};
