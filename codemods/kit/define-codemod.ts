import type { Audit } from "../../contracts/audit.ts";
import type { RunEvidence } from "../../contracts/run-evidence.ts";
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
  readonly audit: Audit;
  /** What runs showed (`--evidence`); undefined: nothing was given. */
  readonly evidence: RunEvidence | undefined;
  /** Version of the tool, which is also that of the runtime that emitted code needs. */
  readonly toolVersion: string;
  /** Source and configuration files that the audit lists, sorted. */
  readonly files: readonly string[];
  /** Source files that name a module in an import, sorted. */
  importersOf(module: string): readonly string[];
  /**
   * Text of any file below the root by POSIX path, byte order mark included; undefined if there is none, it is a link,
   * or its bytes are no UTF-8.
   */
  readText(file: string): string | undefined;
  /** True for a change that the user turned down: plan as if it could not be made. */
  isDeclined(changeId: string): boolean;
}

/** One migration of one idea. */
export interface Codemod {
  readonly meta: CodemodMeta;
  /** Pure: the same audit and texts give the same plan, and planning over its own result plans nothing. */
  plan(context: PlanContext): EditPlan | Refusal;
  /** True where an audit, or the files themselves, show that it has been at work; tells a stage that is done from one that does not apply. */
  isDone?(audit: Audit, context: PlanContext): boolean;
  /** What a fresh audit of the result shows that breaks the promise of the stage; empty when it is kept. */
  broken?(before: Audit, after: Audit, plan: EditPlan): readonly string[];
}

/** Gives a codemod its type where it is written, so that the file needs one import. */
export const defineCodemod = (codemod: Codemod): Codemod => codemod;
