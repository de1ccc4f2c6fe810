import type { Decision } from "../../contracts/decision.ts";
import type { Agreement } from "../../contracts/observed-app.ts";
import { agreementTable } from "../agreement/agreement-table.ts";
import { recheckPairs } from "../agreement/recheck-pairs.ts";

/** Compares re-checks with what they asked again: the registry with the model, the model with itself. All tenants together. */
export const observedAgreement = (decisions: readonly Decision[]): Agreement[] => {
  const rows = agreementTable(decisions).filter(({ tenant, by }) => tenant === null && by === "registry");
  const known = new Set(rows.map(({ node }) => node));
  // Where the registry said nothing yet, the model next to itself is worth a row all the same.
  const others = new Set(
    recheckPairs(decisions).flatMap(({ node, other }) => (other === "model" && !known.has(node) ? [node] : [])),
  );
  return [...rows.map(toAgreement), ...[...others].map((node) => onlySelf(node, decisions))].sort((a, b) =>
    a.node < b.node ? -1 : 1,
  );
};

const toAgreement = ({
  node,
  all,
  self,
  abstained,
  confusion,
}: ReturnType<typeof agreementTable>[number]): Agreement => ({
  node,
  callSite: null,
  tenant: null,
  compared: all.compared,
  agreed: all.agreed,
  abstained,
  selfCompared: self.compared,
  selfAgreed: self.agreed,
  confusion: confusion
    .map(({ said, model, count }) => ({ registry: said, model, count }))
    .sort((a, b) => (JSON.stringify([a.registry, a.model]) < JSON.stringify([b.registry, b.model]) ? -1 : 1)),
});

const onlySelf = (node: string, decisions: readonly Decision[]): Agreement => {
  const own = recheckPairs(decisions).filter((it) => it.node === node && it.other === "model");
  return {
    node,
    callSite: null,
    tenant: null,
    compared: 0,
    agreed: 0,
    abstained: 0,
    selfCompared: own.length,
    selfAgreed: own.filter(({ said, model }) => said === model).length,
    confusion: [],
  };
};
