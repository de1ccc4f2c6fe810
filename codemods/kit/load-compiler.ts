import { createRequire } from "node:module";
import { join } from "node:path";
import { ts as ownCompiler } from "ts-morph";

/** A TypeScript to check with, and whose it is. */
export interface Compiler {
  readonly ts: typeof ownCompiler;
  /** Such as `TypeScript 5.9.3 of the project`. */
  readonly name: string;
}

/** The TypeScript that a folder's own imports would find; ours where there is none, or one without a JavaScript API. */
export function loadCompiler(folder: string): Compiler {
  try {
    // The project's compiler is its own code: only `migrate --write` runs it, and says so.
    const found: unknown = createRequire(join(folder, "package.json"))("typescript");
    if (isCompiler(found)) return { ts: found, name: `TypeScript ${found.version} of the project` };
  } catch {
    // None is installed.
  }
  return { ts: ownCompiler, name: `TypeScript ${ownCompiler.version} of unconduct` };
}

/** Older than 4.7 lacks the module systems that we resolve by; newer than 6 has no API to call. */
const isCompiler = (value: unknown): value is typeof ownCompiler =>
  typeof value === "object" &&
  value !== null &&
  "createProgram" in value &&
  "version" in value &&
  Number.parseFloat(String(value.version)) >= 4.7;
