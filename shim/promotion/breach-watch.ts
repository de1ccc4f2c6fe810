import type { Decision } from "../../contracts/decision.ts";
import { parseContract } from "../../contracts/parse-contract.ts";
import { type Stage, stageSchema } from "../../contracts/stage.ts";
import type { Clock } from "../ports/clock.ts";
import type { StageStore } from "../ports/stage-source.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { changeStage } from "../stages/change-stage.ts";
import { breachOf } from "./judge-stage.ts";
import { rolloutText, stepDown } from "./next-mode.ts";
import type { PromotionRules } from "./promotion-rules.ts";
import { type CheckedStage, stageFigures } from "./stage-figures.ts";

/** What a {@link BreachWatch} works with. */
export interface BreachWatchOptions {
  readonly stages: StageStore;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly rules: PromotionRules;
}

interface Watched {
  decisions: Decision[];
  checkedAt: number;
  checking: Promise<void> | null;
}

/** Decisions of one tenant that are looked at. */
const kept = 4_000;
/** Milliseconds between two checks of one tenant. */
const pauseMs = 1_000;
const checked: readonly CheckedStage[] = ["registry", "handoff"];

/**
 * Looks at what this process decides, and takes a tenant's stage back where it breaks the rules: to shadow, which has no
 * effect and goes on comparing. Each process watches its own decisions, so none waits for a log.
 */
export class BreachWatch {
  readonly #options: BreachWatchOptions;
  readonly #tenants = new Map<string, Watched>();

  constructor(options: BreachWatchOptions) {
    this.#options = options;
  }

  /** Takes a decision in, re-checks too; checks the tenant if it is due. */
  saw(decision: Decision): void {
    const watched = this.#watchedOf(decision.tenant);
    watched.decisions.push(decision);
    if (watched.decisions.length > kept * 1.25) watched.decisions = watched.decisions.slice(-kept);
    const now = this.#options.clock.elapsed();
    if (watched.checking !== null || now - watched.checkedAt < pauseMs) return;
    watched.checkedAt = now;
    watched.checking = this.#check(decision.tenant, watched)
      .catch((cause: unknown) =>
        this.#options.telemetry.happened({ kind: "observation-failed", tenant: decision.tenant, cause }),
      )
      .finally(() => {
        watched.checking = null;
      });
  }

  /** Resolves once no check is under way. */
  async settled(): Promise<void> {
    await Promise.all([...this.#tenants.values()].map(({ checking }) => checking));
  }

  async #check(tenant: string, watched: Watched): Promise<void> {
    const { clock, rules, stages } = this.#options;
    for (const name of checked) {
      const figures = stageFigures(watched.decisions, name, clock.now() - rules.windowMs);
      const breach = breachOf(figures, rules);
      if (breach === null) continue;
      const present = await stages.read(tenant);
      const rollout = present?.stages[name];
      if (present === null || rollout === undefined || (rollout.mode !== "live" && rollout.mode !== "canary")) continue;
      if (await this.#rollBack(present, name, breach)) watched.decisions = [];
    }
  }

  /** False: somebody else changed the stage meanwhile; the next check looks again. */
  async #rollBack(present: Stage, name: CheckedStage, breach: string): Promise<boolean> {
    const { clock, stages, telemetry } = this.#options;
    const { tenant } = present;
    const reason = `rolled back ${name} from ${rolloutText(present.stages[name])} by itself: ${breach}`;
    const change = {
      tenant,
      stages: { [name]: stepDown(present.stages[name]) },
      observe: undefined,
      killSwitch: undefined,
      abort: false,
      by: "unconduct",
      reason,
      at: new Date(clock.now()).toISOString(),
    };
    const next = parseContract(stageSchema, changeStage(present, change), "the stage after a breach");
    const outcome = await stages.replace(next);
    if (outcome.kind === "conflict") return false;
    telemetry.happened({ kind: "rolled-back", tenant, stage: name, reason });
    return true;
  }

  #watchedOf(tenant: string): Watched {
    const known = this.#tenants.get(tenant);
    if (known !== undefined) return known;
    const watched: Watched = { decisions: [], checkedAt: Number.NEGATIVE_INFINITY, checking: null };
    this.#tenants.set(tenant, watched);
    return watched;
  }
}
