import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../adapters/memory/manual-clock.ts";
import { MemoryRegistryIndex } from "../../../adapters/memory/memory-registry-index.ts";
import { AgentRegistry } from "../../../shim/registry/agent-registry.ts";
import { cardOf } from "../../harness/registry/card-of.ts";

const registry = () => {
  const clock = new ManualClock();
  const made = new AgentRegistry({
    index: new MemoryRegistryIndex(clock),
    authorise: (card, holder) => (holder.startsWith(`${card.id}-`) ? null : `only processes named ${card.id}-… run it`),
    knowledge: { observed: [], rules: [], search: null, classifier: null },
  });
  return { made, clock };
};

describe("AgentRegistry", () => {
  it("refuses a card from somebody who may not offer that agent", async () => {
    const { made } = registry();
    await expect(made.register(cardOf("payments"), "stranger-1", 5000)).rejects.toMatchObject({ code: "CARD_REFUSED" });
    expect(made.list()).toEqual([]);
  });

  it("names the field of a card that is not valid", async () => {
    const { made } = registry();
    const wrong = { ...cardOf("writer"), tenants: [] };
    await expect(made.register(wrong, "writer-1", 5000)).rejects.toMatchObject({
      code: "CARD_INVALID",
      message: expect.stringContaining("tenants"),
    });
  });

  it("refuses a lease that a pause of the process would end", async () => {
    const { made } = registry();
    await expect(made.register(cardOf("writer"), "writer-1", 10)).rejects.toMatchObject({ code: "OPTIONS_INVALID" });
  });

  it("no longer routes to an agent whose processes fell silent", async () => {
    const { made, clock } = registry();
    await made.register(cardOf("writer"), "writer-1", 5000);
    await made.register(cardOf("editor", { successors: ["writer"] }), "editor-1", 50_000);
    const lookup = { tenant: "acme", last: "editor" };
    expect(made.lookUp(lookup)).toMatchObject({ kind: "agent", target: "writer" });
    clock.advance(6000);
    await made.refresh();
    expect(made.lookUp(lookup).kind).toBe("abstain");
    expect(await made.heartbeat("writer", "writer-1", 5000)).toBe(false);
  });

  it("keeps the last snapshot when the index is lost", async () => {
    const index = new MemoryRegistryIndex(new ManualClock());
    let isLost = false;
    const flaky = new AgentRegistry({
      index: {
        put: (registration) => index.put(registration),
        renew: (agent, holder, leaseMs) => index.renew(agent, holder, leaseMs),
        remove: (agent, holder) => index.remove(agent, holder),
        list: () => (isLost ? Promise.reject(new Error("gone")) : index.list()),
      },
      authorise: () => null,
      knowledge: { observed: [], rules: [], search: null, classifier: null },
    });
    await flaky.register(cardOf("writer"), "writer-1", 5000);
    isLost = true;
    await expect(flaky.refresh()).rejects.toThrow("gone");
    expect(flaky.list().map(({ card }) => card.id)).toEqual(["writer"]);
  });
});
