import type { AuditedApp } from "../../contracts/audited-app.ts";

const place = { file: "src/graph.ts", line: 10 };

/** A live app of a dispatcher and three workers that all return to it; tests change what they are about. */
export const appOf = (change: Partial<AuditedApp> = {}): AuditedApp => ({
  id: "src/graph.ts#desk",
  name: "desk",
  shape: "supervisor",
  graph: { ...place, kind: "StateGraph" },
  conductor: { ...place, node: "dispatcher" },
  agents: [
    { ...place, name: "dispatcher", role: "conductor", kind: "function" },
    ...["fares", "hotels", "visas"].map((name) => ({ ...place, name, role: "agent", kind: "function" }) as const),
  ],
  edges: ["fares", "hotels", "visas"].map((from) => edgeOf(from, "dispatcher")),
  chains: [],
  dynamic: [],
  dead: false,
  fingerprint: "f",
  verdict: { verdict: "migrate", reasons: ["three workers return to one conductor"] },
  ...change,
});

/** A plain edge. */
export const edgeOf = (from: string, to: string): AuditedApp["edges"][number] => ({
  ...place,
  from,
  to,
  kind: "static",
  label: null,
});
