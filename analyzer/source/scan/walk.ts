import type { Skipped } from "../../../contracts/audited-site.ts";
import type { GitignoreRules } from "./gitignore-rules.ts";
import type { ReadableFolder } from "./readable-folder.ts";

/** What a walk has met so far. */
export interface Walk {
  readonly folder: ReadableFolder;
  readonly open: { readonly path: string; readonly rules: GitignoreRules }[];
  readonly folders: Set<string>;
  readonly sources: Set<string>;
  /** Path to where it lies. */
  readonly configs: Map<string, string>;
  readonly links: string[];
  readonly skipped: Skipped[];
}

/** Notes a path that is not used. */
export function skip(walk: Walk, file: string, reason: string): void {
  walk.skipped.push({ file, reason });
}
