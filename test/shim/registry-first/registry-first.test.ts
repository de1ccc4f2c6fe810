import { HumanMessage } from "@langchain/core/messages";
import { describe, expect, it, vi } from "vitest";
import { ManualClock } from "../../../adapters/memory/manual-clock.ts";
import type { Card } from "../../../contracts/card.ts";
import { createRegistryFirst, type RegistryFirstOptions } from "../../../shim/registry-first/registry-first.ts";
import type { SiteTurn } from "../../../shim/registry-first/site-tally.ts";
import { cardOf } from "../../harness/registry/card-of.ts";

type Options = RegistryFirstOptions<"desk">;

const cards: readonly Card[] = [cardOf("tides"), cardOf("wrecks", { successors: ["tides"] })];
const answers = { tides: { next: "tides" }, wrecks: { next: "wrecks" } };
const state = { messages: [new HumanMessage("low water?"), { role: "assistant", content: "", name: "wrecks" }] };

/** Asks once; the model says `wrecks` unless told otherwise. */
const turn = async (options: Partial<Options>, model = async () => ({ next: "wrecks" })) => {
  const turns: SiteTurn[] = [];
  const clock = new ManualClock();
  const called = vi.fn(model);
  const ask = createRegistryFirst({ cards, sites: { desk: "live" }, told: (it) => turns.push(it), ...options }, clock);
  const result = ask("desk", state, answers, called);
  return { result, called, turns, clock, ask };
};

describe("registry first", () => {
  it("is off where nothing else is said: it gives what the model call gives, the very promise", async () => {
    const lookUp = vi.fn();
    const ask = createRegistryFirst({ cards, sites: { desk: "off" }, registry: { lookUp } }, new ManualClock());
    const promise = Promise.resolve({ next: "wrecks" });
    expect(ask("desk", state, answers, () => promise)).toBe(promise);
    expect(ask("gone" as "desk", state, answers, () => promise)).toBe(promise);
    expect(lookUp).not.toHaveBeenCalled();
  });

  it("answers with a copy of the answer for the agent that the cards name, without the model", async () => {
    const { result, called, turns } = await turn({});
    expect(await result).toEqual({ next: "tides" });
    expect(await result).not.toBe(answers.tides);
    expect(called).not.toHaveBeenCalled();
    expect(turns).toMatchObject([{ site: "desk", mode: "live", target: "tides", failure: undefined }]);
  });

  it("asks the model where the registry abstains", async () => {
    const { result, called } = await turn({ cards: [cardOf("tides"), cardOf("wrecks")] });
    expect(await result).toEqual({ next: "wrecks" });
    expect(called).toHaveBeenCalledTimes(1);
  });

  it.each(["end", "planner"] as const)("leaves a predicted %s to the model", async (kind) => {
    const word = { kind, target: "tides", score: 1, margin: 1, candidates: [], why: [] };
    const { result, called } = await turn({ registry: { lookUp: () => word } });
    expect(await result).toEqual({ next: "wrecks" });
    expect(called).toHaveBeenCalledTimes(1);
  });

  it("takes no agent that the site cannot choose, whatever the registry or the app's own lookup says", async () => {
    const seen: unknown[] = [];
    const lookUp: NonNullable<Options["registry"]>["lookUp"] = (lookup) => {
      seen.push(lookup.allowed);
      return { kind: "agent", target: "constructor", score: 1, margin: 1, candidates: [], why: [] };
    };
    const { result } = await turn({ registry: { lookUp }, lookup: () => ({ allowed: ["constructor"] }) });
    expect(await result).toEqual({ next: "wrecks" });
    expect(seen).toEqual([["tides", "wrecks"]]);
  });

  it("asks the model where the registry throws, rejects, or has cards that are none", async () => {
    const broken: readonly Partial<Options>[] = [
      {
        registry: {
          lookUp: () => {
            throw new Error("down");
          },
        },
      },
      { registry: { lookUp: () => Promise.reject(new Error("down")) } },
      { registry: { lookUp: () => Promise.reject() } },
      {
        lookup: () => {
          throw new Error("no tenant");
        },
      },
      { cards: [{ id: "tides" } as Card] },
    ];
    for (const options of broken) {
      const { result, called, turns, ask } = await turn(options);
      expect(await result).toEqual({ next: "wrecks" });
      expect(called).toHaveBeenCalledTimes(1);
      expect(turns[0]?.failure).toBeInstanceOf(Error);
      expect(ask.report()).toMatchObject({ desk: { asked: 1, answered: 0, failed: 1 } });
    }
  });

  it("asks the model once a registry that hangs has had its time", async () => {
    const { result, called, clock, turns } = await turn({
      registry: { lookUp: () => new Promise(() => undefined) },
      patienceMs: 50,
    });
    clock.advance(49);
    await Promise.resolve();
    expect(called).not.toHaveBeenCalled();
    clock.advance(1);
    expect(await result).toEqual({ next: "wrecks" });
    expect(turns[0]?.failure).toMatchObject({ message: "the registry did not answer within 50 ms" });
  });

  it("in shadow gives what the model gives, at once, and compares afterwards", async () => {
    const hanging = await turn({ sites: { desk: "shadow" }, registry: { lookUp: () => new Promise(() => undefined) } });
    expect(await hanging.result).toEqual({ next: "wrecks" });
    const { result, turns, ask } = await turn({ sites: { desk: "shadow" } });
    expect(await result).toEqual({ next: "wrecks" });
    await vi.waitFor(() => expect(turns).toHaveLength(1));
    expect(turns[0]).toMatchObject({ mode: "shadow", target: "tides", model: "wrecks" });
    expect(ask.report()).toEqual({ desk: { asked: 1, answered: 1, failed: 0, agreed: 0, differed: 1 } });
  });

  it("passes the model's own failure on in every mode", async () => {
    const failing = async (): Promise<{ next: string }> => {
      throw new Error("model down");
    };
    for (const mode of ["off", "shadow", "live"] as const) {
      const { result } = await turn({ cards: [], sites: { desk: mode } }, failing);
      await expect(result).rejects.toThrow("model down");
    }
  });

  it("is switched by the environment, a site's own name before the star", async () => {
    for (const [said, calls] of [
      ["desk=off", 1],
      ["*=off", 1],
      ["*=off, desk=live", 0],
      ["desk=loud", 1],
      ["", 0],
    ] as const) {
      const { result, called } = await turn({ environment: { UNCONDUCT_REGISTRY_FIRST: said } });
      await result;
      expect(called, said).toHaveBeenCalledTimes(calls);
    }
  });

  it("drops what a listener throws", async () => {
    const { result } = await turn({
      told: () => {
        throw new Error("no space");
      },
    });
    expect(await result).toEqual({ next: "tides" });
  });

  it("leaves a chain that is a node alone while the site is off, and asks before it while it is on", async () => {
    const chain = { invoke: vi.fn(async () => ({ next: "wrecks" })) };
    const off = createRegistryFirst({ cards, sites: { desk: "off" } }, new ManualClock());
    expect(off.node("desk", answers, chain)).toBe(chain);
    const on = createRegistryFirst({ cards, sites: { desk: "live" } }, new ManualClock());
    const node = on.node("desk", answers, chain) as unknown as (state: object) => Promise<unknown>; // as a graph calls it
    expect(await node(state)).toEqual({ next: "tides" });
    expect(await node({ messages: [] })).toEqual({ next: "wrecks" });
    expect(chain.invoke).toHaveBeenCalledTimes(1);
  });
});
