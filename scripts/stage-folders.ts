import { stageNames } from "../contracts/stage-names.ts";

/** The stages that codemods belong to, with their folder below `codemods/`: 3 is `stage-3-state`. */
export const stageFolders: readonly { readonly stage: number; readonly name: string; readonly folder: string }[] =
  stageNames.map((name, stage) => ({ stage, name, folder: `stage-${stage}-${name}` })).slice(1);
