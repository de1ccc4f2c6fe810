import { setTimeout as wait } from "node:timers/promises";

/** Resolves once the condition holds; rejects after `budgetMs` (default 10 s). The budget only bounds a failing test. */
export const waitUntil = async (condition: () => boolean | Promise<boolean>, budgetMs = 10_000): Promise<void> => {
  const deadline = Date.now() + budgetMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`the condition did not hold within ${budgetMs} ms: ${condition}`);
    await wait(5);
  }
};
