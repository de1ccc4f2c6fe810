import type { Lookup, LookupAnswer } from "../registry/lookup.ts";

/** What a run asks who should be next; an `AgentRegistry` is one. It may answer late, wrongly or not at all: the run does not depend on it. */
export interface RouteSource {
  /** A ranked answer, or an abstention with its reason. */
  lookUp(lookup: Lookup): LookupAnswer | Promise<LookupAnswer>;
}
