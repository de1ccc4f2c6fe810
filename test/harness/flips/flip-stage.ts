import type { Rollout, Stage, StateMove } from "../../../contracts/stage.ts";
import type { SeededRandom } from "../leaks/seeded-random.ts";
import { stageOf } from "../stage-of.ts";

const rollouts: readonly Rollout[] = [
  { mode: "off" },
  { mode: "shadow" },
  { mode: "canary", percent: 50 },
  { mode: "live" },
];

/** Steps of the state that can be taken back; `complete` is for good. */
const moves: readonly StateMove["mode"][] = ["off", "dual-write", "compare", "live", "ramp-down"];

/** How long all processes need to see a step of the state: only then may the next one come. */
export const stateStepMs = 1_000;

/** Whether a tenant's runs require the log; it stays so. */
export const observeOf = (index: number): Stage["observe"] => (index % 2 === 0 ? "required" : "best-effort");

/** A stage after a random flip: stages 1 and 2 jump anywhere, the state goes one step up or down. */
export const flipped = (random: SeededRandom, present: Stage | null, tenant: string, rest: FlipRest): Stage => {
  const { stages, version = 0, killSwitch = false } = present ?? {};
  const before = stages ?? stageOf().stages;
  const kind = random.pick(["registry", "handoff", "state", "state", "state", "state", "kill"]);
  const at = moves.indexOf(before.state.mode);
  // Mostly on in one direction, so that the whole way is gone, up and back.
  const isUp = (Math.floor(version / 10) % 2 === 0) !== (random.below(5) === 0);
  const mode = moves[Math.min(moves.length - 1, Math.max(0, at + (isUp ? 1 : -1)))] ?? "off";
  return stageOf(
    {
      registry: kind === "registry" ? random.pick(rollouts) : before.registry,
      handoff: kind === "handoff" ? random.pick(rollouts) : before.handoff,
      state: kind === "state" && rest.maySwitchState ? { mode } : before.state,
    },
    {
      tenant,
      version: version + 1,
      observe: rest.observe,
      killSwitch: kind === "kill" ? !killSwitch : killSwitch && random.below(2) === 0,
    },
  );
};

/** What the driver adds to a flip. */
export interface FlipRest {
  readonly observe: Stage["observe"];
  /** False while the last step of the state may not have reached every process. */
  readonly maySwitchState: boolean;
}
