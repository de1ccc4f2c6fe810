import { type BaseStore, InMemoryStore } from "@langchain/langgraph-checkpoint";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
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
}

const action = fc.oneof(
  fc.record({ kind: fc.constant("flip" as const), isForward: fc.boolean() }),
  fc.record({ kind: fc.constant("hear" as const), by: fc.nat(1) }),
  fc.record({
    kind: fc.constantFrom("write" as const, "killed" as const),
    by: fc.nat(1),
    key: fc.constantFrom("a", "b"),
    value: fc.option(fc.integer({ min: 0, max: 9 })),
  }),
);

describe("two processes that move one store", () => {
  it("answer as one store would, while flips spread and processes are killed between the two sides", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 30 }), async (actions) => {
        const [old, other, model] = [new InMemoryStore(), new InMemoryStore(), new InMemoryStore()];
        const born = (): StoreMigration => new StoreMigration({ old, new: other });
        const stage = { mode: 0, version: 1 };
        const processes: Process[] = [0, 1].map(() => ({ migration: born(), ...stage }));
        const storeOf = ({ migration, mode, version }: Process) => migration.at(modes[mode] ?? "off", version);
        for (const it of actions) {
          if (it.kind === "flip") {
            // The next step is taken once all have heard of the last one.
            for (const process of processes) Object.assign(process, stage);
            const mode = Math.min(modes.length - 2, Math.max(0, stage.mode + (it.isForward ? 1 : -1)));
            Object.assign(stage, { mode, version: stage.version + 1 });
            continue;
          }
          const process = processes[it.by] as Process; // one of the two
          if (it.kind === "hear") Object.assign(process, stage);
          else if (it.kind === "write") {
            for (const store of [storeOf(process), model])
              await (it.value === null ? store.delete(["n"], it.key) : store.put(["n"], it.key, { value: it.value }));
          } else {
            const life = { isOver: false };
            const sides = { old: killedByWrite(old, life), new: killedByWrite(other, life) };
            const doomed = new StoreMigration(sides).at(modes[process.mode] ?? "off", process.version);
            await doomed.get(["n"], it.key); // completes the namespace before it writes
            if (life.isOver) continue;
            void (it.value === null ? doomed.delete(["n"], it.key) : doomed.put(["n"], it.key, { value: it.value }));
            while (!life.isOver) await new Promise(setImmediate);
            process.migration = born();
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
      { numRuns: 200 },
    );
  });
});
