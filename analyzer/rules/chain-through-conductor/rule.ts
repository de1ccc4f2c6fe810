import type { AuditedApp, Chain } from "../../../contracts/audited-app.ts";
import type { FindingDraft, Rule } from "../rule.ts";

/** Flags agents that always run in the same order but go back to the conductor after each step. */
export const rule: Rule = {
  meta: {
    id: "chain-through-conductor",
    title: "Fixed chain that goes back to the conductor at each step",
    level: "warning",
    stage: 2,
    why:
      "The order is fixed before the run starts, so every return to the conductor between these agents is a hop that " +
      "can only confirm it.",
    docs: "docs/rules/chain-through-conductor.md",
  },
  check: (model) =>
    model.apps
      .filter((app) => !app.dead)
      .flatMap((app) => app.chains.filter((chain) => chain.throughConductor).map((chain) => toDraft(app, chain))),
};

function toDraft(app: AuditedApp, chain: Chain): FindingDraft {
  const { file, line } = app.conductor ?? app.graph;
  const shared = { file, line, app: app.id, subject: [app.name ?? "", chain.basis, ...chain.agents] };
  const order = chain.agents.join(" -> ");
  switch (chain.basis) {
    case "static":
    case "code":
      return {
        ...shared,
        what: `${order} always run in this order (${proofOf[chain.basis]}), each returning to ${conductorOf(app)} first.`,
        remedy:
          "Hand over directly from each agent to the next; the conductor gets control back at the end of the chain.",
        fix: "stage-2",
      };
    case "recorded":
      return {
        ...shared,
        level: "info",
        what: `${order} ran in this order in every recorded run, each returning to ${conductorOf(app)} first.`,
        remedy: "Use guarded handoffs, which return to the conductor on anything the recordings do not show.",
        fix: "stage-2",
      };
    case "prompt":
      return {
        ...shared,
        level: "info",
        what: `A prompt asks for the order ${order}; nothing in the code holds to it.`,
        why: "A text that asks for an order is a hint and no proof: the model may skip, repeat or swap steps.",
        remedy: "Record real runs first; write the order into code only if they always keep it.",
        fix: "manual",
      };
  }
}

const proofOf = { static: "plain edges", code: "a router without a model" };

const conductorOf = (app: AuditedApp): string => app.conductor?.node ?? "the conductor";
