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

/**
 * All tenants, and what the figures mean: a table with a row each, or, where the terminal is narrower than that, a few lines
 * each. `columns`: of the terminal; undefined: there is none, and lines may be long.
 */
export const shimStatusText = (
  tenants: readonly TenantStatus[],
  windowMinutes: number,
  columns: number | undefined,
): string => {
  if (tenants.length === 0)
    return "No tenant has a stage or a decision yet: run the wrapped app with this Redis as its log, or set a stage.\n";
  const rows = tenants.map(rowOf);
  const table = tableOf(rows);
  const isNarrow = columns !== undefined && table.some((line) => displayWidth(line) > columns);
  const cuts = tenants.flatMap(({ tenant, cutAt }) =>
    cutAt === null ? [] : [`${escapeTerminal(tenant)}: its newest decisions only, since ${cutAt}.`],
  );
  return [...(isNarrow ? rows.flatMap(blockOf) : table), "", ...cuts, ...meaning(windowMinutes)]
    .map((it) => `${it}\n`)
    .join("");
};

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
