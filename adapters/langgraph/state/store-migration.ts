import type { BaseStore, Item } from "@langchain/langgraph-checkpoint";
import type { StateMove } from "../../../contracts/stage.ts";
import type { Difference } from "../../../shim/state/differing-paths.ts";
import { otherSide, rolesOf, type StateSide, writesTo } from "../../../shim/state/state-roles.ts";
import { copyItem, itemDifferences, joinNamespace } from "./join-namespace.ts";
import { MigratingStore } from "./migrating-store.ts";
import { itemsOf, namespacesOf, placeOf } from "./store-items.ts";

/** What a migration of a store has to say while runs go on. */
export type StoreEvent =
  | { readonly kind: "mirror-failed"; readonly place: string; readonly side: StateSide; readonly cause: unknown }
  | StoreMismatch;

/** An item that the two sides hold differently; path "": one that a side lacks. */
export interface StoreMismatch {
  readonly kind: "mismatch";
  /** Namespace and key, as JSON. */
  readonly place: string;
  readonly differences: readonly Difference[];
}

/** What a {@link StoreMigration} moves, and whom it tells. */
export interface StoreMigrationOptions {
  readonly old: BaseStore;
  readonly new: BaseStore;
  readonly onEvent?: (event: StoreEvent) => void;
}

/** Which namespaces to go through. */
export interface StoreWalk {
  /** Namespaces up to this one, as the progress named it, were done by an earlier run; default: none. */
  readonly after?: string;
  /** Called after each namespace; `place` is what to give as `after` when the work is taken up again. */
  readonly onProgress?: (progress: StoreProgress) => void;
}

/** How far a back-fill or a comparison is. */
export interface StoreProgress {
  /** The namespace done last, as JSON. */
  readonly place: string | null;
  readonly namespaces: number;
  readonly items: number;
  /** Items copied, or that would be; in a comparison: that differ. */
  readonly found: number;
}

/** Namespaces of which it is known that nothing is missing. */
const remembered = 50_000;

/** Moves the items of one store to another, in the steps of stage 3, each of which can be taken back. */
export class StoreMigration {
  readonly #stores: Readonly<Record<StateSide, BaseStore>>;
  readonly #onEvent: (event: StoreEvent) => void;
  /** Namespace to the work that completed it in an era. A failed mirror forgets it, and it is completed anew. */
  readonly #completed = new Map<string, { readonly era: string; readonly work: Promise<void> }>();

  /** Namespace to the items that a side has missed. Dates alone tell no two writes of a millisecond apart. */
  readonly #behind = new Map<string, { readonly side: StateSide; readonly keys: Set<string> }>();

  constructor(options: StoreMigrationOptions) {
    this.#stores = { old: options.old, new: options.new };
    this.#onEvent = options.onEvent ?? (() => undefined);
  }

  /**
   * The store for a run that begins in `mode`; the run keeps it to its end. `version`: of the stage. `present`: the mode that
   * later runs begin in by then; where they write, this one writes too, so that what it writes late is not lost.
   */
  at(mode: StateMove["mode"], version = 0, present: () => StateMove["mode"] = () => mode): BaseStore {
    const { authority, mirror } = rolesOf(mode);
    const side = otherSide(authority);
    const era = `${mode} ${version}`;
    return new MigratingStore(
      { authority: this.#stores[authority], other: this.#stores[side] },
      {
        isMirrored: () => mirror !== null || writesTo(present(), side),
        prepare: (namespace, withBelow) => this.#prepare(namespace, withBelow, mode, era),
        compare: (item) => this.#compare(item, mode),
        mirrorFailed: (missed, cause) => {
          for (const { namespace, key } of missed) this.#fellBehind(placeOf(namespace), side, key);
          for (const place of new Set(missed.map(({ namespace }) => placeOf(namespace)))) {
            this.#completed.delete(place);
            this.#onEvent({ kind: "mirror-failed", place, side, cause });
          }
        },
      },
    );
  }

  /** Copies items from old to new before they are used, or counts what is missing. Can be stopped and taken up again. */
  async backfill({ dryRun, ...walk }: StoreWalk & { readonly dryRun: boolean }): Promise<StoreProgress> {
    return this.#walk(walk, async (namespace) => {
      const sides = { source: this.#stores.old, target: this.#stores.new, winner: "source" } as const;
      const { items, copied } = await joinNamespace(sides, namespace, dryRun);
      return { items, found: copied };
    });
  }

  /** Compares every item that the old side has with the new side's. Reads only. */
  async compareAll(
    walk: StoreWalk & { readonly onDifference: (found: StoreMismatch) => void },
  ): Promise<StoreProgress> {
    return this.#walk(walk, async (namespace) => {
      const items = await itemsOf(this.#stores.old, namespace);
      let found = 0;
      for (const item of items) {
        const differences = itemDifferences(item, await this.#stores.new.get(item.namespace, item.key));
        if (differences.length === 0) continue;
        found += 1;
        walk.onDifference({ kind: "mismatch", place: placeOf([...item.namespace, item.key]), differences });
      }
      return { items: items.length, found };
    });
  }

  async #walk(
    { after = "", onProgress }: StoreWalk,
    work: (namespace: string[]) => Promise<Pick<StoreProgress, "items" | "found">>,
  ): Promise<StoreProgress> {
    let progress: StoreProgress = { place: null, namespaces: 0, items: 0, found: 0 };
    for (const namespace of await namespacesOf(this.#stores.old)) {
      const place = placeOf(namespace);
      if (place <= after) continue;
      const { items, found } = await work(namespace);
      progress = {
        ...{ place, namespaces: progress.namespaces + 1 },
        ...{ items: progress.items + items, found: progress.found + found },
      };
      onProgress?.(progress);
    }
    return progress;
  }

  async #prepare(
    namespace: readonly string[],
    withBelow: boolean,
    mode: StateMove["mode"],
    era: string,
  ): Promise<void> {
    const { source, authority } = rolesOf(mode);
    if (source === null) return;
    if (!withBelow) return this.#complete(namespace, mode, era);
    // The old side may go on alone, as it did before; the new one must not answer with a part.
    const listed = await this.#tried(placeOf(namespace), source, authority === "old", async () => {
      const sides = [this.#stores[source], this.#stores[authority]];
      return (await Promise.all(sides.map((store) => namespacesOf(store, namespace)))).flat();
    });
    const places = new Map((listed ?? []).map((it) => [placeOf(it), it]));
    for (const below of places.values()) await this.#complete(below, mode, era);
  }

  /** Completes a namespace once an era; who comes meanwhile waits for the same work. */
  async #complete(namespace: readonly string[], mode: StateMove["mode"], era: string): Promise<void> {
    const place = placeOf(namespace);
    const known = this.#completed.get(place);
    if (known?.era === era) return known.work;
    if (this.#completed.size >= remembered) this.#completed.clear(); // they are completed again: safe, and rare
    const work = (known?.work ?? Promise.resolve()).catch(() => undefined).then(() => this.#join(namespace, mode));
    this.#completed.set(place, {
      era,
      work: work.then(
        (isWhole) => {
          if (!isWhole) this.#completed.delete(place);
        },
        (cause: unknown) => {
          this.#completed.delete(place);
          throw cause;
        },
      ),
    });
    return this.#completed.get(place)?.work;
  }

  /** False if a side that may fail has failed. */
  async #join(namespace: readonly string[], mode: StateMove["mode"]): Promise<boolean> {
    const { authority, mirror, source } = rolesOf(mode);
    if (source === null) return true;
    const place = placeOf(namespace);
    const isCaughtUp = await this.#catchUp(namespace, authority);
    const [from, to] = [this.#stores[source], this.#stores[authority]];
    const joined = await this.#tried(place, source, authority === "old", () =>
      joinNamespace({ source: from, target: to, winner: "target" }, namespace),
    );
    if (mirror === null) return joined !== null && isCaughtUp;
    const mirrored = await this.#tried(place, mirror, true, () =>
      joinNamespace({ source: to, target: this.#stores[mirror], winner: "source" }, namespace),
    );
    return mirrored !== null && joined !== null && isCaughtUp;
  }

  #fellBehind(place: string, side: StateSide, key: string): void {
    const known = this.#behind.get(place);
    if (known?.side === side) known.keys.add(key);
    else if (this.#behind.size < remembered) this.#behind.set(place, { side, keys: new Set([key]) });
  }

  /** Gives a side what it has missed. One that answers must have it; one that only mirrors may miss it once more: false. */
  async #catchUp(namespace: readonly string[], authority: StateSide): Promise<boolean> {
    const place = placeOf(namespace);
    const behind = this.#behind.get(place);
    if (behind === undefined) return true;
    const [source, target] = [this.#stores[otherSide(behind.side)], this.#stores[behind.side]];
    const done = await this.#tried(place, behind.side, behind.side !== authority, async () => {
      for (const key of behind.keys) {
        const item = await source.get([...namespace], key);
        if (item !== null) await copyItem({ source, target, winner: "source" }, item);
      }
      return true;
    });
    if (done !== null) this.#behind.delete(place);
    return done !== null;
  }

  /** Null if it failed, may fail, and was told of. */
  async #tried<T>(place: string, side: StateSide, mayFail: boolean, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (cause) {
      if (!mayFail) throw cause;
      this.#onEvent({ kind: "mirror-failed", place, side, cause });
      return null;
    }
  }

  async #compare(item: Item, mode: StateMove["mode"]): Promise<void> {
    const { compares, mirror } = rolesOf(mode);
    if (!compares || mirror === null) return;
    const place = placeOf([...item.namespace, item.key]);
    const other = await this.#tried(place, mirror, true, async () => ({
      item: await this.#stores[mirror].get(item.namespace, item.key),
    }));
    if (other === null) return;
    const differences = itemDifferences(item, other.item);
    if (differences.length > 0) this.#onEvent({ kind: "mismatch", place, differences });
  }
}
