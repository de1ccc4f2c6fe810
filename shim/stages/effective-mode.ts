import { hash } from "node:crypto";
import type { Rollout } from "../../contracts/stage.ts";

/** What a stage does for one thread: with `canary` in force, a thread of the share is `canary`, any other `shadow`. */
export type EffectiveMode = Rollout["mode"];

/** The mode of one thread. The same thread always falls on the same side of the same share, in every process. */
export const effectiveMode = (rollout: Rollout, thread: string): EffectiveMode =>
  rollout.mode === "canary" ? (threadShare(thread) < rollout.percent ? "canary" : "shadow") : rollout.mode;

/** Where a thread lies between 0 and 100, by a hash of its id. */
const threadShare = (thread: string): number =>
  (Number.parseInt(hash("sha256", thread, "hex").slice(0, 12), 16) / 2 ** 48) * 100;

/** True where the stage takes effect, for all threads or for this one. */
export const takesEffect = (mode: EffectiveMode): mode is "canary" | "live" => mode === "canary" || mode === "live";
