import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { shimError } from "../../../shim/errors.ts";
import type { Telemetry } from "../../../shim/ports/telemetry.ts";
import type { StageInForce } from "../../../shim/stages/stage-in-force.ts";
import { isObject } from "../surface.ts";
import { type StateEvent, StateMigration } from "./state-migration.ts";

/** Stage 3: where the state of threads moves to, from the checkpointer that the graph has. */
export interface StateOptions {
  /** One saver for all tenants, or the one of each; asked once a tenant and process. */
  readonly to: BaseCheckpointSaver | ((tenant: string) => BaseCheckpointSaver);
}

/** Gives each run the saver that its tenant's stage asks for. */
export class RunState {
  readonly #to: StateOptions["to"];
  readonly #telemetry: Telemetry;
  readonly #newOf = new Map<string, BaseCheckpointSaver>();
  /** By the graph's own saver, since a host may set another one, and by tenant. */
  readonly #migrations = new WeakMap<BaseCheckpointSaver, Map<string, StateMigration>>();

  constructor(options: StateOptions, telemetry: Telemetry) {
    this.#to = options.to;
    this.#telemetry = telemetry;
  }

  /**
   * The saver for a run or a call of a state method that begins now; the run keeps it to its end. `own` is the graph's: it
   * stays where it is none (a subgraph's `true`), already the new one, or where no stage was ever set for the tenant.
   * Throws STAGE_UNKNOWN while the stage source has not answered for the tenant: its state may have moved, and what is
   * written to the wrong side may be lost.
   */
  saverFor(tenant: string, stage: StageInForce, own: unknown): unknown {
    if (!isSaver(own)) return own;
    if (!stage.isKnown) throw stageUnknown(tenant);
    if (stage.version === 0) return own;
    const to = this.#savers(tenant);
    return to === own ? own : this.#migration(tenant, own, to).at(stage.state.mode, stage.version);
  }

  #savers(tenant: string): BaseCheckpointSaver {
    const known = this.#newOf.get(tenant);
    if (known !== undefined) return known;
    const saver = typeof this.#to === "function" ? this.#to(tenant) : this.#to;
    this.#newOf.set(tenant, saver);
    return saver;
  }

  /** One for all runs of a tenant: it remembers which threads are complete. */
  #migration(tenant: string, own: BaseCheckpointSaver, to: BaseCheckpointSaver): StateMigration {
    const ofOwn = this.#migrations.get(own) ?? new Map<string, StateMigration>();
    this.#migrations.set(own, ofOwn);
    const known = ofOwn.get(tenant);
    if (known !== undefined) return known;
    const migration = new StateMigration({ old: own, new: to, onEvent: (event) => this.#tell(tenant, event) });
    ofOwn.set(tenant, migration);
    return migration;
  }

  #tell(tenant: string, event: StateEvent): void {
    const { thread } = event;
    if (event.kind === "mirror-failed")
      this.#telemetry.happened({ kind: "state-mirror-failed", tenant, thread, side: event.side, cause: event.cause });
    if (event.kind === "mismatch") {
      const paths = event.differences.map(({ path }) => path);
      this.#telemetry.happened({ kind: "state-mismatch", tenant, thread, checkpoint: event.checkpoint, paths });
    }
  }
}

const stageUnknown = (tenant: string) =>
  shimError(
    "STAGE_UNKNOWN",
    `the stage source has not said yet where the state of tenant ${tenant} is`,
    "Bring the stage source back, or leave out the `state` option if state has never moved.",
  );

const isSaver = (value: unknown): value is BaseCheckpointSaver =>
  isObject(value) && typeof value.getTuple === "function" && typeof value.putWrites === "function";
