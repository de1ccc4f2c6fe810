import type { Audit } from "../../contracts/audit.ts";
import type { AuditedApp } from "../../contracts/audited-app.ts";
import type { Migration } from "../../contracts/migration.ts";

/** What a label file says of a repository, as far as the yield needs it. */
export interface Label {
  /** The folder that it is about; paths are relative to the checkout or to this. Default: the checkout. */
  readonly root?: string;
  readonly state_sites: readonly { readonly file: string; readonly line: number; readonly kind: string }[];
  readonly graphs: readonly {
    readonly file: string;
    readonly line: number;
    readonly supervisor?: string | null;
    readonly chains?: readonly (readonly string[])[];
  }[];
}

/** What became of one labelled thing: the stage is not for it (`excluded`), it is for it and was done or not. */
export interface Yielded {
  readonly what: "saver" | "pair" | "map";
  /** File, line and name, for people. */
  readonly place: string;
  readonly outcome: "moved" | "excluded" | "stays";
  /** Why it did not move; what was done where it did. */
  readonly reason: string;
}

/** Joins what stages 2 and 3 did to a checkout with its label: each in-memory saver, chain pair and session map once. */
export const labelledYield = (given: Label, audit: Audit, handoff: Migration, state: Migration): Yielded[] => {
  const label = inCheckout(given);
  return [
    ...label.state_sites.filter((it) => /^(MemorySaver|InMemoryStore)$/.test(it.kind)).map((it) => saver(it, state)),
    ...label.graphs.flatMap((it) => pairs(label, it, audit.apps, handoff)),
    ...label.state_sites.filter((it) => it.kind === "process-local Map").map((it) => map(it, audit, state)),
  ];
};

/** The same label with every path relative to the checkout. */
function inCheckout(label: Label): Label {
  const root = (label.root ?? "").replace(/^\.(\/|$)|\/$/g, "");
  const place = <T extends { readonly file: string }>(it: T): T =>
    root === "" || it.file.startsWith(`${root}/`) ? it : { ...it, file: `${root}/${it.file}` };
  return { ...label, state_sites: label.state_sites.map(place), graphs: label.graphs.map(place) };
}

type LabelledSite = Label["state_sites"][number];
type LabelledGraph = Label["graphs"][number];

/** Labels were made by eye: a line is right when it is at most two off. */
const isAt = (label: LabelledSite, { file, line }: { readonly file: string; readonly line: number }): boolean =>
  file === label.file && Math.abs(line - label.line) <= 2;

const nearest = <T extends { readonly file: string; readonly line: number }>(
  label: LabelledSite,
  all: readonly T[],
): T | undefined =>
  all.filter((it) => isAt(label, it)).sort((a, b) => Math.abs(a.line - label.line) - Math.abs(b.line - label.line))[0];

function saver(label: LabelledSite, { changes, left, problems }: Migration): Yielded {
  const base = { what: "saver", place: `${label.file}:${label.line} ${label.kind}` } as const;
  const ofCodemod = (it: { readonly codemod: string }): boolean => it.codemod === "move-savers-to-redis";
  const change = nearest(label, changes.filter(ofCodemod));
  const stay = nearest(label, left.filter(ofCodemod));
  if (change && (!stay || Math.abs(change.line - label.line) <= Math.abs(stay.line - label.line)))
    return problems.length > 0
      ? { ...base, outcome: "stays", reason: "stopped by verification" }
      : { ...base, outcome: "moved", reason: change.what };
  if (!stay) return { ...base, outcome: "stays", reason: "not seen by the audit" };
  const isExcluded = stay.kind === "unchanged" || stay.reason.includes("must not reach a Redis server");
  return { ...base, outcome: isExcluded ? "excluded" : "stays", reason: stay.reason };
}

function map(label: LabelledSite, audit: Audit, { changes, left, marks }: Migration): Yielded {
  const base = { what: "map", place: `${label.file}:${label.line}` } as const;
  const ofCodemod = (it: { readonly codemod: string }): boolean => /session-map/.test(it.codemod);
  const change = nearest(label, changes.filter(ofCodemod));
  if (change) return { ...base, outcome: "moved", reason: change.what };
  const mark = nearest(label, marks.filter(ofCodemod));
  if (mark) return { ...base, outcome: "stays", reason: `marked: ${mark.reason}` };
  const stay = nearest(label, left.filter(ofCodemod));
  if (stay) return { ...base, outcome: stay.kind === "unchanged" ? "excluded" : "stays", reason: stay.reason };
  const site = nearest(label, audit.stateSites);
  return {
    ...base,
    outcome: "excluded",
    reason: site ? `the audit takes it for a ${site.kind}` : "not seen by the audit",
  };
}

/** Pairs of agents of one graph, neither the conductor nor an end. */
function pairs(label: Label, graph: LabelledGraph, apps: readonly AuditedApp[], handoff: Migration): Yielded[] {
  const isAgent = (it: string): boolean => !/^<|^_?_?(start|end)_?_?$/i.test(it) && it !== graph.supervisor;
  const own = apps.filter((it) => isNear(label, graph, it));
  const wanted = (graph.chains ?? []).flatMap((chain) =>
    chain.slice(1).flatMap((to, index): (readonly [string, string])[] => {
      const from = chain[index] ?? "";
      return isAgent(from) && isAgent(to) ? [[from, to]] : [];
    }),
  );
  return wanted.map(([from, to]) => ({
    what: "pair",
    place: `${graph.file}:${graph.line} ${from} -> ${to}`,
    ...pairOutcome(from, to, own, handoff),
  }));
}

const isNear = (label: Label, { file, line }: LabelledGraph, { graph }: AuditedApp): boolean =>
  graph.file === file &&
  (label.graphs.filter((it) => it.file === file).length === 1 || Math.abs(graph.line - line) <= 30);

function pairOutcome(from: string, to: string, apps: readonly AuditedApp[], handoff: Migration) {
  const chain = apps
    .flatMap((it) => it.chains)
    .find(({ agents }) => agents.some((it, index) => it === from && agents[index + 1] === to));
  if (chain?.throughConductor) return throughConductor(from, to, apps, handoff);
  const isDirect = apps.some(({ edges }) => edges.some((it) => it.from === from && it.to === to));
  if (chain || isDirect) return { outcome: "excluded", reason: "hands over directly already" } as const;
  return { outcome: "stays", reason: "no chain seen by the audit" } as const;
}

function throughConductor(from: string, to: string, apps: readonly AuditedApp[], handoff: Migration) {
  const { changes, left, problems } = handoff;
  const change = changes.find(({ what }) => new RegExp(`(: |, )${escaped(`${from} -> ${to}`)}(,|$)`).test(what));
  if (change && problems.length === 0) return { outcome: "moved", reason: "through the conductor before" } as const;
  if (change) return { outcome: "stays", reason: "stopped by verification" } as const;
  if (apps.every((it) => it.dead)) return { outcome: "excluded", reason: "nothing runs this graph" } as const;
  const stay = left.find(
    ({ reason }) => reason.startsWith(`${from} to ${to}: `) || reason.includes(`${from} -> ${to}`),
  );
  const isHint = stay?.kind === "unchanged";
  return { outcome: isHint ? "excluded" : "stays", reason: stay?.reason ?? "left without a reason" } as const;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
