import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromAgentCard } from "../../../../shim/registry/a2a/from-agent-card.ts";
import { toAgentCard } from "../../../../shim/registry/a2a/to-agent-card.ts";
import { cardOf } from "../../../harness/registry/card-of.ts";

const service = { name: "Help desk", description: "Helps", version: "2.1.0", url: "https://desk.example/a2a" };

describe("A2A agent cards", () => {
  it("come back as they were, whatever is in them", () => {
    const text = fc.string({ minLength: 1 }).filter((it) => it !== "__proto__"); // see below
    const card = fc
      .record({
        id: text,
        name: text,
        description: text,
        tags: fc.array(text),
        examples: fc.array(text),
        yields: fc.array(text),
        skills: fc.array(fc.record({ name: text, examples: fc.array(text) })),
      })
      .map(({ id, ...rest }) => cardOf(id, { ...rest, successors: ["x"], tier: "fast" }));
    fc.assert(
      fc.property(fc.uniqueArray(card, { selector: ({ id }) => id, maxLength: 5 }), (cards) => {
        const sorted = [...cards].sort((a, b) => (a.id < b.id ? -1 : 1));
        const there = JSON.parse(JSON.stringify(toAgentCard(service, cards)));
        expect(fromAgentCard(there, "all", "test")).toEqual(sorted);
      }),
    );
  });

  it("of an agent whose name no list of fields can carry come with careful defaults", () => {
    const [back] = fromAgentCard(
      JSON.parse(JSON.stringify(toAgentCard(service, [cardOf("__proto__")]))),
      "all",
      "test",
    );
    expect(back).toMatchObject({ id: "__proto__", needs: [], successors: null });
  });

  it("say what A2A 1.0 requires", () => {
    expect(toAgentCard(service, [cardOf("writer")])).toMatchObject({
      supportedInterfaces: [{ url: service.url, protocolBinding: "JSONRPC", protocolVersion: "1.0" }],
      defaultInputModes: ["text/plain"],
      skills: [{ id: "writer", name: "writer", description: "does writer", tags: [] }],
    });
  });

  it("of version 0.3 are read, with careful defaults", () => {
    const old = {
      name: "Old",
      description: "An old agent",
      version: "0.3.0",
      url: "https://old.example",
      protocolVersion: "0.3.0",
      capabilities: {},
      defaultInputModes: [],
      defaultOutputModes: [],
      skills: [{ id: "sum", name: "Sum", description: "", tags: ["math"] }],
    };
    expect(fromAgentCard(old, ["acme"], "old.json")).toEqual([
      cardOf("sum", { name: "Sum", description: "An old agent", tags: ["math"], version: "0.3.0", tenants: ["acme"] }),
    ]);
  });

  it("cannot give themselves more tenants than the importer names", () => {
    const theirs = toAgentCard(service, [cardOf("writer", { tenants: "all" })]);
    expect(fromAgentCard(theirs, ["acme"], "theirs.json")[0]?.tenants).toEqual(["acme"]);
  });

  it("that are broken name the file and the field", () => {
    expect(() => fromAgentCard({ name: "x" }, "all", "broken.json")).toThrow(/broken\.json.*description/);
  });
});
