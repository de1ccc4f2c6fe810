import type { Abstention } from "../contracts/decision.ts";

/** Why the registry left a turn to the model, in words for whoever reads a log at night. */
export const abstentionText: Readonly<Record<Abstention["reason"], string>> = {
  "no-evidence": "nothing it knows speaks for anybody here",
  "below-threshold": "it was not sure enough",
  "small-margin": "what it knows speaks for several, or contradicts itself",
  "predicted-end": "it foresaw the end, which is the model's to say",
  "update-unknown": "what the conductor would write is not known, or is not always the same",
  "arguments-needed": "the target's tool takes arguments that only the model can write",
  "parallel-dispatch": "the conductor starts several agents at such turns",
  "own-tool": "the conductor uses a tool of its own at such turns",
  "not-allowed": "the one it would name is not declared here, or not for this tenant",
  "limit-reached": "too many choices without the model, two agents in turn, or nothing new since the last",
  "registry-failed": "it threw",
  "registry-timeout": "it took longer than routing.budgetMs",
  unproven: "the node may be a gate: name it in routing.conductors, or give the audit",
};
