/** Replaces the text from start to end of one existing file; equal offsets insert. */
export interface TextEdit {
  /** POSIX path relative to the project's root. */
  readonly file: string;
  /** Offset in UTF-16 units of the file's text as it was read, byte order mark included. */
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

/** One thing that a person can take or decline as a whole. */
export interface Change {
  /** The same each time the same tree is planned; unique in the plan. */
  readonly id: string;
  /** POSIX path relative to the project's root. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What it does, a few words without a final period. */
  readonly what: string;
  readonly edits: readonly TextEdit[];
}

/** A place that was looked at and stays as it is. `refused`: it should change, and something stands in the way. */
export interface LeftAlone {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly kind: "unchanged" | "refused";
  /** Why, and for a refusal what would remove it; one or two sentences. */
  readonly reason: string;
}

/** All that a codemod wants done to a project. Computed from an untouched tree; applying it needs no further thought. */
export interface EditPlan {
  readonly kind: "plan";
  readonly changes: readonly Change[];
  /** Edits that the changes need and share, such as imports and dependencies. */
  readonly shared: readonly TextEdit[];
  readonly newFiles: readonly NewFile[];
  readonly marks: readonly ManualMark[];
  readonly left: readonly LeftAlone[];
}

/** The codemod does not fit this project as a whole. */
export interface Refusal {
  readonly kind: "refusal";
  /** What stands in the way and what would remove it, one or two sentences. */
  readonly reason: string;
}

/** A plan that does nothing; spread it to say only what there is. */
export const emptyPlan: EditPlan = { kind: "plan", changes: [], shared: [], newFiles: [], marks: [], left: [] };
