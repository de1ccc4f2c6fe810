import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import { type AgreementRow, agreementMeaning } from "../shim/agreement/agreement-table.ts";
import type { Share } from "../shim/agreement/share.ts";

/** Agreement for people: a block for each decision point and tenant. */
export const agreementText = (rows: readonly AgreementRow[]): string =>
  rows.length === 0
    ? `Nothing is compared yet: set registry or handoff to shadow.\n${agreementMeaning}\n`
    : `${rows.map(blockOf).join("\n")}\n${agreementMeaning}\n`;

const blockOf = ({ tenant, node, by, all, routes, abstained, self, confusion }: AgreementRow): string =>
  [
    `${node}, ${tenant === null ? "all tenants" : `tenant ${tenant}`}: ${by} next to the model`,
    `  same        ${shareText(all)}; ${abstained} turns were left to the model`,
    `  the model next to itself  ${self.compared === 0 ? "never asked twice" : shareText(self)}`,
    ...routes.map(({ said, share }) => `  to ${said}  ${shareText(share)}`),
    ...confusion.map(({ said, model, count }) => `  ${by} said ${said}, the model ${model}: ${count}`),
    "",
  ]
    .map(escapeTerminal)
    .join("\n");

const shareText = ({ compared, agreed, atLeast, atMost }: Share): string =>
  compared === 0 ? "nothing compared" : `${agreed} of ${compared}, ${percent(atLeast)} to ${percent(atMost)} (95 %)`;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
