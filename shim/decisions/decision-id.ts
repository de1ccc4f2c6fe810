import { hash } from "node:crypto";

/**
 * Makes the ids of a thread's decisions: the same for every attempt at one task, which LangGraph names after its
 * checkpoint. A failed attempt has another id than the one that succeeds. Only `A-Z a-z 0-9 _ -` as long as tasks have
 * no other. The thread is hashed once, not for each decision.
 */
export const decisionIds = (thread: string): ((task: string, hasFailed: boolean) => string) => {
  const prefix = hash("sha256", thread, "base64url").slice(0, 16);
  return (task, hasFailed) => `${prefix}-${task}${hasFailed ? "-failed" : ""}`;
};
