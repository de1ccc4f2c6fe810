import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ContractId, contractTable } from "../../contracts/contract-table.ts";
import { parseContract } from "../../contracts/parse-contract.ts";
import { breakDocument, brokenDocuments } from "./broken-documents.ts";
import { judgeBySchema } from "./published-schema.ts";

const folder = join(import.meta.dirname, "../../fixtures/contracts");
// Object.keys widens to string; the table's keys are the ids.
const ids = Object.keys(contractTable) as ContractId[];
const fileOf = (id: string): string => `${id.replace("/", "-")}.json`;

it("there is an example and a list of broken documents for each contract", () => {
  expect(readdirSync(folder).sort()).toEqual(ids.map(fileOf).sort());
  expect(Object.keys(brokenDocuments).sort()).toEqual([...ids].sort());
});

describe.each(ids)("the example of %s", (id) => {
  const example: unknown = JSON.parse(readFileSync(join(folder, fileOf(id)), "utf8"));
  const complaintsOfSchema = judgeBySchema(id);

  it("is valid", () => {
    expect(parseContract(contractTable[id], example, "example")).toEqual(example);
    expect(complaintsOfSchema(example)).toEqual([]);
  });

  it.each(brokenDocuments[id] ?? [])("is refused with $value at $at, by parser and JSON Schema", (breakage) => {
    const document = breakDocument(example, breakage);
    expect(() => parseContract(contractTable[id], document, "example")).toThrow(`example is not a valid ${id}`);
    expect(complaintsOfSchema(document)).not.toEqual([]);
  });

  it("is refused with an unknown key in any object", () => {
    const objects = (value: unknown, at: string): string[] =>
      typeof value !== "object" || value === null
        ? []
        : [
            ...(Array.isArray(value) || /(values|words)\/$/.test(at) ? [] : [at]),
            ...Object.entries(value).flatMap(([key, inner]) => objects(inner, `${at}${key}/`)),
          ];
    for (const at of objects(example, "")) {
      const document = breakDocument(example, { at: `${at}surplus`, value: 1 });
      expect(() => parseContract(contractTable[id], document, "example"), at).toThrow('unknown key "surplus"');
      expect(complaintsOfSchema(document), at).not.toEqual([]);
    }
  });
});
