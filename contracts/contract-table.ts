import { auditSchema } from "./audit.ts";
import { cardSchema } from "./card.ts";
import { codeStagesSchema } from "./code-stages.ts";
import { decisionSchema } from "./decision.ts";
import { journalSchema } from "./journal.ts";
import { migrationSchema } from "./migration.ts";
import { runEvidenceSchema } from "./run-evidence.ts";
import { stageSchema } from "./stage.ts";
import { taskSchema } from "./task.ts";

/** Every contract by its id, `<name>/<version>`; the published JSON Schemas are made from this table. */
export const contractTable = {
  "audit/1": auditSchema,
  "card/1": cardSchema,
  "code-stages/1": codeStagesSchema,
  "decision/1": decisionSchema,
  "evidence/1": runEvidenceSchema,
  "journal/1": journalSchema,
  "migration/1": migrationSchema,
  "stage/1": stageSchema,
  "task/1": taskSchema,
} as const;

/** Name and version of a contract, as a document's `contract` key carries it. */
export type ContractId = keyof typeof contractTable;
