import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contractTable } from "../../contracts/contract-table.ts";
import { parseContract } from "../../contracts/parse-contract.ts";
import { arbitraryOf } from "./arbitrary-of.ts";
import { damage } from "./damage.ts";
import { judgeBySchema, publishedSchema } from "./published-schema.ts";

describe.each(Object.entries(contractTable))("%s", (id, schema) => {
  const documents = arbitraryOf(publishedSchema(id));
  const complaintsOfSchema = judgeBySchema(id);

  it("survives a trip through JSON and the parser unchanged", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const back: unknown = JSON.parse(JSON.stringify(document));
        expect(parseContract(schema, back, "document")).toEqual(document);
      }),
    );
  });

  it("is accepted by its JSON Schema", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(complaintsOfSchema(document)).toEqual([]);
      }),
    );
  });

  it("is judged alike by parser and JSON Schema after one random damage", () => {
    fc.assert(
      fc.property(documents.chain(damage), (damaged) => {
        expect(complaintsOfSchema(damaged).length === 0).toBe(schema.safeParse(damaged).success);
      }),
      { numRuns: 300 },
    );
  });
});
