import type { AuditedApp, Chain } from "../../../contracts/audited-app.ts";
import { type Line, line, row, span } from "./line.ts";

/** The fixed chains of an app with what proves them; of those that pass no conductor, only with `all`. */
export const chainLines = (app: AuditedApp, all: boolean): Line[] =>
  app.chains.length === 0
    ? []
    : [row("chains", chainCounts(app)), ...app.chains.flatMap((chain) => oneChain(chain, app, all))];

const chainCounts = ({ chains, conductor }: AuditedApp): string => {
  if (conductor === null) return `${chains.length}`;
  const through = chains.filter((chain) => chain.throughConductor).length;
  return `${chains.length}, ${through === 0 ? "none" : through} through the conductor`;
};

const oneChain = (chain: Chain, app: AuditedApp, all: boolean): Line[] => [
  line(
    4,
    span(chain.agents.join(" -> "), chain.throughConductor && chain.confidence === "proven" ? "good" : "plain"),
    `  ${chain.confidence}, by ${basisTexts[chain.basis]}; `,
    chain.throughConductor ? `each step returns to ${app.conductor?.node ?? "the conductor"}` : "handed over directly",
  ),
  ...(all || chain.throughConductor ? [line(6, span(chain.reason, "quiet"))] : []),
];

const basisTexts = {
  static: "plain edges",
  code: "code without a model",
  prompt: "a prompt",
  recorded: "recorded runs",
};
