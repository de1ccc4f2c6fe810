import { parseContract } from "../../contracts/parse-contract.ts";
import { type Stage, stageSchema } from "../../contracts/stage.ts";
import type { Clock, StopTimer } from "../ports/clock.ts";
import type { StageSource } from "../ports/stage-source.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { within } from "../within.ts";
import { observeOnly, type StageInForce, stageInForce } from "./stage-in-force.ts";

/** A run in flight, as far as stages go. */
export interface FollowedRun {
  readonly tenant: string;
  /** Of the stage that it began under. */
  readonly version: number;
  /** Called once when an operator cancels runs of this version. */
  abort(): void;
}

/** What {@link LiveStages} works with. */
export interface LiveStagesOptions {
  readonly source: StageSource;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** For tenants without a stage. */
  readonly fallback: Stage["observe"];
  /** True: the source cannot change its mind, and is asked once for each tenant. Default false. */
  readonly isConstant?: boolean;
}

interface Known {
  stage: StageInForce;
  /** The document that `stage` was made from: the same object again need not be checked again. */
  document: unknown;
  /** By the clock's `elapsed`; the answer before it may be used without asking. */
  freshUntil: number;
  asking: Promise<StageInForce> | null;
  isFailing: boolean;
}

/** How long an answer counts as new: with the time of one question, a flip reaches every process within a second. */
const freshMs = 400;
const forEver = Number.POSITIVE_INFINITY;
/** A source that takes longer counts as down. */
const patienceMs = 500;

/** The stage of each tenant, asked for when a run begins; while runs are in flight also for a call to abort them. */
export class LiveStages {
  readonly #known = new Map<string, Known>();
  readonly #inFlight = new Set<FollowedRun>();
  readonly #options: LiveStagesOptions;
  #stopPolling: StopTimer | null = null;

  constructor(options: LiveStagesOptions) {
    this.#options = options;
  }

  /** The stage for a run that begins now; at once if the source answers at once or has just been asked. Never fails. */
  inForce(tenant: string): StageInForce | Promise<StageInForce> {
    const known = this.#knownOf(tenant);
    if (known.freshUntil === forEver) return known.stage;
    if (known.asking !== null) return known.asking;
    return this.#options.clock.elapsed() < known.freshUntil ? known.stage : this.#ask(tenant, known);
  }

  /** The tenant's stage as heard last, without asking; observe only if nothing was heard yet. */
  lastHeard(tenant: string): StageInForce {
    return this.#knownOf(tenant).stage;
  }

  /** Tells `run` when it is to be aborted, until the returned function is called. */
  follow(run: FollowedRun): () => void {
    this.#inFlight.add(run);
    this.#stopPolling ??= this.#options.clock.every(freshMs, () => this.#poll());
    return () => {
      this.#inFlight.delete(run);
      if (this.#inFlight.size > 0) return;
      this.#stopPolling?.();
      this.#stopPolling = null;
    };
  }

  #poll(): void {
    for (const tenant of new Set([...this.#inFlight].map((run) => run.tenant))) void this.inForce(tenant);
  }

  #ask(tenant: string, known: Known): StageInForce | Promise<StageInForce> {
    let answer: unknown;
    try {
      answer = this.#options.source.read(tenant);
    } catch (cause) {
      return this.#failed(tenant, known, cause);
    }
    if (!isPromise(answer))
      return this.#answered(tenant, known, answer, this.#options.isConstant === true ? forEver : 0);
    const late = () => new Error(`the stage source did not answer within ${patienceMs} ms`);
    known.asking = within(this.#options.clock, patienceMs, answer, late)
      .then(
        (document) => this.#answered(tenant, known, document, freshMs),
        (cause: unknown) => this.#failed(tenant, known, cause),
      )
      .finally(() => {
        known.asking = null;
      });
    return known.asking;
  }

  #answered(tenant: string, known: Known, document: unknown, freshFor: number): StageInForce {
    if (known.document !== document || known.isFailing) {
      try {
        known.stage = toStage(tenant, document, this.#options.fallback);
      } catch (cause) {
        return this.#failed(tenant, known, cause);
      }
      known.document = document;
    }
    known.freshUntil = this.#options.clock.elapsed() + freshFor;
    if (known.isFailing) this.#options.telemetry.happened({ kind: "stage-source-recovered", tenant });
    known.isFailing = false;
    this.#abortOlder(tenant, known.stage.abortBefore);
    return known.stage;
  }

  /** What was said last holds; said once until the source is well again. */
  #failed(tenant: string, known: Known, cause: unknown): StageInForce {
    known.freshUntil = this.#options.clock.elapsed() + freshMs;
    const isKnown = known.document !== undefined;
    if (!known.isFailing) this.#options.telemetry.happened({ kind: "stage-source-failed", tenant, cause, isKnown });
    known.isFailing = true;
    return known.stage;
  }

  #abortOlder(tenant: string, version: number): void {
    if (version === 0) return;
    for (const run of this.#inFlight) {
      if (run.tenant !== tenant || run.version >= version) continue;
      this.#inFlight.delete(run);
      run.abort();
    }
  }

  #knownOf(tenant: string): Known {
    const known = this.#known.get(tenant);
    if (known !== undefined) return known;
    const stage = observeOnly(this.#options.fallback, false);
    const fresh: Known = { stage, document: undefined, freshUntil: 0, asking: null, isFailing: false };
    this.#known.set(tenant, fresh);
    return fresh;
  }
}

const toStage = (tenant: string, document: unknown, fallback: Stage["observe"]): StageInForce => {
  if (document === null) return observeOnly(fallback, true);
  const stage = parseContract(stageSchema, document, `the stage of tenant ${tenant}`);
  if (stage.tenant !== tenant)
    throw new Error(`the stage source gave the stage of tenant ${stage.tenant} for ${tenant}`);
  return stageInForce(stage);
};

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;
