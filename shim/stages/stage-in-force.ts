import type { Rollout, Stage, StateMove } from "../../contracts/stage.ts";

/** What a run goes by from its beginning to its end. */
export interface StageInForce {
  /** Of the stage/1 document; 0: there is none. */
  readonly version: number;
  /** False: the source has not answered yet, so there may be one all the same. */
  readonly isKnown: boolean;
  /** What happens to a run when the decision log fails. */
  readonly observe: Stage["observe"];
  readonly registry: Rollout;
  readonly handoff: Rollout;
  readonly state: StateMove;
  readonly bus: Rollout;
  readonly mesh: Rollout;
  /** Runs that began under a version below it are to be cancelled. */
  readonly abortBefore: number;
}

const off = { mode: "off" } as const;

/** A stage as runs see it: with the kill switch on, registry, handoff, bus and mesh are off; state stays where it is. */
export const stageInForce = (stage: Stage): StageInForce => {
  const { registry, handoff, state, bus, mesh } = stage.stages;
  const routing = stage.killSwitch
    ? { registry: off, handoff: off, bus: off, mesh: off }
    : { registry, handoff, bus, mesh };
  return {
    version: stage.version,
    isKnown: true,
    observe: stage.observe,
    abortBefore: stage.abortBefore,
    state,
    ...routing,
  };
};

/** Nothing but observing: what holds where no stage was ever set. */
export const observeOnly = (observe: Stage["observe"], isKnown: boolean): StageInForce => ({
  version: 0,
  isKnown,
  observe,
  abortBefore: 0,
  registry: off,
  handoff: off,
  state: off,
  bus: off,
  mesh: off,
});
