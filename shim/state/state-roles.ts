import type { StateMove } from "../../contracts/stage.ts";

/** One of the two places between which state moves. */
export type StateSide = "old" | "new";

/** The one that a side is not. */
export const otherSide = (side: StateSide): StateSide => (side === "old" ? "new" : "old");

/** What the two sides do in one mode of stage 3. */
export interface StateRoles {
  /** Answers reads, takes writes first; its failure fails the run, as without a migration. */
  readonly authority: StateSide;
  /** Takes every write after it; its failure is reported. Null: only the authority is written. */
  readonly mirror: StateSide | null;
  /** Both sides are read and compared, and differences reported. */
  readonly compares: boolean;
  /** The side that a thread is completed from before it is first used in this mode. Null: the authority is alone. */
  readonly source: StateSide | null;
}

const roles: Readonly<Record<StateMove["mode"], StateRoles>> = {
  off: { authority: "old", mirror: null, compares: false, source: "new" },
  "dual-write": { authority: "old", mirror: "new", compares: false, source: "new" },
  compare: { authority: "old", mirror: "new", compares: true, source: "new" },
  live: { authority: "new", mirror: "old", compares: false, source: "old" },
  "ramp-down": { authority: "new", mirror: null, compares: false, source: "old" },
  complete: { authority: "new", mirror: null, compares: false, source: null },
};

/**
 * What a mode means for the two sides. In every mode but `complete` a thread is completed from the other side before its
 * first use, so that a step back finds what was written after the step forward.
 */
export const rolesOf = (mode: StateMove["mode"]): StateRoles => roles[mode];

/** True if runs of this mode write to the side. */
export const writesTo = (mode: StateMove["mode"], side: StateSide): boolean =>
  roles[mode].authority === side || roles[mode].mirror === side;
