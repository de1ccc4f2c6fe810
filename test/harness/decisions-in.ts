import { shimOf } from "../../adapters/langgraph/unconduct.ts";
import type { Decision } from "../../contracts/decision.ts";

/** The first hundred decisions that a wrapped app has logged, of one thread or of all. */
export const decisionsIn = async (
  app: object,
  thread: string | null = null,
  tenant = "default",
): Promise<readonly Decision[]> => {
  const shim = shimOf(app);
  if (shim === null) throw new Error("the app is not wrapped");
  await shim.flush();
  return (await shim.log.read({ tenant, thread, after: null, limit: 100 })).decisions;
};
