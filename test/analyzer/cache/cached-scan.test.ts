import fc from "fast-check";
import { expect, it } from "vitest";
import { fromRows, toRows } from "../../../analyzer/cache/cached-scan.ts";
import type { ByteFacts } from "../../../analyzer/source/scan/scan-ledger.ts";

const marks = fc.record({
  namesFramework: fc.boolean(),
  passesOn: fc.boolean(),
  mayRun: fc.boolean(),
  hasEnum: fc.boolean(),
});
const facts: fc.Arbitrary<ByteFacts> = fc.oneof(
  fc.constant<ByteFacts>({ kind: "binary" }),
  fc.record({ kind: fc.constant("text" as const), specifiers: fc.array(fc.string()), marks }),
);

it("gives back, through JSON, the facts that were kept", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), facts)), (entries) => {
      const kept = new Map(entries);
      expect(fromRows(JSON.parse(JSON.stringify(toRows(kept))))).toEqual(kept);
    }),
  );
});
