import { describe, expect, it } from "vitest";
import type { Decision } from "../../../contracts/decision.ts";
import { agreementMeaning, agreementTable } from "../../../shim/agreement/agreement-table.ts";
import { decisionOf } from "../../harness/decision-of.ts";

/** A turn that the model decided, and what somebody else said about it. */
const turn = (
  id: string,
  model: string,
  other: Partial<Decision> | string,
  rest: Partial<Decision> = {},
): Decision[] => {
  const chosen = typeof other === "string" ? { kind: "agent" as const, target: other } : undefined;
  const again = typeof other === "string" ? { chosen } : other;
  return [
    decisionOf(id, { chosen: { kind: "agent", target: model }, ...rest }),
    decisionOf(`${id}-again`, { by: "registry", recheckOf: id, ...rest, ...(again as Partial<Decision>) }),
  ];
};

describe("the table of agreement", () => {
  it("counts by route and tenant, with an interval, and shows what was said in place of what", () => {
    const rows = agreementTable([
      ...turn("d-1", "a", "a"),
      ...turn("d-2", "a", "a"),
      ...turn("d-3", "b", "a"),
      ...turn("d-4", "b", "b", { tenant: "globex" }),
    ]);
    expect(rows.map(({ tenant, all }) => [tenant, all.agreed, all.compared])).toEqual([
      [null, 3, 4],
      ["acme", 2, 3],
      ["globex", 1, 1],
    ]);
    const [all] = rows;
    expect(all?.routes.map(({ said, share }) => [said, share.agreed, share.compared])).toEqual([
      ["a", 2, 3],
      ["b", 1, 1],
    ]);
    expect(all?.confusion).toEqual([{ said: "a", model: "b", count: 1 }]);
    // Wilson, two-sided 95 %, 3 of 4.
    expect(all?.all.atLeast).toBeCloseTo(0.301, 3);
    expect(all?.all.atMost).toBeCloseTo(0.954, 3);
  });

  it("takes live decisions that the model was asked about again, and the model next to itself apart", () => {
    const [row] = agreementTable([
      decisionOf("d-1", { by: "registry", chosen: { kind: "agent", target: "a" } }),
      decisionOf("d-1-model", { recheckOf: "d-1", chosen: { kind: "agent", target: "b" } }),
      decisionOf("d-2", { chosen: { kind: "end" } }),
      decisionOf("d-2-model", { recheckOf: "d-2", chosen: { kind: "agent", target: "a" } }),
    ]);
    expect(row).toMatchObject({
      all: { compared: 1, agreed: 0 },
      self: { compared: 1, agreed: 0 },
      confusion: [{ said: "a", model: "b", count: 1 }],
    });
  });

  it("counts what the registry left to the model, and never as agreement", () => {
    const left = { chosen: { kind: "none" }, abstained: { reason: "no-evidence" } } as const;
    const end = { chosen: { kind: "end" }, abstained: { reason: "predicted-end" } } as const;
    const [row] = agreementTable([...turn("d-1", "a", left), ...turn("d-2", "a", end)]);
    expect(row).toMatchObject({ all: { compared: 0, agreed: 0, atLeast: 0, atMost: 1 }, abstained: 2 });
  });

  it("keeps handoffs apart from the registry, and says what agreement is not", () => {
    const rows = agreementTable([
      ...turn("d-1", "a", { by: "static", chosen: { kind: "agent", target: "a" }, stage: 2 }),
    ]);
    expect(rows.map(({ by, all }) => [by, all.agreed])).toEqual([
      ["handoff", 1],
      ["handoff", 1],
    ]);
    expect(agreementMeaning).toContain("not correctness");
  });
});
