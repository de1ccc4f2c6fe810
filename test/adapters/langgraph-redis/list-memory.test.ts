import { describe, expect, it } from "vitest";
import { ListMemory } from "../../../adapters/langgraph-redis/list-memory.ts";

const listOf = (bytes: number, epoch = "e") => ({ json: Buffer.alloc(bytes), starts: [], numbers: [], epoch });
const MEGABYTE = 1 << 20;

describe("ListMemory", () => {
  it("gives the last list of a place, and none of another life of the thread", () => {
    const memory = new ListMemory();
    memory.keep("a", listOf(10));
    const last = listOf(20);
    memory.keep("a", last);
    expect(memory.of("a", "e")).toBe(last);
    expect(memory.of("a", "later")).toBeUndefined();
    expect(memory.of("b", "e")).toBeUndefined();
  });

  it("forgets those used longest ago when they hold too much together", () => {
    const memory = new ListMemory();
    for (let n = 0; n < 17; n += 1) memory.keep(`t${n}`, listOf(MEGABYTE));
    memory.keep("t1", listOf(MEGABYTE)); // used again
    memory.keep("t17", listOf(MEGABYTE));
    expect([0, 1, 2, 16, 17].map((n) => memory.of(`t${n}`, "e") !== undefined)).toEqual([
      false,
      true,
      false,
      true,
      true,
    ]);
  });

  it("keeps no list that would push many others out, nor the one before it", () => {
    const memory = new ListMemory();
    memory.keep("a", listOf(10));
    memory.keep("a", listOf(MEGABYTE + 1));
    expect(memory.of("a", "e")).toBeUndefined();
  });
});
