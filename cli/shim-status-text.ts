import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { displayWidth, fitColumns } from "../analyzer/reporters/text/display-width.ts";
import { stageNames } from "../contracts/stage-names.ts";
import type { Share } from "../shim/agreement/share.ts";
import type { Latency, TenantStatus } from "../shim/decisions/tenant-status.ts";

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
  const isNarrow = tableOf(tenants.map(rowOf)).some((line) => displayWidth(line) > columns);
  const explained = meaning(windowMinutes);
  const rest =
    explained.reduce((lines, it) => lines + Math.max(1, Math.ceil(it.length / columns)), 0) + (isNarrow ? 2 : 3);
  const shown = thatFit(tenants, (screen.rows ?? Number.POSITIVE_INFINITY) - rest, isNarrow ? 5 : 1);
  const rows = shown.map(rowOf);
  return [
    ...(isNarrow ? rows.flatMap(blockOf) : tableOf(rows)),
    ...moreOf(tenants, shown),
    "",
    ...shown.flatMap(cutOf),
    ...explained,
  ]
    .map((it) => `${it}\n`)
    .join("");
};

/** At least one, whatever the room. Only where some are left out does the order change. */
const thatFit = (tenants: readonly TenantStatus[], room: number, height: number): readonly TenantStatus[] => {
  const heightOf = (it: TenantStatus): number => height + (it.cutAt === null ? 0 : 1);
  if (tenants.reduce((lines, it) => lines + heightOf(it), 0) <= room) return tenants;
  let left = room;
  const shown = tenants.toSorted(byNeed).filter((it) => {
    left -= heightOf(it);
    return left >= 0;
  });
  return shown.length > 0 ? shown : tenants.toSorted(byNeed).slice(0, 1);
};

const byNeed = (a: TenantStatus, b: TenantStatus): number =>
  Number(b.stage?.killSwitch ?? false) - Number(a.stage?.killSwitch ?? false) ||
  b.failed - a.failed ||
  furthestOf(b) - furthestOf(a) ||
  b.decisions - a.decisions;

const moreOf = (all: readonly TenantStatus[], shown: readonly TenantStatus[]): string[] => {
  const left = all.filter((it) => !shown.includes(it));
  if (left.length === 0) return [];
  const failing = left.filter((it) => it.failed > 0).length;
  const what = failing > 0 ? `${failing} of them with errors` : "none of them with errors";
  return [`and ${left.length} more, ${what}: --tenant <id> shows one, --once all`];
};

const cutOf = ({ tenant, cutAt }: TenantStatus): string[] =>
  cutAt === null ? [] : [`${escapeTerminal(tenant)}: its newest decisions only, since ${cutAt}.`];

const meaning = (windowMinutes: number): string[] => [
  `Decisions of the last ${windowMinutes} min. direct: without the old router; abstained: left to it.`,
  "old, new: ms of a decision by the old router, and in its place; half and 95 % take less.",
  "agreement: how often the registry chose as the old router did, and the 95 % interval;",
  "itself: the old router, asked again. Sameness with the old router, not correctness.",
];

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
const stageCells = (status: TenantStatus): [string, string] => {
  const { stage } = status;
  if (stage === null) return ["0 observe", "-"];
  const on = stagesOn(status);
  const furthest = on.at(-1);
  const modes = on.map(({ number, mode }) => (on.length > 1 ? `${number} ${mode}` : mode)).join(", ");
  const mode = stage.killSwitch ? `killed (${modes || "-"})` : modes || "-";
  return [furthest ? `${furthest.number} ${furthest.name}` : "0 observe", mode];
};

const stagesOn = ({ stage }: TenantStatus) =>
  stageNames.flatMap((name, number) => {
    const set = name === "observe" ? undefined : stage?.stages[name];
    if (!set || set.mode === "off") return [];
    return [{ number, name, mode: "percent" in set ? `${set.mode} ${set.percent} %` : set.mode }];
  });

const furthestOf = (status: TenantStatus): number => stagesOn(status).at(-1)?.number ?? 0;

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
