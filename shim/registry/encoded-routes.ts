import type { RouteSource } from "../ports/route-source.ts";
import { type Embeddings, encodeTask } from "./encode.ts";
import { type Lookup, type LookupAnswer, tellingTask } from "./lookup.ts";

/** What answers a lookup with the task's vector at hand, such as an `AgentRegistry`. */
export interface VectorRoutes {
  lookUp(lookup: Lookup, embedding?: Float32Array | null): LookupAnswer;
}

/**
 * A route source whose classifier was fitted with embeddings. The text is encoded only where nothing that is trusted more
 * answers without, and where its words can tell: most turns ask no embeddings model. Rejects when the model does; a run then asks its own.
 */
export const encodedRoutes = (routes: VectorRoutes, embeddings: Embeddings): RouteSource => ({
  lookUp: async (lookup) => {
    const plain = routes.lookUp(lookup);
    const task = tellingTask(lookup);
    if (plain.kind !== "abstain" || task === undefined) return plain;
    return routes.lookUp(lookup, await encodeTask(embeddings, task));
  },
});
