import type { AuditedApp, Chain } from "../../../contracts/audited-app.ts";
import { type Line, line, row, span } from "./line.ts";

/** The fixed chains of an app with what proves them. */
export const chainLines = (app: AuditedApp): Line[] =>
  app.chains.length === 0
    ? []
    : [row("chains", chainCounts(app.chains)), ...app.chains.flatMap((chain) => oneChain(chain, app))];

const chainCounts = (chains: readonly Chain[]): string => {
  const through = chains.filter((chain) => chain.throughConductor).length;
  return `${chains.length}, ${through === 0 ? "none" : through} through the conductor`;
};

const oneChain = (chain: Chain, app: AuditedApp): Line[] => [
  line(
    4,
    span(chain.agents.join(" -> "), chain.throughConductor && chain.confidence === "proven" ? "good" : "plain"),
    `  ${chain.confidence}, by ${basisTexts[chain.basis]}; `,
    chain.throughConductor ? `each step returns to ${app.conductor?.node ?? "the conductor"}` : "handed over directly",
  ),
  line(6, span(chain.reason, "quiet")),
];

const basisTexts = {
  static: "plain edges",
  code: "code without a model",
  prompt: "a prompt",
  recorded: "recorded runs",
};
