import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { displayWidth, fitColumns } from "../analyzer/reporters/text/display-width.ts";
import { type Line, line } from "../analyzer/reporters/text/line.ts";
import { renderLines } from "../analyzer/reporters/text/render-lines.ts";
import type { Share } from "../shim/agreement/share.ts";
import type { Latency, TenantStatus } from "../shim/decisions/tenant-status.ts";
import { stagesOn } from "./stages-on.ts";
import { tenantsThatFit } from "./tenants-that-fit.ts";

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

/** Columns and lines of a terminal; undefined where there is none, or where what does not fit may scroll. */
export interface Screen {
  readonly columns: number | undefined;
  readonly rows: number | undefined;
}

/**
 * Tenants, and what the figures mean: a table with a row each, or, where the terminal is narrower than that, a few lines
 * each. Where not all fit its rows, those that need a look come first: killed, then by failed decisions, stage, traffic.
 */
export const shimStatusText = (tenants: readonly TenantStatus[], windowMinutes: number, screen: Screen): string => {
  if (tenants.length === 0)
    return "No tenant has a stage or a decision yet: run the wrapped app with this Redis as its log, or set a stage.\n";
  const { columns = Number.POSITIVE_INFINITY } = screen;
  const isNarrow = tableOf(tenants.map(rowOf)).some((it) => displayWidth(it) > columns);
  const explained = renderLines(meaning(windowMinutes), { width: columns, color: false });
  const others = explained.split("\n").length + (isNarrow ? 1 : 2);
  const shown = tenantsThatFit(tenants, (screen.rows ?? Number.POSITIVE_INFINITY) - others, isNarrow ? 5 : 1);
  const rows = shown.map(rowOf);
  const lines = isNarrow ? rows.flatMap(blockOf) : tableOf(rows);
  return [...lines, ...moreOf(tenants, shown), "", ...shown.flatMap(cutOf), explained].join("\n");
};

const moreOf = (all: readonly TenantStatus[], shown: readonly TenantStatus[]): string[] => {
  const left = all.filter((it) => !shown.includes(it));
  if (left.length === 0) return [];
  const failing = left.filter((it) => it.failed > 0).length;
  const what = failing > 0 ? `${failing} of them with errors` : "none of them with errors";
  return [`and ${left.length} more, ${what}: --tenant <id> shows one, --once all`];
};

const cutOf = ({ tenant, cutAt }: TenantStatus): string[] =>
  cutAt === null ? [] : [`${escapeTerminal(tenant)}: its newest decisions only, since ${cutAt}.`];

const meaning = (windowMinutes: number): Line[] =>
  [
    `Decisions of the last ${windowMinutes} min. direct: without the old router; abstained: left to it.`,
    "old, new: ms of a decision by the old router, and in its place; half and 95 % take less.",
    "agreement: how often the registry chose as the old router did, and the 95 % interval;",
    "itself: the old router, asked again. Sameness with the old router, not correctness.",
  ].map((it) => line(0, it));

const tableOf = (rows: readonly string[][]): string[] => {
  const widths = heads.map((head, at) => Math.max(...[head, ...rows.map((row) => row[at] ?? "")].map(displayWidth)));
  return [heads, ...rows].map((cells) =>
    cells
      .map((cell, at) => fitColumns(cell, widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
};

const blockOf = (row: readonly string[], index: number): string[] => {
  const [tenant, stage, mode, runs, decided, direct, abstained, agreement, itself, errors, old, fresh] = row;
  return [
    ...(index === 0 ? [] : [""]),
    `${tenant}  ${stage}  ${mode}`,
    `  runs ${runs}  decided ${decided}  direct ${direct}  abstained ${abstained}  errors ${errors}`,
    `  agreement ${agreement}  itself ${itself}`,
    `  old ms ${old}  new ms ${fresh}`,
  ];
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
  const on = stagesOn(stage);
  const furthest = on.at(-1);
  const modes = on.map(({ number, mode }) => (on.length > 1 ? `${number} ${mode}` : mode)).join(", ");
  const mode = stage.killSwitch ? `killed (${modes || "-"})` : modes || "-";
  return [furthest ? `${furthest.number} ${furthest.name}` : "0 observe", mode];
};

const samenessText = (share: Share | null): string =>
  share === null
    ? "-"
    : `${percent(share.agreed / share.compared)} of ${share.compared} (${percent(share.atLeast)} to ${percent(share.atMost)})`;

const latencyText = (latency: Latency): string =>
  latency === null
    ? "-"
    : `${latency.p50.toFixed(latency.p50 < 10 ? 1 : 0)}/${latency.p95.toFixed(latency.p95 < 10 ? 1 : 0)}`;

const share = (part: number, whole: number): string => (whole === 0 ? "-" : percent(part / whole));

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
