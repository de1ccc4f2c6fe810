import type { Decision } from "../../contracts/decision.ts";
import { type RecheckPair, recheckPairs } from "./recheck-pairs.ts";
import { type Share, shareOf } from "./share.ts";

/** Every view of agreement says this. */
export const agreementMeaning =
  "Agreement is sameness with the old router, not correctness: where the old router was wrong, agreeing is wrong too.";

/** One decision point of one tenant. */
export interface AgreementRow {
  /** null: all tenants together. */
  readonly tenant: string | null;
  readonly node: string;
  readonly by: "registry" | "handoff";
  readonly all: Share;
  /** By what was said in the model's place, sorted. */
  readonly routes: readonly { readonly said: string; readonly share: Share }[];
  /** Turns that were left to the model. */
  readonly abstained: number;
  /** The model next to itself: what `all` can be expected to reach. Nothing compared: it was never asked twice. */
  readonly self: Share;
  /** What was said, what the model said, how often; differences only, most frequent first. */
  readonly confusion: readonly { readonly said: string; readonly model: string; readonly count: number }[];
}

/** Rows of each tenant and of all together, sorted by node, who stood in, tenant (all first). Pure. */
export const agreementTable = (decisions: readonly Decision[]): AgreementRow[] => {
  const pairs = recheckPairs(decisions);
  const tenants = [null, ...new Set(decisions.map(({ tenant }) => tenant))];
  return tenants
    .flatMap((tenant) => {
      const own = tenant === null ? pairs : pairs.filter((it) => it.tenant === tenant);
      const left = decisions.filter((it) => it.abstained !== null && (tenant === null || it.tenant === tenant));
      const nodes = [...new Set([...own.map(({ node }) => node), ...left.map(({ from }) => from)])];
      return nodes.flatMap((node) =>
        (["registry", "handoff"] as const).flatMap((by) => rowOf(tenant, node, by, own, by === "registry" ? left : [])),
      );
    })
    .sort((a, b) => compare(keyOf(a), keyOf(b)));
};

/** The share of pairs that are the same, with its interval. */
export const shareOfPairs = (pairs: readonly Pick<RecheckPair, "said" | "model">[]): Share =>
  shareOf(pairs.length, pairs.filter(({ said, model }) => said === model).length);

const rowOf = (
  tenant: string | null,
  node: string,
  by: AgreementRow["by"],
  pairs: readonly RecheckPair[],
  left: readonly Decision[],
): AgreementRow[] => {
  const here = pairs.filter((it) => it.node === node);
  const own = here.filter(({ other }) => other === by);
  const abstained = left.filter(({ from }) => from === node).length;
  if (own.length + abstained === 0) return [];
  return [
    {
      tenant,
      node,
      by,
      abstained,
      all: shareOfPairs(own),
      routes: [...new Set(own.map(({ said }) => said))]
        .sort()
        .map((said) => ({ said, share: shareOfPairs(own.filter((it) => it.said === said)) })),
      self: shareOfPairs(here.filter(({ other }) => other === "model")),
      confusion: confusionOf(own),
    },
  ];
};

const confusionOf = (pairs: readonly RecheckPair[]): AgreementRow["confusion"] => {
  const counts = new Map<string, number>();
  for (const { said, model } of pairs) {
    if (said === model) continue;
    const key = JSON.stringify([said, model]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || compare(a, b))
    .map(([key, count]) => {
      const [said, model] = JSON.parse(key) as [string, string]; // made above
      return { said, model, count };
    });
};

const keyOf = ({ node, by, tenant }: AgreementRow): string =>
  JSON.stringify([node, by, tenant === null ? 0 : 1, tenant]);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
