import type { Card } from "../contracts/card.ts";
import type { ObservedApp } from "../contracts/observed-app.ts";
import type { RoutingRule } from "../shim/registry/evidence/rules.ts";
import { examplesOf } from "../shim/registry/fit/examples-of.ts";
import { fitClassifier, type LabelledTask } from "../shim/registry/fit/fit-classifier.ts";
import { fitTaskModels } from "../shim/registry/fit/task-models.ts";
import { lookUp } from "../shim/registry/look-up.ts";
import type { Lookup, LookupAnswer } from "../shim/registry/lookup.ts";

/** What an explanation rests on. */
export interface LookupBasis {
  readonly cards: readonly Card[];
  /** `apps` of `evidence/1`; of one graph only, it is taken to be the one asked about. */
  readonly observed: readonly ObservedApp[];
  /** Of the app's own code; they look at the lookup's state. */
  readonly rules: readonly RoutingRule[];
  /** Where there are any, the classifier is fitted on the cards and its threshold on these. */
  readonly labelled: readonly LabelledTask[];
}

/** The registry's answer from cards, evidence and labels at hand, by the same code as at run time. */
export const explainLookup = async (basis: LookupBasis, lookup: Lookup): Promise<LookupAnswer> => {
  const { MiniCardSearch } = await import("../adapters/minisearch/index.ts");
  const search = new MiniCardSearch();
  search.index(basis.cards);
  const [only, ...others] = basis.observed;
  const fingerprint = lookup.fingerprint ?? (others.length === 0 ? only?.fingerprint : undefined);
  const classifier =
    basis.labelled.length > 0 ? fitClassifier(fitTaskModels(examplesOf(basis.cards)), basis.labelled) : null;
  return lookUp(
    { cards: basis.cards, observed: basis.observed, rules: basis.rules, search, classifier },
    { ...lookup, ...(fingerprint === undefined ? {} : { fingerprint }) },
  );
};
