import type { Decision } from "../../contracts/decision.ts";
import type { Agreement } from "../../contracts/observed-app.ts";
import { choiceName } from "./choice-name.ts";

/** Compares re-checks with what they asked again: the registry with the model, the model with itself. All tenants together. */
export const observedAgreement = (decisions: readonly Decision[]): Agreement[] => {
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  const nodes = [...new Set(decisions.map(({ from }) => from))].sort();
  return nodes.flatMap((node) => {
    const pairs = decisions.flatMap((again) => {
      const first = again.from === node && again.recheckOf !== null ? byId.get(again.recheckOf) : undefined;
      return first === undefined ? [] : [{ first, again }];
    });
    const abstained = decisions.filter((it) => it.from === node && it.abstained !== null).length;
    return pairs.length + abstained === 0 ? [] : [toAgreement(node, pairs, abstained)];
  });
};

interface Pair {
  readonly first: Decision;
  readonly again: Decision;
}

const toAgreement = (node: string, pairs: readonly Pair[], abstained: number): Agreement => {
  const compared = pairs.flatMap(({ first, again }) => {
    if (first.by === "registry" && again.by === "model") return [{ registry: nameOf(first), model: nameOf(again) }];
    return first.by === "model" && again.by === "registry" ? [{ registry: nameOf(again), model: nameOf(first) }] : [];
  });
  const own = pairs.filter(({ first, again }) => first.by === "model" && again.by === "model");
  const differences = new Map<string, number>();
  for (const { registry, model } of compared) {
    if (registry === model) continue;
    const key = JSON.stringify([registry, model]);
    differences.set(key, (differences.get(key) ?? 0) + 1);
  }
  return {
    node,
    callSite: null,
    tenant: null,
    compared: compared.length,
    agreed: compared.filter(({ registry, model }) => registry === model).length,
    abstained,
    selfCompared: own.length,
    selfAgreed: own.filter(({ first, again }) => nameOf(first) === nameOf(again)).length,
    confusion: [...differences]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, count]) => {
        const [registry, model] = JSON.parse(key) as [string, string]; // made above
        return { registry, model, count };
      }),
  };
};

const nameOf = ({ chosen }: Decision): string => choiceName(chosen);
