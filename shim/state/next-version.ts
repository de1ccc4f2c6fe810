import { randomBytes } from "node:crypto";

/**
 * The version after `current`, of the same type: numbers count on; a string such as `0007.f3a…` counts on in front of its
 * dot, as wide as before, with a new random end. A thread keeps its type for life: LangGraph compares mixed types as text,
 * and nodes would silently not run.
 */
export const nextVersion = <Version extends number | string>(current: Version | undefined): Version => {
  if (current === undefined) return 1 as Version; // a new thread counts in numbers
  if (typeof current === "number") return (current + 1) as Version;
  const digits = /^\d+/.exec(String(current))?.[0] ?? "0";
  const count = String(BigInt(digits) + 1n).padStart(digits.length, "0");
  return `${count}.${randomBytes(8).toString("hex")}` as Version;
};
