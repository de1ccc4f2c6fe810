import { parseContractText } from "../contracts/parse-contract.ts";
import { type RunEvidence, runEvidenceSchema } from "../contracts/run-evidence.ts";
import { readFile } from "./read-file.ts";

/** What `--evidence` names, ready to be spread into options; nothing where it is not given. Throws `CLI_INPUT_UNREADABLE` and what parsing throws. */
export const readEvidence = (file: string | undefined): { readonly evidence?: RunEvidence } =>
  file === undefined ? {} : { evidence: parseContractText(runEvidenceSchema, readFile(file), file) };
