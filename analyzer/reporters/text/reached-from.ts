import type { AuditedApp } from "../../../contracts/audited-app.ts";

/** These nodes, and every node that can run after them; what comes after `last` is left out, unless another way leads there. */
export const reachedFrom = (
  { edges }: Pick<AuditedApp, "edges">,
  nodes: readonly string[],
  last?: string,
): ReadonlySet<string> => {
  const reached = new Set(nodes);
  for (const at of reached) {
    if (at === last) continue;
    for (const { from, to } of edges) if (from === at) reached.add(to); // grows as it is gone through
  }
  return reached;
};
