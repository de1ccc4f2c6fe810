import type { BaseCheckpointSaver, BaseStore } from "@langchain/langgraph-checkpoint";
import type { StateMove } from "../../../contracts/stage.ts";
import { shimError } from "../../../shim/errors.ts";
import type { Telemetry } from "../../../shim/ports/telemetry.ts";
import type { StageInForce } from "../../../shim/stages/stage-in-force.ts";
import { isObject } from "../surface.ts";
import { type StateEvent, StateMigration } from "./state-migration.ts";
import { type StoreEvent, StoreMigration } from "./store-migration.ts";
import { TenantMoves } from "./tenant-moves.ts";

/** Stage 3: where state moves to from what the graph has. One for all tenants, or the one of each; asked once a tenant and process. */
export interface StateOptions {
  /** The saver that threads move to. Default: they stay in the graph's own checkpointer. */
  readonly to?: BaseCheckpointSaver | ((tenant: string) => BaseCheckpointSaver);
  /** The store that long-term items move to. Default: they stay in the graph's own store. */
  readonly store?: BaseStore | ((tenant: string) => BaseStore);
}

/** Where a run keeps its state, as LangGraph's fields hold it. */
export interface RunSides {
  readonly checkpointer?: unknown;
  readonly store?: unknown;
}

/** Gives each run the saver and the store that its tenant's stage asks for. */
export class RunState {
  readonly #savers: TenantMoves<BaseCheckpointSaver, StateMigration> | null;
  readonly #stores: TenantMoves<BaseStore, StoreMigration> | null;
  readonly #telemetry: Telemetry;
  readonly #present: (tenant: string) => StageInForce;

  /** `present`: the stage of a tenant as last heard, for runs that outlast a flip. */
  constructor({ to, store }: StateOptions, telemetry: Telemetry, present: (tenant: string) => StageInForce) {
    this.#telemetry = telemetry;
    this.#present = present;
    const savers = (tenant: string, old: BaseCheckpointSaver, other: BaseCheckpointSaver) =>
      new StateMigration({ old, new: other, onEvent: (event) => this.#tell(tenant, event) });
    const stores = (tenant: string, old: BaseStore, other: BaseStore) =>
      new StoreMigration({ old, new: other, onEvent: (event) => this.#tellOfStore(tenant, event) });
    this.#savers = to === undefined ? null : new TenantMoves(to, savers);
    this.#stores = store === undefined ? null : new TenantMoves(store, stores);
  }

  /**
   * Saver and store for a run or a call of a state method that begins now; the run keeps them to its end. What the graph
   * has of its own stays where it is none (a subgraph's `true`), already the new one, or where no stage was ever set for
   * the tenant. Throws STAGE_UNKNOWN while the stage source has not answered for the tenant: its state may have moved, and
   * what is written to the wrong side may be lost.
   */
  sidesFor(tenant: string, stage: StageInForce, { checkpointer, store }: RunSides): RunSides {
    const present = () => this.#present(tenant).state.mode;
    return {
      checkpointer: isSaver(checkpointer) ? inForce(this.#savers, checkpointer, tenant, stage, present) : checkpointer,
      store: isStore(store) ? inForce(this.#stores, store, tenant, stage, present) : store,
    };
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

  #tellOfStore(tenant: string, event: StoreEvent): void {
    const { place } = event;
    if (event.kind === "mirror-failed")
      this.#telemetry.happened({ kind: "store-mirror-failed", tenant, place, side: event.side, cause: event.cause });
    else {
      const paths = event.differences.map(({ path }) => path);
      this.#telemetry.happened({ kind: "store-mismatch", tenant, place, paths });
    }
  }
}

interface Migration<Side> {
  at(mode: StateMove["mode"], version: number, present: () => StateMove["mode"]): Side;
}

const inForce = <Side extends object>(
  moves: TenantMoves<Side, Migration<Side>> | null,
  own: Side,
  tenant: string,
  stage: StageInForce,
  present: () => StateMove["mode"],
): Side => {
  if (moves === null) return own;
  if (!stage.isKnown) throw stageUnknown(tenant);
  if (stage.version === 0) return own;
  return moves.between(tenant, own)?.at(stage.state.mode, stage.version, present) ?? own;
};

const stageUnknown = (tenant: string) =>
  shimError(
    "STAGE_UNKNOWN",
    `the stage source has not said yet where the state of tenant ${tenant} is`,
    "Bring the stage source back, or leave out the `state` option if state has never moved.",
  );

const isSaver = (value: unknown): value is BaseCheckpointSaver =>
  isObject(value) && typeof value.getTuple === "function" && typeof value.putWrites === "function";

const isStore = (value: unknown): value is BaseStore =>
  isObject(value) && typeof value.batch === "function" && typeof value.listNamespaces === "function";
