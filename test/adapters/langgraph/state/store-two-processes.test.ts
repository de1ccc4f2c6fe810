import { type BaseStore, InMemoryStore } from "@langchain/langgraph-checkpoint";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StoreMigration } from "../../../../adapters/langgraph/index.ts";

const modes = ["off", "dual-write", "compare", "live", "ramp-down", "complete"] as const;

/** A side of which a process only reaches what it asks before it is killed: later writes never arrive. */
const untilKilled = (store: BaseStore, life: { isOver: boolean }): BaseStore =>
  new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => (life.isOver ? new Promise(() => undefined) : value.apply(target, args));
    },
  });

/** The same, and killed by its first write: that one still arrives. */
const killedByWrite = (store: BaseStore, life: { isOver: boolean }): BaseStore =>
  new Proxy(untilKilled(store, life), {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (name !== "batch" || typeof value !== "function") return value;
      return async (operations: readonly object[]) => {
        const result: unknown = await value.call(target, operations);
        if (operations.some((it) => "value" in it)) life.isOver = true;
        return result;
      };
    },
  });

const valueIn = async (store: BaseStore, key: string): Promise<unknown> => (await store.get(["n"], key))?.value.value;

interface Process {
  migration: StoreMigration;
  /** Position in `modes`, and the version of the stage that says so. */
  mode: number;
  version: number;
  /** The store of a run that goes on through flips. */
  long: BaseStore | null;
}

const action = fc.oneof(
  fc.record({ kind: fc.constant("flip" as const), isForward: fc.nat(2).map((n) => n > 0) }),
  fc.record({ kind: fc.constant("hear" as const), by: fc.nat(1) }),
  fc.record({ kind: fc.constant("begin" as const), by: fc.nat(1) }),
  fc.record({
    kind: fc.constantFrom("write" as const, "write late" as const, "killed" as const),
    by: fc.nat(1),
    key: fc.constantFrom("a", "b"),
    value: fc.option(fc.integer({ min: 0, max: 9 })),
  }),
);

describe("two processes that move one store", () => {
  // Items are told apart by their dates, to the millisecond: here each action has one of its own.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
  afterEach(() => void vi.useRealTimers());

  it("answer as one store would, while flips spread and processes are killed between the two sides", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 40 }), async (actions) => {
        const [old, other, model] = [new InMemoryStore(), new InMemoryStore(), new InMemoryStore()];
        const born = (): StoreMigration => new StoreMigration({ old, new: other });
        const stage = { mode: 0, version: 1 };
        const processes: Process[] = [0, 1].map(() => ({ migration: born(), ...stage, long: null }));
        const modeOf = ({ mode }: Process) => modes[mode] ?? "off";
        const storeOf = (process: Process) =>
          process.migration.at(modeOf(process), process.version, () => modeOf(process));
        for (const it of actions) {
          vi.setSystemTime(Date.now() + 1);
          if (it.kind === "flip") {
            // The next step is taken once all have heard of the last one.
            for (const process of processes) Object.assign(process, stage);
            const mode = Math.min(modes.length - 2, Math.max(0, stage.mode + (it.isForward ? 1 : -1)));
            Object.assign(stage, { mode, version: stage.version + 1 });
            continue;
          }
          const process = processes[it.by] as Process; // one of the two
          if (it.kind === "hear") Object.assign(process, stage);
          else if (it.kind === "begin") process.long = storeOf(process);
          else if (it.kind !== "killed") {
            const store = (it.kind === "write late" ? process.long : null) ?? storeOf(process);
            for (const each of [store, model])
              await (it.value === null ? each.delete(["n"], it.key) : each.put(["n"], it.key, { value: it.value }));
          } else {
            const life = { isOver: false };
            const sides = { old: killedByWrite(old, life), new: killedByWrite(other, life) };
            const doomed = new StoreMigration(sides).at(modeOf(process), process.version);
            await doomed.get(["n"], it.key); // completes the namespace before it writes
            if (life.isOver) continue;
            void (it.value === null ? doomed.delete(["n"], it.key) : doomed.put(["n"], it.key, { value: it.value }));
            while (!life.isOver) await new Promise(setImmediate);
            Object.assign(process, { migration: born(), long: null });
            // Nobody was told that it is done: it may be or not, but as the next one finds it, it stays.
            const [before, found] = [await valueIn(model, it.key), await valueIn(storeOf(process), it.key)];
            expect([before, it.value ?? undefined]).toContain(found);
            await (found === undefined ? model.delete(["n"], it.key) : model.put(["n"], it.key, { value: found }));
          }
          for (const process of processes) {
            for (const key of ["a", "b"])
              expect(await valueIn(storeOf(process), key), modes[process.mode]).toEqual(await valueIn(model, key));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
