import { hash } from "node:crypto";

/**
 * Makes the ids of a thread's decisions: the same for every attempt at one task, which LangGraph names after its
 * checkpoint. A failed attempt has another id than the one that succeeds. Only `A-Z a-z 0-9 _ -` as long as tasks have
 * no other. A thread's name stands in them as it is where it has no others either, else its hash.
 */
export const decisionIds = (thread: string): ((task: string, hasFailed: boolean) => string) => {
  const prefix = isPlain.test(thread) ? thread : hash("sha256", thread, "base64url").slice(0, 16);
  return (task, hasFailed) => `${prefix}-${task}${hasFailed ? "-failed" : ""}`;
};

/** Such as a UUID. Longer than the hash, so that it cannot be taken for one. */
const isPlain = /^[A-Za-z0-9_-]{17,40}$/;
