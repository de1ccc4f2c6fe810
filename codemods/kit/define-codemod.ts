import type { Audit } from "../../contracts/audit.ts";
import type { AuditedApp } from "../../contracts/audited-app.ts";
import type { EditPlan, Refusal } from "./edit-plan.ts";

/** What a codemod is, for the command line, docs and the check that its docs page says the same. */
export interface CodemodMeta {
  /** Kebab-case, verb first; the same for folder, docs page and fixtures. */
  readonly id: string;
  /** The stage it belongs to; its folder lies in that stage's folder. */
  readonly stage: 1 | 2 | 3 | 4 | 5;
  /** What it does to the code, one sentence. */
  readonly what: string;
  /** safe: keeps behaviour as the stage promises; review: a person must look at each change. */
  readonly safety: "safe" | "review";
  /** Ids of the rules whose findings it resolves. */
  readonly answers: readonly string[];
}

/** What planning may look at. Nothing here can write. */
export interface PlanContext {
  /** The whole audit that the app is part of. */
  readonly audit: Audit;
  /** Text of a file by POSIX path relative to the root; undefined if there is none. */
  readText(file: string): string | undefined;
}

/** One migration of one idea. */
export interface Codemod {
  readonly meta: CodemodMeta;
  /** Pure: the same app and texts give the same plan, and planning over its own result plans nothing. */
  plan(app: AuditedApp, context: PlanContext): EditPlan | Refusal;
}

/** Gives a codemod its type where it is written, so that the file needs one import. */
export const defineCodemod = (codemod: Codemod): Codemod => codemod;
