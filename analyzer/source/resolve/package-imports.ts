import { exportTargets } from "./exports-map.ts";
import { memberOf } from "./json-shape.ts";
import type { PackageFile, PackageIndex } from "./package-index.ts";

/** What `imports` of the packages around a folder say about a `#` specifier. */
export interface PackageImport {
  readonly owner: PackageFile;
  /** As written: `./dist/x.js`, or the name of another package. */
  readonly targets: readonly string[];
}

/** Targets of a `#` specifier, from the nearest package that declares it. */
export function packageImport(packages: PackageIndex, specifier: string, folder: string): PackageImport | undefined {
  for (const owner of packages.around(folder)) {
    const targets = exportTargets(memberOf(owner.json, "imports"), specifier);
    if (targets.length > 0) return { owner, targets };
  }
  return undefined;
}
