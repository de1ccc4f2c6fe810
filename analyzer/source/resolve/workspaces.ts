import { isDeclarationPath } from "../scan/source-names.ts";
import { exportTargets } from "./exports-map.ts";
import type { FileLookup } from "./file-lookup.ts";
import { memberOf, textOf } from "./json-shape.ts";
import { type CompilerFolders, sourceCandidates } from "./output-to-source.ts";
import type { PackageFile } from "./package-index.ts";
import type { TsconfigIndex } from "./tsconfig-paths.ts";

/** Finds the source behind what packages of the audited folder publish. */
export interface Workspaces {
  /** `subpath`: `""` for the package itself, else `/a/b`. */
  find(owner: PackageFile, subpath: string): string | undefined;
  /** The source behind targets that the package names: first one that is no mere declaration, else a declaration. */
  findTarget(owner: PackageFile, targets: readonly string[]): string | undefined;
}

const MAIN_FIELDS = ["source", "module", "main", "types", "typings"] as const;

/** Prepares look-ups by `exports`, `main` and `types`, mapped back from build output to source, and by custom. */
export function createWorkspaces(lookup: FileLookup, tsconfigs: TsconfigIndex): Workspaces {
  const compilersOf = (owner: PackageFile): CompilerFolders[] =>
    tsconfigs.around(owner.folder).flatMap((config) => config.compiler ?? []);
  const findTarget = (owner: PackageFile, targets: readonly string[]): string | undefined => {
    let declaration: string | undefined;
    for (const place of targets.flatMap((target) => sourceCandidates(owner.folder, target, compilersOf(owner)))) {
      const found = lookup.find(place) ?? lookup.findIndex(place);
      if (found !== undefined && !isDeclarationPath(found)) return found;
      declaration ??= found;
    }
    return declaration;
  };
  const find = (owner: PackageFile, subpath: string): string | undefined => {
    const exported = findTarget(owner, exportTargets(memberOf(owner.json, "exports"), `.${subpath}`));
    if (exported !== undefined) return exported;
    if (subpath !== "") return findTarget(owner, [`.${subpath}`, `./dist${subpath}`, `./src${subpath}`]);
    const mains = MAIN_FIELDS.map((field) => textOf(memberOf(owner.json, field))).filter((to) => to !== undefined);
    return findTarget(owner, [...mains, "./src/index", "./index", "./lib/index", "./src/main"]);
  };
  const known = new Map<PackageFile, Map<string, string | undefined>>();
  return {
    findTarget,
    find(owner, subpath) {
      const ofOwner = known.get(owner) ?? new Map<string, string | undefined>();
      known.set(owner, ofOwner);
      if (!ofOwner.has(subpath)) ofOwner.set(subpath, find(owner, subpath));
      return ofOwner.get(subpath);
    },
  };
}
