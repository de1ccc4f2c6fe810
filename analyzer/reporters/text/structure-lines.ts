import type { AuditedApp, DoubleHop, FanOut } from "../../../contracts/audited-app.ts";
import { type Line, line, row, span } from "./line.ts";
import { placeSpan } from "./place-list.ts";

/** What else is worth knowing of a graph's structure: nothing where there is nothing to say. */
export const structureLines = (app: AuditedApp, all: boolean): Line[] => [
  ...(app.fanOuts ?? []).map((it) => row("fan-out", fanOutText(it))),
  ...(app.doubleHops ?? []).map((it) => row("hop twice", doubleHopText(it), placeSpan(it))),
  ...(app.clusters ?? []).flatMap(({ agents, reasons }) => [
    row("cluster", `${agents.join(", ")} belong together`),
    ...(all ? reasons.map((reason) => line(6, span(reason, "quiet"))) : []),
  ]),
  ...(all ? channelLines(app) : []),
];

const fanOutText = ({ from, to, join, repeated }: FanOut): string =>
  `${from} starts ${to.join(", ")}${repeated ? ", several times" : " at once"}; ${join === null ? "they end apart" : `they meet in ${join}`}`;

const doubleHopText = ({ from, to, beside }: DoubleHop): string =>
  beside.length
    ? `${from} goes to ${to} by Command and to ${beside.join(", ")} by an edge: both run  `
    : `${from} goes to ${to} by an edge and by Command  `;

const channelLines = ({ agents }: AuditedApp): Line[] =>
  agents
    .filter((a) => a.reads?.length || a.writes?.length)
    .map((a) => row("channels", `${a.name} reads ${listed(a.reads)}; writes ${listed(a.writes)}`));

const listed = (names: readonly string[] | undefined): string =>
  names === undefined ? "what could not be followed" : names.length ? names.join(", ") : "nothing";
