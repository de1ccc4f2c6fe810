import { describe, expect, it } from "vitest";
import { ownParts, saysVerdict } from "../../../analyzer/flow/own-part.ts";

describe("what a name has for itself", () => {
  it("is what not all of them share", () => {
    expect([...ownParts(["generate_thread", "generate_post"])]).toEqual([
      ["generate_thread", "thread"],
      ["generate_post", "post"],
    ]);
    expect([...ownParts(["billingAgent", "techSupportAgent"]).values()]).toEqual(["billing", "techsupport"]);
  });

  it("is all of it where they share nothing, and nothing where one is part of all", () => {
    expect([...ownParts(["fares", "hotels"]).values()]).toEqual(["fares", "hotels"]);
    expect([...ownParts(["report", "report_long"]).values()]).toEqual(["", "long"]);
  });
});

describe("a verdict", () => {
  it.each(["approve", "Rejected", "is_safe", "needsRetry", "no", "relevant", "escalateToPerson"])(
    "is said by %s",
    (value) => {
      expect(saysVerdict(value)).toBe(true);
    },
  );
  it.each(["thread", "post", "notes", "billing", "claim"])("is not said by %s", (value) => {
    expect(saysVerdict(value)).toBe(false);
  });
});
