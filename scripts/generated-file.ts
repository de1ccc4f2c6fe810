/** A file that is made from others and committed, so that readers and packages need no build for it. */
export interface GeneratedFile {
  /** POSIX path relative to the repository's root. */
  readonly path: string;
  readonly text: string;
}
