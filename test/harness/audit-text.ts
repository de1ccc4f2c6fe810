import { auditTree, scanMemory } from "../../analyzer/index.ts";
import type { Audit } from "../../contracts/audit.ts";
import type { AuditedApp, Edge } from "../../contracts/audited-app.ts";
import type { CallSite } from "../../contracts/call-site.ts";

/** Texts by path (POSIX, relative), or the text of the one file `a.ts`. */
export type Texts = string | Readonly<Record<string, string>>;

/** Audits a tree that exists only in memory. */
export const auditText = (texts: Texts): Audit =>
  auditTree(scanMemory(new Map(Object.entries(typeof texts === "string" ? { "a.ts": texts } : texts))), {
    toolVersion: "0.0.0-test",
  });

/** Call sites of a file (default: of all) whose text contains `part`. */
export const sites = (audit: Audit, part = "", file?: string): CallSite[] =>
  audit.callSites.filter((it) => it.expr.includes(part) && (file === undefined || it.file === file));

/** The one call site in `file` whose text contains `part`; throws with what there is when there is none or several. */
export const site = (audit: Audit, file: string, part: string): CallSite => {
  const found = sites(audit, part, file);
  const [only] = found;
  if (only && found.length === 1) return only;
  const all = audit.callSites.map((it) => `  ${it.file}:${it.line} ${it.expr} (${it.classification})`);
  throw new Error(
    `${found.length} call sites in ${file} contain ${part}; the audit has\n${all.join("\n") || "  none"}`,
  );
};

/** The one app (or the one with this name); throws with what there is when there is none or several. */
export const app = (audit: Audit, name?: string): AuditedApp => {
  const found = name === undefined ? audit.apps : audit.apps.filter((it) => it.name === name);
  const [only] = found;
  if (only && found.length === 1) return only;
  const all = audit.apps.map((it) => `  ${it.graph.file}:${it.graph.line} ${it.name} (${it.shape})`);
  throw new Error(`${found.length} apps ${name ?? ""}; the audit has\n${all.join("\n") || "  none"}`);
};

/** Edges as `from>to`, each once, sorted; of one kind when it is named. */
export const arrows = (of: Pick<AuditedApp, "edges">, kind?: Edge["kind"]): string[] =>
  [
    ...new Set(of.edges.filter((it) => kind === undefined || it.kind === kind).map((it) => `${it.from}>${it.to}`)),
  ].sort();

/** Names of the agents with a role (default: worker agents), sorted. */
export const agentNames = (
  of: Pick<AuditedApp, "agents">,
  role: AuditedApp["agents"][number]["role"] = "agent",
): string[] => of.agents.flatMap((it) => (it.role === role ? [it.name] : [])).sort();
