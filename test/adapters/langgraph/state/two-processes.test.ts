import { MemorySaver } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { type StateEvent, StateMigration } from "../../../../adapters/langgraph/index.ts";
import type { StateMove } from "../../../../contracts/stage.ts";
import { busyGraph, busyTurn, historyOf } from "../../../harness/langgraph-threads.ts";

type Step = readonly [mode: StateMove["mode"], version: number];

/** Two migrations over the same savers: neither knows what the other has completed. */
const twoProcesses = () => {
  const [old, other] = [new MemorySaver(), new MemorySaver()];
  const events: StateEvent[] = [];
  const process = () => new StateMigration({ old, new: other, onEvent: (event) => events.push(event) });
  return { first: process(), second: process(), events };
};

const graphAt = (migration: StateMigration, [mode, version]: Step) => busyGraph(migration.at(mode, version));

const expected = async (turns: number) => {
  const graph = busyGraph(new MemorySaver());
  for (let turn = 0; turn < turns; turn += 1) await busyTurn(graph, "th", turn, "async");
  return historyOf(graph, "th");
};

describe("two processes that move one thread", () => {
  it("each find what the other wrote after a way back, under the same mode again", async () => {
    for (const [here, there] of [
      ["live", "off"],
      ["ramp-down", "dual-write"],
      ["off", "ramp-down"],
    ] as const) {
      const { first, second } = twoProcesses();
      await busyTurn(graphAt(first, [here, 1]), "th", 0, "async");
      await busyTurn(graphAt(second, [there, 2]), "th", 1, "async");
      await busyTurn(graphAt(first, [here, 3]), "th", 2, "async");
      expect(await historyOf(graphAt(first, [here, 3]), "th"), `${here}, ${there}`).toEqual(await expected(3));
    }
  });

  it("each find what a run wrote that began modes ago, though the thread was looked at while it ran", async () => {
    for (const here of ["dual-write", "compare", "live", "ramp-down"] as const) {
      const { first, second } = twoProcesses();
      await busyTurn(graphAt(first, ["off", 1]), "th", 0, "async");
      await historyOf(graphAt(second, [here, 5]), "th");
      await busyTurn(graphAt(first, ["off", 1]), "th", 1, "async"); // as begun before the flip
      await busyTurn(graphAt(second, [here, 5]), "th", 2, "async");
      expect(await historyOf(graphAt(second, [here, 5]), "th"), here).toEqual(await expected(3));
    }
  });

  it("find what a run writes that outlasts its mode, though they no longer ask the side it began on", async () => {
    for (const [began, now] of [
      ["off", "complete"],
      ["ramp-down", "off"],
    ] as const) {
      const { first, second, events } = twoProcesses();
      let present: StateMove["mode"] = began;
      const begun = busyGraph(first.at(began, 1, () => present));
      await busyTurn(begun, "th", 0, "async");
      present = now;
      await busyTurn(begun, "th", 1, "async");
      await busyTurn(graphAt(second, [now, 5]), "th", 2, "async");
      expect(await historyOf(graphAt(second, [now, 5]), "th"), `${began}, ${now}`).toEqual(await expected(3));
      expect(events.filter(({ kind }) => kind !== "completed")).toEqual([]);
    }
  });

  it("tell of a run that outlasts its mode and cannot reach the side that others write to", async () => {
    const [old, other, events] = [new MemorySaver(), new MemorySaver(), [] as StateEvent[]];
    const migration = new StateMigration({ old, new: other, onEvent: (event) => events.push(event) });
    const graph = busyGraph(migration.at("off", 1, () => "complete"));
    other.put = () => Promise.reject(new Error("down"));
    await busyTurn(graph, "th", 0, "async");
    expect(events.length).toBeGreaterThan(0);
    expect(events.every((it) => it.kind === "mirror-failed" && it.side === "new")).toBe(true);
    Reflect.deleteProperty(other, "put");
    await busyTurn(graph, "th", 1, "async");
    expect(await historyOf(busyGraph(other), "th")).toEqual(await expected(2));
  });

  it("go on with a thread that a person is asked about in the other one", async () => {
    const { first, second, events } = twoProcesses();
    const config = { configurable: { thread_id: "th" } };
    await busyTurn(graphAt(first, ["off", 1]), "th", 0, "async");
    await graphAt(second, ["live", 4]).getState(config);
    const begun = graphAt(first, ["off", 1]);
    await begun.invoke({ messages: [] }, config);
    expect((await graphAt(second, ["live", 4]).getState(config)).tasks.flatMap(({ interrupts }) => interrupts)).toEqual(
      (await begun.getState(config)).tasks.flatMap(({ interrupts }) => interrupts),
    );
    expect(events.filter(({ kind }) => kind !== "completed")).toEqual([]);
  });
});
