import { type BaseCheckpointSaver, MemorySaver } from "@langchain/langgraph";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type StateEvent, StateMigration } from "../../../../adapters/langgraph/index.ts";
import { RedisSaver } from "../../../../adapters/langgraph-redis/index.ts";
import type { StateMove } from "../../../../contracts/stage.ts";
import { busyGraph, busyTurn, historyOf } from "../../../harness/langgraph-threads.ts";
import { withRedis } from "../../../harness/with-redis.ts";

const redis = withRedis();
const modes = ["off", "dual-write", "compare", "live", "ramp-down", "complete"] as const;
const redisSaver = () =>
  new RedisSaver({ client: redis().connect(), tenant: `t${Math.random().toString(36).slice(2)}` });

const setUp = (sides: { old?: BaseCheckpointSaver; new?: BaseCheckpointSaver } = {}) => {
  const events: StateEvent[] = [];
  const savers = { old: sides.old ?? new MemorySaver(), new: sides.new ?? redisSaver() };
  return { ...savers, events, migration: new StateMigration({ ...savers, onEvent: (event) => events.push(event) }) };
};

const walk = async (migration: StateMigration, path: readonly StateMove["mode"][]) => {
  for (const [turn, mode] of path.entries()) await busyTurn(busyGraph(migration.at(mode)), "th", turn, "async");
};

const expected = async (turns: number) => {
  const graph = busyGraph(new MemorySaver());
  for (let turn = 0; turn < turns; turn += 1) await busyTurn(graph, "th", turn, "async");
  return historyOf(graph, "th");
};

/** Writes fail while it is down. */
const failing = (saver: BaseCheckpointSaver): { saver: BaseCheckpointSaver; down: (isDown: boolean) => void } => {
  let isDown = false;
  const names = ["put", "putWrites", "getTuple", "deleteThread"];
  const proxy = new Proxy(saver, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (isDown && names.includes(String(name))) return Promise.reject(new Error("down"));
        if (isDown && name === "list") throw new Error("down");
        return value.apply(target, args);
      };
    },
  });
  return { saver: proxy, down: (it) => (isDown = it) };
};

describe("a thread that goes through the modes", () => {
  it("has at every step the history that it would have without them", async () => {
    const { migration, events } = setUp();
    for (let turns = 1; turns <= modes.length; turns += 1) {
      const mode = modes[turns - 1] as StateMove["mode"]; // turns counts the modes
      await busyTurn(busyGraph(migration.at(mode)), "th", turns - 1, "async");
      expect(await historyOf(busyGraph(migration.at(mode)), "th"), mode).toEqual(await expected(turns));
    }
    expect(events.filter(({ kind }) => kind !== "completed")).toEqual([]);
  });

  it("loses no write when steps are taken back and again, in any order before `complete`", async () => {
    const step = fc.constantFrom(...modes.filter((mode) => mode !== "complete"));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 3 }), async (path) => {
        const { migration } = setUp();
        await walk(migration, path);
        const last = path.at(-1) ?? "off";
        expect(await historyOf(busyGraph(migration.at(last)), "th")).toEqual(await expected(path.length));
      }),
      { numRuns: 8 },
    );
  });

  it("goes the other way round too: from Redis to another saver", async () => {
    const { migration } = setUp({ old: redisSaver(), new: new MemorySaver() });
    await walk(migration, ["off", "compare", "live"]);
    expect(await historyOf(busyGraph(migration.at("live")), "th")).toEqual(await expected(3));
  });
});

describe("a side that fails", () => {
  it("as the mirror: the run goes on, is told of, and the thread is completed once it is back", async () => {
    const mirror = failing(redisSaver());
    const { migration, events } = setUp({ new: mirror.saver });
    await walk(migration, ["dual-write"]);
    mirror.down(true);
    await busyTurn(busyGraph(migration.at("dual-write")), "th", 1, "async");
    expect(events.map(({ kind }) => kind)).toContain("mirror-failed");
    mirror.down(false);
    await busyTurn(busyGraph(migration.at("dual-write")), "th", 2, "async");
    expect(await historyOf(busyGraph(migration.at("live")), "th")).toEqual(await expected(3));
  });

  it("as the authority: the run fails, as it would without a migration", async () => {
    const authority = failing(new MemorySaver());
    const { migration } = setUp({ old: authority.saver });
    await walk(migration, ["dual-write"]);
    authority.down(true);
    await expect(busyTurn(busyGraph(migration.at("dual-write")), "th", 1, "sync")).rejects.toThrow("down");
  });

  it("as the source of a thread not moved yet: the new side does not begin it in part", async () => {
    const source = failing(new MemorySaver());
    const { migration } = setUp({ old: source.saver });
    await walk(migration, ["off"]);
    source.down(true);
    await expect(busyTurn(busyGraph(migration.at("live")), "th", 1, "sync")).rejects.toThrow("down");
  });
});

it("compare reports where the sides differ, by path and without contents", async () => {
  const { migration, events, ...savers } = setUp();
  await walk(migration, ["compare"]);
  const tuple = await savers.new.getTuple({ configurable: { thread_id: "th" } });
  if (tuple === undefined) throw new Error("the mirror has no checkpoint");
  tuple.checkpoint.channel_values.approved = "forged";
  await savers.new.put(
    tuple.parentConfig ?? {},
    tuple.checkpoint,
    tuple.metadata ?? { source: "loop", step: 0, parents: {} },
    tuple.checkpoint.channel_versions,
  );
  await busyGraph(migration.at("compare")).getState({ configurable: { thread_id: "th" } });
  expect(events.at(-1)).toMatchObject({
    kind: "mismatch",
    thread: "th",
    differences: [{ path: "channel_values.approved", kind: "value" }],
  });
  expect(JSON.stringify(events)).not.toContain("forged");
});

it("compare tells of no write that another process was still about to mirror", async () => {
  const { migration, events, ...savers } = setUp();
  await walk(migration, ["compare"]);
  const config = { configurable: { thread_id: "th", checkpoint_ns: "" } };
  const newest = await savers.old.getTuple(config);
  if (newest === undefined) throw new Error("the thread has no checkpoint");
  await savers.old.putWrites(newest.config, [["approved", "late"]], "task-late");
  const read = savers.new.getTuple.bind(savers.new);
  let looks = 0;
  savers.new.getTuple = async (asked) => {
    const seen = await read(asked);
    looks += 1;
    if (looks === 1) await savers.new.putWrites(newest.config, [["approved", "late"]], "task-late");
    return seen;
  };
  const before = events.length;
  await migration.at("compare").getTuple(newest.config);
  expect(looks).toBe(2);
  expect(events.slice(before)).toEqual([]);
});

describe("back-fill", () => {
  it("counts in a dry run, copies, can be taken up again, and copies nothing twice", async () => {
    const { migration, ...savers } = setUp();
    for (const thread of ["a", "b", "c"]) await busyTurn(busyGraph(savers.old), thread, 1, "async");
    const would = await migration.backfill({ dryRun: true });
    expect(would).toMatchObject({ thread: "c", threads: 3 });
    expect(would.copied).toBe(would.checkpoints);
    expect(await savers.new.getTuple({ configurable: { thread_id: "a" } })).toBeUndefined();

    const seen: string[] = [];
    await migration.backfill({ dryRun: false, after: "a", onProgress: ({ thread }) => seen.push(String(thread)) });
    expect(seen).toEqual(["b", "c"]);
    expect(await migration.backfill({ dryRun: false })).toMatchObject({ threads: 3, copied: would.copied / 3 });
    expect(await migration.backfill({ dryRun: false })).toMatchObject({ threads: 3, copied: 0 });
    for (const thread of ["a", "b", "c"]) {
      expect(await historyOf(busyGraph(savers.new), thread)).toEqual(await historyOf(busyGraph(savers.old), thread));
    }
  });
});

it("a thread whose deletion fails on one side is still there, whole, whichever side answers", async () => {
  for (const [mode, mirrors] of [
    ["dual-write", "new"],
    ["live", "old"],
  ] as const) {
    const { migration, ...savers } = setUp();
    const flaky = failing(savers[mirrors]);
    const moving = new StateMigration({ ...savers, [mirrors]: flaky.saver });
    await walk(migration, [mode]);
    const before = await historyOf(busyGraph(moving.at(mode)), "th");
    flaky.down(true);
    await expect(moving.at(mode).deleteThread("th"), mode).rejects.toThrow("down");
    flaky.down(false);
    expect(await historyOf(busyGraph(moving.at(mode, 2)), "th"), mode).toEqual(before);
  }
});

it("a deleted thread is gone from both sides", async () => {
  const { migration, ...savers } = setUp();
  await walk(migration, ["dual-write"]);
  await migration.at("dual-write").deleteThread("th");
  for (const saver of [savers.old, savers.new]) {
    expect(await saver.getTuple({ configurable: { thread_id: "th" } })).toBeUndefined();
  }
});
