import type { Decision } from "../../contracts/decision.ts";
import type { Stage } from "../../contracts/stage.ts";
import { shimError } from "../errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { DecisionLog } from "../ports/decision-log.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { within } from "../within.ts";

/** What a {@link DecisionWriter} works with. */
export interface DecisionWriterOptions {
  readonly log: DecisionLog;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

interface Backlog {
  waiting: Decision[];
  writing: Promise<void> | null;
  /** Begins to write at once. */
  hurry: () => void;
}

/** Decisions of one best-effort tenant that may wait for a slow log; what comes on top is lost, and counted. */
const maxWaiting = 10_000;
/** So many go to the log at once, though the turn of the event loop is not over: a run may never let it end. */
const batch = 64;
/** A log that takes longer refuses the run of a required tenant. */
const patienceMs = 2_000;

/** Brings decisions into the log: behind the run's back for best-effort tenants, before the run goes on for required. */
export class DecisionWriter {
  readonly #backlogs = new Map<string, Backlog>();
  readonly #options: DecisionWriterOptions;

  constructor(options: DecisionWriterOptions) {
    this.#options = options;
  }

  /** Rejects with LOG_UNAVAILABLE when a required tenant's log takes no more, or is not there: before the run does anything. */
  begin(tenant: string, mode: Stage["observe"]): Promise<void> | null {
    if (mode === "best-effort") return null;
    return this.#require(tenant, this.#options.log.append(tenant, []));
  }

  /** Null: nothing to wait for. The promise of a required tenant rejects with LOG_UNAVAILABLE. */
  write(decision: Decision, mode: Stage["observe"]): Promise<void> | null {
    if (mode === "required")
      return this.#require(decision.tenant, this.#options.log.append(decision.tenant, [decision]));
    const backlog = this.#backlogOf(decision.tenant);
    if (backlog.waiting.length >= maxWaiting) this.#lost(decision.tenant, 1, new Error(`${maxWaiting} decisions wait`));
    else backlog.waiting.push(decision);
    backlog.writing ??= this.#drain(decision.tenant, backlog);
    if (backlog.waiting.length === batch) backlog.hurry();
    return null;
  }

  /** Resolves once nothing waits any more; what the log refused has been counted as lost. */
  async flush(): Promise<void> {
    await Promise.all([...this.#backlogs.values()].map(({ writing }) => writing));
  }

  async #drain(tenant: string, backlog: Backlog): Promise<void> {
    // The decisions of one turn of the event loop go together, and the run goes on first.
    await new Promise<void>((resolve) => {
      backlog.hurry = resolve;
      setImmediate(resolve);
    });
    while (backlog.waiting.length > 0) {
      const decisions = backlog.waiting;
      backlog.waiting = [];
      try {
        await this.#options.log.append(tenant, decisions);
      } catch (cause) {
        this.#lost(tenant, decisions.length, cause);
      }
    }
    backlog.writing = null;
  }

  #lost(tenant: string, count: number, cause: unknown): void {
    this.#options.telemetry.happened({ kind: "decisions-lost", tenant, count, cause });
  }

  async #require<T>(tenant: string, promise: Promise<T>): Promise<T> {
    const late = () => new Error(`the decision log did not answer within ${patienceMs} ms`);
    try {
      return await within(this.#options.clock, patienceMs, promise, late);
    } catch (cause) {
      throw shimError(
        "LOG_UNAVAILABLE",
        `the decision log of tenant ${tenant} failed, and this tenant's runs require it: ${messageOf(cause)}`,
        "Mend the log, or set the tenant's `observe` to best-effort.",
        { cause },
      );
    }
  }

  #backlogOf(tenant: string): Backlog {
    const known = this.#backlogs.get(tenant);
    if (known !== undefined) return known;
    const backlog: Backlog = { waiting: [], writing: null, hurry: () => undefined };
    this.#backlogs.set(tenant, backlog);
    return backlog;
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
