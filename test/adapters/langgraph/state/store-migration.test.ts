import { type BaseStore, InMemoryStore } from "@langchain/langgraph-checkpoint";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type StoreEvent, StoreMigration } from "../../../../adapters/langgraph/index.ts";
import { RedisStore } from "../../../../adapters/langgraph-redis/index.ts";
import type { StateMove } from "../../../../contracts/stage.ts";
import { withRedis } from "../../../harness/with-redis.ts";

const redis = withRedis();
const modes = ["off", "dual-write", "compare", "live", "ramp-down", "complete"] as const;
const redisStore = () =>
  new RedisStore({ client: redis().connect(), tenant: `t${Math.random().toString(36).slice(2)}` });

const setUp = (sides: { old?: BaseStore; new?: BaseStore } = {}) => {
  const events: StoreEvent[] = [];
  const stores = { old: sides.old ?? new InMemoryStore(), new: sides.new ?? redisStore() };
  return { ...stores, events, migration: new StoreMigration({ ...stores, onEvent: (event) => events.push(event) }) };
};

/** Everything in a store. */
const contentsOf = async (store: BaseStore): Promise<Record<string, unknown>> => {
  const items = await store.search([], { limit: 1_000 });
  return Object.fromEntries(items.map(({ namespace, key, value }) => [`${namespace.join("/")}:${key}`, value]).sort());
};

/** A store may list a namespace that is empty by now. */
const filledNamespaces = async (store: BaseStore): Promise<string[]> =>
  (await store.search([], { limit: 1_000 })).map(({ namespace }) => namespace.join("/"));

/** Every call fails while it is down. */
const failing = (store: BaseStore): { store: BaseStore; down: (isDown: boolean) => void } => {
  let isDown = false;
  const proxy = new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (name !== "batch" || typeof value !== "function") return value;
      return (...args: unknown[]) => (isDown ? Promise.reject(new Error("down")) : value.apply(target, args));
    },
  });
  return { store: proxy, down: (it) => (isDown = it) };
};

interface Step {
  readonly mode: StateMove["mode"];
  readonly writes: readonly { readonly ns: string; readonly key: string; readonly value: number | null }[];
}

/** Ways through the modes, one step on or back at a time, as operators take them; the last step is not among them. */
const walks = fc
  .array(
    fc.record({
      isForward: fc.boolean(),
      writes: fc.array(
        fc.record({
          ns: fc.constantFrom("users", "notes"),
          key: fc.constantFrom("a", "b", "c"),
          value: fc.option(fc.integer({ min: 0, max: 9 })),
        }),
        { maxLength: 4 },
      ),
    }),
    { minLength: 3, maxLength: 9 },
  )
  .map((steps) => {
    let at = 0;
    return steps.map(({ isForward, writes }): Step => {
      at = Math.min(modes.length - 2, Math.max(0, at + (isForward ? 1 : -1)));
      return { mode: modes[at] ?? "off", writes };
    });
  });

describe("a store that goes through the modes", () => {
  it("answers at every step as one store would, whatever steps are taken back", async () => {
    await fc.assert(
      fc.asyncProperty(walks, fc.boolean(), async (steps, isToRedis) => {
        const { migration, events } = setUp(isToRedis ? {} : { old: redisStore(), new: new InMemoryStore() });
        const model = new InMemoryStore();
        for (const [version, { mode, writes }] of steps.entries()) {
          const store = migration.at(mode, version);
          for (const { ns, key, value } of writes) {
            for (const each of [store, model])
              await (value === null ? each.delete([ns, "all"], key) : each.put([ns, "all"], key, { value }));
          }
          expect(await contentsOf(store), mode).toEqual(await contentsOf(model));
          const namespaces = (await store.listNamespaces()).map((it) => it.join("/"));
          expect(namespaces).toEqual(expect.arrayContaining(await filledNamespaces(model)));
          expect(await store.get(["users", "all"], "a").then((it) => it?.value)).toEqual(
            await model.get(["users", "all"], "a").then((it) => it?.value),
          );
        }
        expect(events).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it("keeps what was written, to the last step and in batches too", async () => {
    const { migration, new: target } = setUp({ old: redisStore() });
    for (const [version, mode] of modes.entries()) {
      const store = migration.at(mode, version);
      const [before] = await store.batch([
        { namespace: ["n"], key: "count" },
        { namespace: ["n"], key: "count", value: { count: version } },
      ]);
      expect(before?.value).toEqual(version === 0 ? undefined : { count: version - 1 });
    }
    expect(await contentsOf(target)).toEqual({ "n:count": { count: modes.length - 1 } });
  });

  it("gives both sides the last of two writes to one item that nobody waited for", async () => {
    const { migration, old, new: target } = setUp();
    const store = migration.at("compare", 1);
    await Promise.all([1, 2, 3].map((count) => store.put(["n"], "count", { count })));
    expect(await contentsOf(old)).toEqual({ "n:count": { count: 3 } });
    expect(await contentsOf(target)).toEqual({ "n:count": { count: 3 } });
  });
});

describe("a side of a store that fails", () => {
  it("stops no run while it only mirrors, is told of, and is caught up with", async () => {
    const mirror = failing(redisStore());
    const { migration, events } = setUp({ new: mirror.store });
    const store = migration.at("dual-write", 1);
    await store.put(["n"], "a", { by: 1 });
    mirror.down(true);
    await store.put(["n"], "a", { by: 2 });
    expect(events).toMatchObject([{ kind: "mirror-failed", place: '["n"]', side: "new" }]);
    mirror.down(false);
    expect((await migration.at("live", 2).get(["n"], "a"))?.value).toEqual({ by: 2 });
  });

  it("refuses what it is needed for: to complete the new side, and to remove from both", async () => {
    const source = failing(new InMemoryStore());
    const { migration, new: target } = setUp({ old: source.store });
    await source.store.put(["n"], "a", { by: 1 });
    source.down(true);
    await expect(migration.at("live", 1).get(["n"], "a")).rejects.toThrow("down");
    source.down(false);
    expect((await migration.at("live", 1).get(["n"], "a"))?.value).toEqual({ by: 1 });
    source.down(true);
    await expect(migration.at("live", 1).delete(["n"], "a")).rejects.toThrow("down");
    expect((await target.get(["n"], "a"))?.value, "nothing is half removed").toEqual({ by: 1 });
  });
});

describe("comparing and back-filling a store", () => {
  it("names the item and the path that differ, and no contents", async () => {
    const { migration, events, new: target } = setUp();
    const store = migration.at("compare", 1);
    await store.put(["n"], "a", { name: { first: "Ada" } });
    await target.put(["n"], "a", { name: { first: "Bea" } });
    await target.put(["n"], "other", {});
    await store.search(["n"]);
    expect(events).toEqual([
      { kind: "mismatch", place: '["n","a"]', differences: [{ path: "value.name.first", kind: "value" }] },
    ]);
  });

  it("counts in a dry run, copies what is missing or older, takes up again, and then finds both sides alike", async () => {
    const { migration, old, new: target } = setUp();
    for (const ns of ["a", "b", "c"]) for (const key of ["1", "2"]) await old.put([ns, "x"], key, { ns, key });
    const places: (string | null)[] = [];
    const dry = await migration.backfill({ dryRun: true, onProgress: ({ place }) => places.push(place) });
    expect(dry).toEqual({ place: '["c","x"]', namespaces: 3, items: 6, found: 6 });
    expect(await contentsOf(target)).toEqual({});
    expect(await migration.backfill({ dryRun: false, after: places[0] ?? "" })).toMatchObject({ items: 4, found: 4 });
    const found: StoreEvent[] = [];
    expect(await migration.compareAll({ onDifference: (it) => found.push(it) })).toMatchObject({ items: 6, found: 2 });
    expect(found).toMatchObject([{ place: '["a","x","1"]' }, { place: '["a","x","2"]' }]);
    expect(await migration.backfill({ dryRun: false })).toMatchObject({ items: 6, found: 2 });
    expect(await migration.backfill({ dryRun: false })).toMatchObject({ items: 6, found: 0 });
    expect(await contentsOf(target)).toEqual(await contentsOf(old));
  });

  it("copies again what changes while it is copied, so that the copy does not count as newer", async () => {
    const old = new InMemoryStore();
    const target = redisStore();
    let isFirst = true;
    const racing = new Proxy(target, {
      get: (store, name) => {
        if (name !== "put") return Reflect.get(store, name).bind?.(store) ?? Reflect.get(store, name);
        return async (...args: Parameters<BaseStore["put"]>) => {
          if (isFirst) await old.put(["n"], "a", { by: 2 });
          isFirst = false;
          await store.put(...args);
        };
      },
    });
    await old.put(["n"], "a", { by: 1 });
    const { migration } = setUp({ old, new: racing });
    await migration.backfill({ dryRun: false });
    expect((await target.get(["n"], "a"))?.value).toEqual({ by: 2 });
    expect((await migration.at("dual-write", 1).get(["n"], "a"))?.value).toEqual({ by: 2 });
  });
});
