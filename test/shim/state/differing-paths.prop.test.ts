import fc from "fast-check";
import { expect, it } from "vitest";
import { differingPaths } from "../../../shim/state/differing-paths.ts";

it("finds nothing between equal values, whatever the order of their keys", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const reversed = JSON.parse(JSON.stringify(value), (_, inner) =>
        inner !== null && typeof inner === "object" && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).reverse())
          : inner,
      );
      expect(differingPaths(JSON.parse(JSON.stringify(value)), reversed)).toEqual([]);
    }),
  );
});

it("finds something between values that are not equal, at most as much as asked, and no contents", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [left, right] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
      fc.pre(JSON.stringify(sorted(left)) !== JSON.stringify(sorted(right)));
      const found = differingPaths(left, right, 3);
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThanOrEqual(3);
    }),
  );
});

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value;

it("names the place and what is wrong there", () => {
  const authority = { channel_values: { messages: [{ content: "a" }, { content: "b" }], gone: 1 } };
  const mirror = { channel_values: { messages: [{ content: "a" }, { content: "c" }], extra: 1 } };
  expect(differingPaths(authority, mirror)).toEqual([
    { path: "channel_values.messages[1].content", kind: "value" },
    { path: "channel_values.gone", kind: "missing" },
    { path: "channel_values.extra", kind: "added" },
  ]);
  expect(differingPaths({ a: [1] }, { a: { 0: 1 } })).toEqual([{ path: "a", kind: "type" }]);
  expect(differingPaths({ a: 1 }, null)).toEqual([{ path: "", kind: "type" }]);
});
