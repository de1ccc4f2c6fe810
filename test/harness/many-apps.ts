import type { Audit } from "../../contracts/audit.ts";
import type { AuditedApp } from "../../contracts/audited-app.ts";
import { emptyAudit } from "./fake-cli-io.ts";

const verdicts = ["leave", "migrate", "partly", "leave"] as const;

/** A monorepo: of each four apps one each should leave, migrate and go partly, and one is dead or a single agent. */
export const manyApps = (count: number): Audit => ({
  ...emptyAudit,
  root: "./many",
  apps: Array.from({ length: count }, (_, index) => appOf(index)),
});

function appOf(index: number): AuditedApp {
  const file = `services/s${String(index).padStart(2, "0")}/src/graph.ts`;
  const isFolded = index % 4 === 3;
  return {
    id: `${file}#graph`,
    name: index % 5 === 0 ? null : `service-${index}`,
    shape: isFolded && index % 8 === 3 ? "single-agent" : "supervisor",
    graph: { file, line: 10, kind: "StateGraph" },
    conductor: isFolded ? null : { file, line: 20, node: "dispatcher" },
    agents: ["sales", "support"].map((name) => ({ file, line: 30, name, role: "agent", kind: "function" })),
    edges: ["sales", "support"].map((from) => ({
      file,
      line: 40,
      from,
      to: "dispatcher",
      kind: "static",
      label: null,
    })),
    chains: [],
    dynamic: [],
    dead: isFolded && index % 8 !== 3,
    fingerprint: "0",
    verdict: { verdict: verdicts[index % 4] ?? "leave", reasons: ["two workers"] },
  };
}
