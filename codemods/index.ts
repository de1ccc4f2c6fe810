export { type Codemod, type CodemodMeta, defineCodemod, type PlanContext } from "./kit/define-codemod.ts";
export type { EditPlan, ManualMark, NewFile, Refusal, TextEdit } from "./kit/edit-plan.ts";
export { codemods } from "./registry.ts";
