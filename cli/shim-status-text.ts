import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { fitColumns } from "../analyzer/reporters/text/display-width.ts";
import { stageNames } from "../contracts/stage-names.ts";
import type { Latency, Sameness, TenantStatus } from "../shim/decisions/tenant-status.ts";

const heads = [
  "tenant",
  "stage",
  "mode",
  "runs",
  "decided",
  "direct",
  "abstained",
  "agreement",
  "itself",
  "errors",
  "old ms",
  "new ms",
];

/** All tenants as one table, a row each, and what its figures mean. */
export const shimStatusText = (tenants: readonly TenantStatus[], windowMinutes: number): string => {
  if (tenants.length === 0) return "No tenant has a stage or a decision yet.\n";
  const rows = tenants.map(rowOf);
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => fitColumns(cell, widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  const cuts = tenants.flatMap(({ tenant, cutAt }) =>
    cutAt === null ? [] : [`${escapeTerminal(tenant)}: its newest decisions only, since ${cutAt}.`],
  );
  const notes = [
    "",
    ...cuts,
    `Decisions of the last ${windowMinutes} min. direct: without the old router. Latencies are p50/p95 of a decision.`,
    "agreement: the registry chose as the old router did, with its 95 % bound; itself: the old router, asked again.",
    "It is sameness with the old router, not correctness.",
  ];
  return [line(heads), ...rows.map(line), ...notes].map((it) => `${it}\n`).join("");
};

const rowOf = (status: TenantStatus): string[] =>
  [
    status.tenant,
    ...stageCells(status),
    String(status.runs),
    String(status.decisions),
    share(status.direct, status.decisions),
    share(status.abstained, status.decisions),
    samenessText(status.agreement),
    samenessText(status.selfAgreement),
    share(status.failed, status.decisions),
    latencyText(status.latency.old),
    latencyText(status.latency.new),
  ].map(escapeTerminal);

/** The furthest stage that is not off, by its number and name, and the modes of all that are on. */
const stageCells = ({ stage }: TenantStatus): [string, string] => {
  if (stage === null) return ["0 observe", "-"];
  const on = stageNames.flatMap((name, number) => {
    const set = name === "observe" ? undefined : stage.stages[name];
    if (!set || set.mode === "off") return [];
    return [{ number, name, mode: "percent" in set ? `${set.mode} ${set.percent} %` : set.mode }];
  });
  const furthest = on.at(-1);
  const modes = on.map(({ number, mode }) => (on.length > 1 ? `${number} ${mode}` : mode)).join(", ");
  const mode = stage.killSwitch ? `killed (${modes || "-"})` : modes || "-";
  return [furthest ? `${furthest.number} ${furthest.name}` : "0 observe", mode];
};

const samenessText = (sameness: Sameness): string =>
  sameness === null
    ? "-"
    : `${percent(sameness.agreed / sameness.compared)} of ${sameness.compared} (>= ${percent(sameness.atLeast)})`;

const latencyText = (latency: Latency): string =>
  latency === null
    ? "-"
    : `${latency.p50.toFixed(latency.p50 < 10 ? 1 : 0)}/${latency.p95.toFixed(latency.p95 < 10 ? 1 : 0)}`;

const share = (part: number, whole: number): string => (whole === 0 ? "-" : percent(part / whole));

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
