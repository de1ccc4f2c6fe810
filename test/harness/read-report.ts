import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Audit, auditSchema } from "../../contracts/audit.ts";

/** A saved audit of `fixtures/reports`, checked against the contract. */
export const readReport = (name: string): Audit =>
  auditSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, "../../fixtures/reports", `${name}.json`), "utf8")),
  );
