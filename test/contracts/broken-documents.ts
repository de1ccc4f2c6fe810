/** One way to break the example of a contract: the path, and the value put there; `undefined` removes the key. */
export interface Breakage {
  readonly at: string;
  readonly value: unknown;
}

const broken = (at: string, value?: unknown): Breakage => ({ at, value });

/** Breakages that parser and JSON Schema must both refuse; paths are JSON pointers without the first slash. */
export const brokenDocuments: Readonly<Record<string, readonly Breakage[]>> = {
  "audit/1": [
    broken("apps/0/shape", "octopus"),
    broken("apps/0/chains/0/agents", ["alone"]),
    broken("apps/0/verdict/reasons", []),
    broken("callSites/0/line", 0),
    broken("callSites/0/column", 1.5),
    broken("callSites/0/decides", "where"),
    broken("callSites/0/evidence/0/field"),
    broken("stateSites/0/file", ""),
    broken("forecast/0/stage", 6),
    broken("durationMs", 12),
  ],
  "card/1": [
    broken("id", ""),
    broken("tags", "papers"),
    broken("successors"),
    broken("tenants", []),
    broken("tenants", "some"),
    broken("tenants/0", "acme:admin"),
    broken("tenants/0", "acme*"),
    broken("url", "http://localhost"),
  ],
  "decision/1": [
    broken("at", "2026-11-03 09:30"),
    broken("at", "2026-11-03T09:30:00+01:00"),
    broken("tenant", "a b"),
    broken("chosen", "search"),
    broken("chosen/kind", "fan-out"),
    broken("chosen/targets", ["a", "b"]),
    broken("by", "dice"),
    broken("candidates/0/score", 1.01),
    broken("abstained", true),
    broken("abstained/reason", "mood"),
    broken("tokens/input", -1),
    broken("durationMs", -0.5),
    broken("stage", 7),
    broken("messages", ["hello"]),
    broken("attempt", 2),
  ],
  "evidence/1": [
    broken("window/from"),
    broken("apps/0/transitions/0/count", 0),
    broken("apps/0/chains/0/upperBound", 1.5),
    broken("apps/0/chains/0/support", 0),
    broken("apps/0/updates/0/kind", "sometimes"),
    broken("apps/0/updates/1/values", { instructions: "write about A" }),
    broken("apps/0/agreement/0/compared", -1),
    broken("apps/0/agreement/0/selfAgreed"),
  ],
  "code-stages/1": [
    broken("stages/0/state", "half-done"),
    broken("stages/0/stage", 6),
    broken("stages/0/name", "queue"),
    broken("stages/0/changes/0/line", 0),
    broken("marks/0/kind", "done"),
    broken("runs/0/state", "running"),
  ],
  "migration/1": [
    broken("stage", 9),
    broken("written"),
    broken("run", ""),
    broken("changes/0/what"),
    broken("left/0/kind", "forgotten"),
    broken("files/0/outcome", "skipped"),
    broken("files/0/diff", "@@"),
    broken("files/1/diff"),
    broken("files/2/reasons", []),
  ],
  "journal/1": [
    broken("state", "half"),
    broken("codemods", []),
    broken("stage", 9),
    broken("entries/0/before", "a".repeat(63)),
    broken("entries/0/after", "B".repeat(64)),
    broken("entries/0/preImage"),
    broken("entries/1/preImage", "0003"),
    broken("entries/2/permissions", 0o10000),
    broken("entries/2/kind", "renamed"),
  ],
  "stage/1": [
    broken("version", 0),
    broken("killSwitch", "on"),
    broken("abortBefore", -1),
    broken("abortBefore"),
    broken("observe", "always"),
    broken("stages/registry/percent", 100),
    broken("stages/registry/percent", 0),
    broken("stages/registry/percent"),
    broken("stages/handoff/percent", 5),
    broken("stages/state/mode", "canary"),
    broken("stages/bus/mode", "complete"),
    broken("stages/mesh"),
    broken("stages/observe", { mode: "live" }),
    broken("reason", ""),
  ],
  "task/1": [
    broken("specversion", "0.3"),
    broken("type", "order.created"),
    broken("source"),
    broken("tenantid", ".acme"),
    broken("traceparent", "00-xyz"),
    broken("time", 1),
    broken("data/checkpoint", null),
    broken("data/attempt", 1),
    broken("data/hop", 0.5),
    broken("data/reply", "maybe"),
    broken("tenantId", "acme"),
  ],
};

/** The example with one breakage done to it. */
export const breakDocument = (example: unknown, { at, value }: Breakage): unknown => {
  const copy = structuredClone(example);
  const keys = at.split("/");
  const last = keys.pop() ?? "";
  // Paths are written for these examples; one that does not fit throws here and fails its test.
  const parent = keys.reduce((node, key) => node[key] as Record<string, unknown>, copy as Record<string, unknown>);
  if (value === undefined && !(last in parent)) throw new Error(`nothing to remove at ${at}`);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
};
