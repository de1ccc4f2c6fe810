/** Replaces the text from start to end of one existing file; equal offsets insert. */
export interface TextEdit {
  /** POSIX path relative to the project's root. */
  readonly file: string;
  /** Offset in UTF-16 units of the file's text as it was read. */
  readonly start: number;
  /** Offset, exclusive. */
  readonly end: number;
  readonly text: string;
}

/** A file that does not exist yet. */
export interface NewFile {
  /** POSIX path relative to the project's root. */
  readonly file: string;
  readonly text: string;
}

/** A place where the codemod cannot decide; becomes one `// @unconduct todo(<id>): reason` above the line, once. */
export interface ManualMark {
  /** POSIX path relative to the project's root. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What a person has to decide, one sentence. */
  readonly reason: string;
}

/** All that a codemod wants done to one app. Computed from an untouched tree; applying it needs no further thought. */
export interface EditPlan {
  readonly kind: "plan";
  readonly edits: readonly TextEdit[];
  readonly newFiles: readonly NewFile[];
  readonly marks: readonly ManualMark[];
}

/** The codemod does not fit this app as a whole. */
export interface Refusal {
  readonly kind: "refusal";
  /** What stands in the way and what would remove it, one or two sentences. */
  readonly reason: string;
}
