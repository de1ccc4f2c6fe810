import { createHash } from "node:crypto";
import type { GraphTopology } from "../ports/graph.ts";

/** Hash of a graph's nodes, edges and channels, 22 characters: equal wherever the same graph is built. */
export const topologyFingerprint = (topology: GraphTopology): string =>
  createHash("sha256").update(JSON.stringify(topology)).digest("base64url").slice(0, 22);
