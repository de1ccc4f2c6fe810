/** What each of several names has for itself: its words without those that all of them share, written together in lower case. */
export const ownParts = (names: readonly string[]): ReadonlyMap<string, string> => {
  const words = names.map(wordsOf);
  const shared = (words[0] ?? []).filter((word) => words.every((own) => own.includes(word)));
  return new Map(names.map((name, i) => [name, (words[i] ?? []).filter((word) => !shared.includes(word)).join("")]));
};

/** `billing_agent`, `billingAgent`: billing, agent. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** Words of a judgement: whoever is named by one is what follows from it. */
const VERDICT =
  /^(abort|accept|allow|approv|block|bad|cancel|clean|complete|continue|correct|decline|den(y|ied)|done|end|escalat|fail|finish|flag|good|grant|incomplete|incorrect|insufficient|invalid|irrelevant|no$|ok|pass|proceed|refus|reject|relevant|retry|revis|risk|safe|skip|stop|sufficient|unsafe|valid|yes)/;

/** True for a value that says how a judgement ended, and not who does the work. */
export const saysVerdict = (value: string): boolean => wordsOf(value).some((word) => VERDICT.test(word));
