import type { Stage } from "../contracts/stage.ts";
import { stageNames } from "../contracts/stage-names.ts";

/** A stage that is on. */
export interface StageOn {
  /** 1 to 5. */
  readonly number: number;
  readonly name: string;
  /** With its share of traffic, such as `canary 10 %`. */
  readonly mode: string;
}

/** A tenant's stages that are not off, in their order; observing is none of them. */
export const stagesOn = (stage: Stage | null): StageOn[] =>
  stageNames.flatMap((name, number) => {
    const set = name === "observe" ? undefined : stage?.stages[name];
    if (!set || set.mode === "off") return [];
    return [{ number, name, mode: "percent" in set ? `${set.mode} ${set.percent} %` : set.mode }];
  });
