import type { Audit } from "../../../contracts/audit.ts";
import type { AuditedApp, DecidedBy } from "../../../contracts/audited-app.ts";
import { nodeIn, runsIn } from "../../../contracts/call-site.ts";
import { countOf } from "./count-of.ts";
import { isNode } from "./is-node.ts";
import { isRunTimeName } from "./is-run-time-name.ts";
import { nameList } from "./name-list.ts";
import { reachedFrom } from "./reached-from.ts";
import { workersOf } from "./workers-of.ts";

/** How a run of this app goes through its conductor, in one sentence; null when it has none. */
export function hopsText(app: AuditedApp, callSites: Audit["callSites"]): string | null {
  const { conductor } = app;
  if (conductor === null) return null;
  const { workers } = workersOf(app);
  const returning = workers.filter((name) => returnsTo(app, name, conductor.node));
  const isMany = workers.some(isRunTimeName);
  const by = conductor.by ?? (runsModel(app, callSites) ? "model" : "code");
  if (!isNode(app, conductor.node))
    return app.shape === "router"
      ? `${conductor.node}, which is no node, decides: 1 hop each time it is asked, ${onceTexts[by]}`
      : `${conductor.node}, which is no node, decides after each step: n steps, n hops, ${eachTexts[by]}`;
  if (app.shape === "router" && goesRound(app))
    return `${conductor.node} decides whether work goes round again: 1 hop a round, ${onceTexts[by]}`;
  if (app.shape === "router" || (returning.length === 0 && !hasTools(app)))
    return `${conductor.node} decides once; no worker returns to it: ${mayBePassedBy(app) ? "at most 1 hop" : "1 hop"} a run, ${onceTexts[by]}`;
  const all = returning.length === 0 || returning.length === workers.length;
  if (all && isMany) return `the workers return to ${conductor.node}: ${passes(app, workers)}, ${eachTexts[by]}`;
  if (all) return `${whole(workers.length)} to ${conductor.node}: ${passes(app, workers)}, ${eachTexts[by]}`;
  const some = `${returning.length} of ${countOf(workers.length, "worker")} ${returning.length === 1 ? "returns" : "return"}`;
  const first = beginsWithWorker(app, returning) ? "1 hop" : "1 hop a run, and 1 more";
  return `${some} to ${conductor.node}: ${first} after each step of ${nameList(returning, 4)}, ${eachTexts[by]}`;
}

const onceTexts: Record<DecidedBy, string> = {
  model: "with a model call",
  "model-at-times": "with a model call unless code answers first",
  "inner-model": "with a model call in what it runs",
  "other-model": "decided by code from what a model said in another node",
  "code-beside-model": "decided by code: what its model says was not seen to choose",
  code: "and no model call was found there",
};

const eachTexts: Record<DecidedBy, string> = {
  ...onceTexts,
  model: "each time with a model call",
  "model-at-times": "each time with a model call unless code answers first",
};

/** True when what the router picks leads back to it. */
const goesRound = (app: AuditedApp): boolean => {
  const node = app.conductor?.node ?? "";
  const picked = app.edges.filter(({ from, to }) => from === node && to !== from).map(({ to }) => to);
  return reachedFrom(app, picked).has(node);
};

/** True if a run can end without having been at the conductor: at the end, or at a node that nothing follows. */
const mayBePassedBy = (app: AuditedApp): boolean =>
  [...beforeConductor(app)].some((at) => at !== "__start__" && app.edges.every(({ from }) => from !== at));

/** Where a run can be before it has been at the conductor. */
const beforeConductor = (app: AuditedApp): ReadonlySet<string> => {
  const node = app.conductor?.node;
  const reached = new Set(reachedFrom(app, ["__start__"], node));
  if (node !== undefined) reached.delete(node);
  return reached;
};

const hasTools = (app: AuditedApp): boolean => app.shape === "agents-as-tools" || app.shape === "deep-agent";

/** How often n steps of workers that return go through the conductor: once more than that if a run begins there. */
function passes(app: AuditedApp, returning: readonly string[]): string {
  const steps = Math.max(returning.length, 2);
  const n = hasTools(app) ? "n steps, one at a time," : "n steps"; // tools may be called together
  return beginsWithWorker(app, returning)
    ? `${n} go through it n times (${steps} steps: ${steps})`
    : `${n} go through it n + 1 times (${steps} steps: ${steps + 1})`;
}

/** True if a run can reach a worker that returns before it has been at the conductor. */
const beginsWithWorker = (app: AuditedApp, returning: readonly string[]): boolean => {
  const before = beforeConductor(app);
  return returning.some((name) => before.has(name));
};

/** A call in the conductor's node, or the prebuilt agent that is the conductor itself. */
const runsModel = ({ id, conductor }: AuditedApp, callSites: Audit["callSites"]): boolean =>
  callSites.some(
    (site) =>
      runsIn(site, id) &&
      (nodeIn(site, id) === conductor?.node ||
        (site.kind === "implicit" && site.file === conductor?.file && site.line === conductor.line)),
  );

/** Directly, or through nodes that have one way out. */
function returnsTo(app: AuditedApp, worker: string, conductor: string): boolean {
  const seen = new Set<string>();
  const place = app.agents.find((it) => it.name === worker)?.inside ?? worker;
  for (let at: string | undefined = place; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const ways: string[] = app.edges.filter((edge) => edge.from === at).map((edge) => edge.to);
    if (ways.includes(conductor)) return true;
    at = new Set(ways).size === 1 ? ways[0] : undefined;
  }
  return false;
}

function whole(workers: number): string {
  if (workers === 1) return "the one worker returns";
  return workers === 2 ? "both workers return" : `all ${workers} workers return`;
}
