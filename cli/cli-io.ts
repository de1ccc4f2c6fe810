import type * as Codemods from "../codemods/index.ts";
import type { Audit } from "../contracts/audit.ts";
import type { ChangedFiles } from "./changed-files.ts";
import type { OperatorIo } from "./operator-io.ts";

/** The part of a writable stream that the command line uses. */
export interface OutputStream {
  write(text: string, done?: (error?: Error | null) => void): unknown;
  /** True on a terminal. */
  readonly isTTY?: boolean | undefined;
  /** Columns of the terminal. */
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

/** What an audit run is told beside the folder. */
export interface AuditRun {
  readonly toolVersion: string;
  /** Called as each step of the pipeline begins, with a word or two for people, such as `reading files`. */
  readonly onStep: (step: string) => void;
  /** Where to keep what the next run need not do again; undefined: nowhere. `folder` null: the default place. */
  readonly cache: { readonly folder: string | null } | undefined;
  /** Called with a sentence for people when something is not as it should be, yet no reason to stop. */
  readonly onNote: (note: string) => void;
}

/** Everything of the outside world that a command touches, so that tests can stand in for it. */
export interface CliIo {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly toolVersion: string;
  /** Audits a folder; fails with `UnconductError` for what the user can mend. */
  readonly audit: (folder: string, run: AuditRun) => Audit | Promise<Audit>;
  /** Which files below a folder differ from a git ref; fails with `UnconductError` where git cannot tell. */
  readonly changedFiles: (folder: string, ref: string) => ChangedFiles;
  /** Writes a whole file, replacing what is there. */
  readonly writeFile: (path: string, text: string) => void;
  /** Loads the codemods: they bring the compiler along, so only commands that need them wait for it. */
  readonly codemods: () => Promise<typeof Codemods>;
  /** True where there is somebody to answer `ask`. */
  readonly canAsk: boolean;
  /** Asks a question and gives the answer; an empty one when the input has ended. */
  readonly ask: (question: string) => Promise<string>;
  readonly now: () => Date;
  /** This process, for the lock of a project. */
  readonly holder: Codemods.LockHolder;
  /** What operator commands need beside that. */
  readonly operator: OperatorIo;
}
