import type { Choice, Decision } from "../../contracts/decision.ts";

/** A decision as the graph's adapter saw it, before anything is left out. */
export interface Observation {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  readonly chosen: Choice;
  readonly by: Decision["by"];
  /** Id of the checkpoint that the step began from; null: the app keeps none. */
  readonly checkpoint: string | null;
  readonly task: string;
  /** Channel to what was written, made comparable: no ids, only what is new. Null: nothing was written. */
  readonly written: Readonly<Record<string, unknown>> | null;
  readonly tokens: Decision["tokens"];
  readonly durationMs: number;
  readonly contextBytes: number | null;
  /** What the decider was given and what it wrote, whole: for those who ask for contents. */
  readonly contents: { readonly input: unknown; readonly written: unknown };
}
