import type { Stage } from "../../contracts/stage.ts";

/** Says which run stage a tenant is on. Asked often, so a cheap answer may come at once. */
export interface StageSource {
  /**
   * The tenant's stage now; null when none was ever set: then only observing is on. May be any value: the shim checks it
   * against `stage/1`. Throws or rejects when the source cannot be reached.
   */
  read(tenant: string): unknown | Promise<unknown>;
}

/** What became of a change of stage. */
export type StageWrite =
  | { readonly kind: "written" }
  /** Another change came first: nothing was written. `present` is the stage in force, null for none. */
  | { readonly kind: "conflict"; readonly present: Stage | null };

/** A stage source that operators write to. */
export interface StageStore extends StageSource {
  read(tenant: string): Promise<Stage | null>;
  /** Puts `stage` in force for `stage.tenant` if the version in force is `stage.version - 1` (none in force: 0). */
  replace(stage: Stage): Promise<StageWrite>;
  /** Stages that were in force, newest (the present one) first, at most `limit`. */
  history(tenant: string, limit: number): Promise<readonly Stage[]>;
  /** Tenants that have a stage, sorted. */
  tenants(): Promise<readonly string[]>;
}
