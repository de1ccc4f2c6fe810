import { parseContractText } from "../../contracts/parse-contract.ts";
import { type Stage, stageSchema } from "../../contracts/stage.ts";
import type { StageSource } from "../ports/stage-source.ts";

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Stages from the environment: `UNCONDUCT_STAGE` holds one stage/1 document as JSON, and holds for its tenant. Looked at
 * again when its text changes, so that a test or a supervisor that sets `process.env` is followed.
 */
export const environmentStages = (environment: Environment): StageSource => {
  let seen: { readonly text: string; readonly stage: Stage } | null = null;
  return {
    read: (tenant) => {
      const text = environment.UNCONDUCT_STAGE;
      if (text === undefined || text === "") return null;
      if (seen?.text !== text) seen = { text, stage: parseContractText(stageSchema, text, "UNCONDUCT_STAGE") };
      return seen.stage.tenant === tenant ? seen.stage : null;
    },
  };
};
