import type { Audit } from "../../../contracts/audit.ts";
import { defineCodemod, type PlanContext } from "../../kit/define-codemod.ts";
import { type Change, emptyPlan, type LeftAlone, type ManualMark, type TextEdit } from "../../kit/edit-plan.ts";
import { importEdits, usesRequire } from "../../kit/import-edits.ts";
import { packageOfFile } from "../../kit/package-of-file.ts";
import { type SourceReader, sourceReader } from "../../kit/read-source.ts";
import { styleOf } from "../../kit/text-style.ts";
import { type ChainSite, chainId, chainSites, type HopSite } from "./hop-site.ts";
import type { WantedImport } from "./kept-calls.ts";
import { edgesOutOfLoop } from "./loop-edge.ts";
import { type RewiredHop, rewireHop } from "./rewire-hop.ts";
import { watchersOf } from "./watchers-of.ts";

/** Lets agents whose order code fixes hand over to each other, past the conductor that could only confirm it. */
export const codemod = defineCodemod({
  meta: {
    id: "hand-over-directly",
    stage: 2,
    what: "Lets agents whose order is fixed by code hand over to each other, past the conductor that could only confirm it.",
    safety: "safe",
    answers: ["chain-through-conductor"],
  },
  plan: (context) => {
    const read = sourceReader(context);
    const changes: Change[] = [];
    const imports: WantedImport[] = [];
    const left: LeftAlone[] = [];
    const marks = new Map<string, ManualMark>();
    for (const chain of chainSites(context.audit.apps)) {
      if (context.isDeclined(chainId(chain))) continue;
      const done: RewiredHop[] = [];
      for (const site of chain.hops) {
        const hop = rewireHop(context, read, site);
        if (typeof hop === "string")
          left.push({ ...placeOf(site), kind: "refused", reason: `${nameOf(site)}: ${hop}` });
        else done.push(hop);
      }
      if (done.length > 0) changes.push(toChange(chain, done));
      imports.push(...done.flatMap((it) => it.imports));
      const [first] = done;
      for (const it of first ? watchersOf(context, read, first.site) : []) marks.set(`${it.file}:${it.line}`, it);
    }
    return {
      ...emptyPlan,
      changes,
      shared: sharedImports(context, read, imports),
      marks: [...marks.values()],
      left: [...left, ...stay(context.audit)],
    };
  },
  isDone: (audit) => audit.apps.some(handsOver),
  broken: (before, after, plan) =>
    plan.changes.flatMap(({ id }) =>
      chainSites(before.apps)
        .filter((it) => chainId(it) === id)
        .flatMap(({ hops }) => hops)
        .filter((it) => !plan.left.some(({ reason }) => reason.startsWith(`${nameOf(it)}: `)))
        .flatMap((it) => problemsOf(it, after)),
    ),
});

const nameOf = ({ hop }: HopSite): string => `${hop.from} to ${hop.to}`;

/** Where a hop is said first: the agent's way back to the conductor. */
const placeOf = ({ app, conductor, hop }: HopSite): { readonly file: string; readonly line: number } => {
  const { file, line } = app.edges.find((it) => it.from === hop.from && it.to === conductor) ?? app.graph;
  return { file, line };
};

function toChange(chain: ChainSite, hops: readonly RewiredHop[]): Change {
  const looped = hops.flatMap((it) => it.looped);
  const loops = [...new Set(looped.map((it) => it.found.call))];
  const edits: TextEdit[] = [
    ...hops.flatMap((it) => it.edits),
    ...loops.flatMap((call) => edgesOutOfLoop(looped.filter((it) => it.found.call === call))),
  ];
  const [first] = hops;
  const place = first ? placeOf(first.site) : chain.app.graph;
  const what = hops.map(({ site }) => `${site.hop.from} -> ${site.hop.to}`).join(", ");
  return { id: chainId(chain), file: place.file, line: place.line, what: `hands over directly: ${what}`, edits };
}

function sharedImports(context: PlanContext, read: SourceReader, wanted: readonly WantedImport[]): TextEdit[] {
  return [...new Set(wanted.map((it) => it.file))].flatMap((file) => {
    const source = read(file);
    if (!source) return [];
    const own = wanted.filter((it) => it.file === file);
    const add = own
      .filter((it, index) => own.findIndex((other) => other.name === it.name) === index)
      .map(({ module, name }) => ({ module, name, local: name, typeOnly: false }));
    const require = usesRequire(file, source, packageOfFile(context, file).isModule);
    return importEdits({ file, source, style: styleOf(source), add, remove: [], require });
  });
}

/** Orders that only a prompt asks for, and apps that nothing runs. */
const stay = ({ apps }: Audit): LeftAlone[] =>
  apps.flatMap((app) => {
    const { file, line } = app.conductor ?? app.graph;
    return app.chains
      .filter((it) => it.throughConductor && it.basis !== "recorded" && (it.basis === "prompt" || app.dead))
      .map(({ agents }) => ({
        file,
        line,
        kind: "unchanged" as const,
        reason: app.dead
          ? "nothing runs this graph"
          : `only a prompt asks for ${agents.join(" -> ")}: a hint, no proof; record runs, then use hand-over-guarded with --evidence`,
      }));
  });

/** What a fresh audit shows of a hop that should be direct. */
function problemsOf({ app, conductor, hop }: HopSite, after: Audit): string[] {
  const now = after.apps.find((it) => it.id === app.id);
  const ways = (now?.edges ?? []).filter((it) => it.from === hop.from);
  if (!ways.some((it) => it.to === hop.to)) return [`the audit shows no way from ${hop.from} to ${hop.to}`];
  const back = hop.always && ways.some((it) => it.to === conductor);
  return back ? [`the audit still shows a way from ${hop.from} back to ${conductor}`] : [];
}

/** True for an app whose conductor also starts what another agent hands over to by itself. */
const handsOver = (app: Audit["apps"][number]): boolean => {
  const node = app.conductor?.node;
  const picked = app.edges.filter((it) => it.from === node && it.to !== "__end__").map((it) => it.to);
  return app.edges.some(
    (it) => it.from !== node && it.from !== "__start__" && picked.includes(it.from) && picked.includes(it.to),
  );
};
