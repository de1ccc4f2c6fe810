import { createHash } from "node:crypto";
import type { Edge } from "../../contracts/audited-app.ts";

/** 16 hex digits over node names and edges, in sorted order. */
export const fingerprint = (names: readonly string[], edges: readonly Pick<Edge, "from" | "to" | "kind">[]): string => {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([[...names].sort(), edges.map((e) => [e.from, e.to, e.kind]).sort()]));
  return hash.digest("hex").slice(0, 16);
};
