import type { Analysis } from "../../source/analysis.ts";
import type { Roles } from "../roles.ts";
import { conductorFacts } from "./conductor-rules.ts";
import type { FoundFact } from "./found-fact.ts";
import { hostFact } from "./hosts.ts";
import { internalsFact } from "./internals.ts";
import { interruptFact } from "./interrupts.ts";
import { platformFacts } from "./platforms.ts";
import { queueFact } from "./queues.ts";
import { unserialisableFacts } from "./unserialisable.ts";

const OF_NODES = [interruptFact, hostFact, queueFact, internalsFact];

/** Everything that a plan must reckon with beside calls, state and dispatch. */
export const findFacts = (analysis: Analysis, roles: Roles): FoundFact[] => {
  const found = [
    ...platformFacts(analysis),
    ...unserialisableFacts(analysis, roles),
    ...conductorFacts(analysis, roles),
  ];
  for (const node of analysis.references.hints)
    for (const ask of OF_NODES) {
      const fact = ask(analysis, node);
      if (fact) found.push(fact);
    }
  return onceAFile(found);
};

/** What host a file runs in is one fact, however often the file shows it. */
const onceAFile = (facts: readonly FoundFact[]): FoundFact[] => {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    const key = `${fact.file} ${fact.what}`;
    if (fact.kind !== "host") return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
