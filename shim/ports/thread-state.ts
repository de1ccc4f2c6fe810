/** A thread of a tenant. */
export interface ThreadRef {
  readonly tenant: string;
  readonly thread: string;
}

/** The state of a thread as last committed. */
export interface CommittedState {
  /** Counts up by one with each commit; the first is 1. */
  readonly version: number;
  /** Fields by name; text, as the writer encoded it. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What one commit changes. */
export interface StateChange {
  /** Version that the writer read; 0: it saw no state. */
  readonly expected: number;
  /** Fields to write; the others stay. */
  readonly set: Readonly<Record<string, string>>;
  /** Fields to remove. */
  readonly remove: readonly string[];
  /** Names this commit, so that a repeat of it is known; unique in the thread. */
  readonly commit: string;
}

/** What became of a commit. */
export type CommitOutcome =
  | { readonly kind: "committed"; readonly version: number }
  /** The thread's newest commit has this name: nothing was written again. `version` is what that commit made. */
  | { readonly kind: "repeated"; readonly version: number }
  /** Somebody else committed in between: nothing was written. `version` is the present one, 0 for none. */
  | { readonly kind: "conflict"; readonly version: number };

/** The shim's own state of threads, with versions and compare-and-set. LangGraph's checkpoints are not kept here. */
export interface ThreadState {
  /** Null when the thread has no state. */
  read(ref: ThreadRef): Promise<CommittedState | null>;
  /** Only the fields asked for; those that the state lacks are absent. Null when the thread has no state. */
  readFields(ref: ThreadRef, names: readonly string[]): Promise<CommittedState | null>;
  /** All of the change or none of it. */
  commit(ref: ThreadRef, change: StateChange): Promise<CommitOutcome>;
  /** Forgets the thread, version included; true if there was something. */
  remove(ref: ThreadRef): Promise<boolean>;
}
