import { z } from "zod";
import { contractTable } from "../contracts/contract-table.ts";
import type { GeneratedFile } from "./generated-file.ts";

/** Where the published JSON Schemas lie. */
export const schemaFolder = "contracts/schema";

/** One JSON Schema (draft 2020-12) for each contract: `audit/1` becomes `audit-1.json`. */
export const generateSchemas = (): GeneratedFile[] =>
  Object.entries(contractTable).map(([id, schema]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12" });
    const [name, version] = id.split("/");
    const document = { $schema, $id: `urn:unconduct:contract:${name}:${version}`, title: `unconduct ${id}`, ...rest };
    return { path: `${schemaFolder}/${name}-${version}.json`, text: `${JSON.stringify(document, null, 2)}\n` };
  });
