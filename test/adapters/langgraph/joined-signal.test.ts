import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { joinedSignal } from "../../../adapters/langgraph/joined-signal.ts";

describe("joined signals", () => {
  const pair = () => [new AbortController(), new AbortController()] as const;

  it("abort with the first of them, for its reason", () => {
    const [a, b] = pair();
    const { signal } = joinedSignal([a.signal, b.signal]);
    expect(signal.aborted).toBe(false);
    b.abort("b was first");
    a.abort("a was late");
    expect(signal.reason).toBe("b was first");
  });

  it("are aborted from the start where one of them is", () => {
    const [a, b] = pair();
    a.abort("before");
    expect(joinedSignal([b.signal, a.signal]).signal.reason).toBe("before");
  });

  it("leave no listener behind, once released or aborted", () => {
    const [a, b] = pair();
    const joined = joinedSignal([a.signal, b.signal]);
    expect(getEventListeners(a.signal, "abort")).toHaveLength(1);
    joined.release();
    b.abort();
    expect(joined.signal.aborted).toBe(false);
    expect(getEventListeners(a.signal, "abort")).toHaveLength(0);

    const [c, d] = pair();
    joinedSignal([c.signal, d.signal]);
    c.abort();
    expect(getEventListeners(d.signal, "abort")).toHaveLength(0);
  });
});
