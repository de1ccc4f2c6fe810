import type { KeyValue } from "../ports/key-value.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { Observation } from "./observation.ts";

/** How contents are kept, for those who ask. They lie beside the log, under `["contents", <id of the decision>]`. */
export interface ContentRule {
  readonly store: KeyValue;
  /** Milliseconds; null: until they are removed. */
  readonly ttlMs: number | null;
  /** Gets input and written values of a decision, returns what may be kept; what it throws keeps nothing. */
  readonly redact?: (contents: Observation["contents"]) => unknown;
}

/** Keeps the contents of one decision, behind the run's back; a failure is reported and stops nothing. */
export const keepContents = async (
  rule: ContentRule,
  tenant: string,
  id: string,
  contents: Observation["contents"],
  telemetry: Telemetry,
): Promise<void> => {
  try {
    const kept = rule.redact === undefined ? contents : rule.redact(contents);
    await rule.store.set({ tenant, path: ["contents", id] }, JSON.stringify(kept) ?? "null", { ttlMs: rule.ttlMs });
  } catch (cause) {
    telemetry.happened({ kind: "observation-failed", tenant, cause });
  }
};
