import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalText } from "../../../shim/decisions/canonical-text.ts";

it("spells any text as JSON does, so that no text can pass for another value", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (text) => {
      expect(canonicalText(text)).toBe(JSON.stringify(text));
    }),
  );
});

it("is the same whatever the order of the keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
      const turned = Object.fromEntries(Object.entries(record).reverse());
      expect(canonicalText(turned)).toBe(canonicalText(record));
    }),
  );
});
