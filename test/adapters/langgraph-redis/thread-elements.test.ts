import { describe, expect, it } from "vitest";
import { ElementMemory } from "../../../adapters/langgraph-redis/thread-elements.ts";

const elements = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => [from + index, `digest ${from + index}`] as const);

const knows = (memory: ElementMemory, key: string): number => memory.of(key).known.size;

describe("ElementMemory", () => {
  it("forgets the threads that were not used for longest, once all together are too many", () => {
    const memory = new ElementMemory(10);
    for (const key of ["a", "b", "c"]) memory.learn(key, "e", elements(2));
    memory.of("a"); // used again
    memory.learn("d", "e", elements(2));
    expect(["a", "c", "d"].map((key) => knows(memory, key))).toEqual([2, 2, 2]);
    expect(memory.of("b")).toMatchObject({ epoch: "" });
  });

  it("counts threads without elements too", () => {
    const memory = new ElementMemory(3);
    for (const key of ["a", "b", "c", "d"]) memory.learn(key, "e", []);
    expect(memory.of("a").epoch).toBe("");
    expect(memory.of("d").epoch).toBe("e");
  });

  it("does not lose count when a thread begins anew, is told the same again, or is forgotten", () => {
    const memory = new ElementMemory(10);
    memory.learn("a", "e", elements(4));
    memory.learn("a", "e", elements(4));
    memory.learn("a", "f", elements(2));
    memory.learn("b", "e", elements(5));
    expect([knows(memory, "a"), knows(memory, "b")]).toEqual([2, 5]);
    memory.forget("b");
    memory.forget("b");
    memory.learn("c", "e", elements(6));
    expect([knows(memory, "a"), knows(memory, "c")]).toEqual([2, 6]);
  });

  it("keeps a thread that is too large by itself, with nothing known of it", () => {
    const memory = new ElementMemory(3);
    memory.learn("a", "e", elements(9));
    expect(memory.of("a")).toMatchObject({ epoch: "", known: new Set() });
    memory.learn("a", "e", elements(1));
    expect(knows(memory, "a")).toBe(1);
  });
});
