import type { Skipped } from "../../contracts/audited-site.ts";
import type { TextMarks } from "./scan/text-marks.ts";

/** What the scan keeps of one source file. Its text is read again on demand, so 10,000 files stay cheap. */
export interface ScannedFile {
  /** POSIX, relative to the root. */
  readonly path: string;
  /** Module specifiers in the text, found without parsing; may hold false ones from strings, never misses a literal one. */
  readonly specifiers: readonly string[];
  /** True when the text names a framework or model SDK: the analysis starts at these files. */
  readonly relevant: boolean;
  /** What else the scan saw in the text. */
  readonly marks: TextMarks;
  /** Size of the text in bytes. */
  readonly bytes: number;
}

/** The audited folder after one read of every file: a pure value for the rest of the pipeline. */
export interface SourceTree {
  /** By path, in sorted order. TypeScript and JavaScript only. */
  readonly files: ReadonlyMap<string, ScannedFile>;
  /** Text of `package.json`, `tsconfig*.json`, `jsconfig*.json`, `langgraph.json`, `pnpm-workspace.yaml` by path. */
  readonly configs: ReadonlyMap<string, string>;
  /** Links inside the root, by path, with the listed file or folder they stand for; imports may go through them. */
  readonly links: ReadonlyMap<string, string>;
  /** Sorted by file. */
  readonly skipped: readonly Skipped[];
  /** Text of a listed file, or undefined when it cannot be read any more. */
  readText(path: string): string | undefined;
}
