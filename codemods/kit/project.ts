import { auditTree, type ReadableFolder, type SourceTree, scanFolder } from "../../analyzer/index.ts";
import type { Audit } from "../../contracts/audit.ts";
import type { RunEvidence } from "../../contracts/run-evidence.ts";
import type { PlanContext } from "./define-codemod.ts";
import { overlayFolder } from "./overlay-folder.ts";

/** A project as codemods see it: its files, read on demand, and its audit. */
export interface Project {
  readonly folder: ReadableFolder;
  readonly audit: Audit;
  readonly tree: SourceTree;
  readonly toolVersion: string;
  /** What runs showed; undefined: nothing was given. */
  readonly evidence?: RunEvidence | undefined;
  /** See `PlanContext.readText`. */
  readText(file: string): string | undefined;
}

/** How a project is opened. */
export interface ProjectOptions {
  readonly toolVersion: string;
  /** What runs showed. Default: nothing is known. */
  readonly evidence?: RunEvidence | undefined;
  /** Called as each step of the audit begins. Default: nobody is told. */
  readonly onStep?: (step: string) => void;
}

const LARGEST_BYTES = 8 << 20;

/** Scans and audits a folder. Reads only. */
export function openProject(folder: ReadableFolder, options: ProjectOptions): Project {
  options.onStep?.("reading files");
  const tree = scanFolder(folder);
  const audit = auditTree(tree, options);
  return {
    folder,
    tree,
    audit,
    toolVersion: options.toolVersion,
    evidence: options.evidence,
    readText: (file) => textOf(folder, file),
  };
}

/** The same project as if `texts` were written; audited anew. */
export const withTexts = (project: Project, texts: ReadonlyMap<string, string>): Project =>
  openProject(overlayFolder(project.folder, texts), project);

/** What a codemod may look at. */
export function planContext(project: Project, isDeclined: (changeId: string) => boolean): PlanContext {
  const { tree, audit, toolVersion, evidence } = project;
  return {
    audit,
    evidence,
    toolVersion,
    files: [...tree.files.keys(), ...tree.configs.keys()].sort(),
    importersOf: (module) =>
      [...tree.files.values()].filter((it) => it.specifiers.includes(module)).map((it) => it.path),
    readText: (file) => project.readText(file),
    isDeclined,
  };
}

/** A file that cannot be read, is no regular file or no UTF-8 has no text: it is never edited. */
function textOf(folder: ReadableFolder, file: string): string | undefined {
  try {
    const read = folder.read(file, LARGEST_BYTES);
    if (read.kind === "too-large") return undefined;
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(read.bytes);
  } catch {
    return undefined;
  }
}
