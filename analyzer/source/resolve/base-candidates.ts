import { childOf, folderOf, joinInside } from "../inside-path.ts";
import type { PackageIndex } from "./package-index.ts";
import { packageNameOf } from "./package-name.ts";

/** Paths, best first, that a name in `extends` may mean: relative ones, or in a package of this very repository. */
export function baseCandidates(base: string, from: string, packages: PackageIndex): string[] {
  const name = base.startsWith(".") ? undefined : packageNameOf(base);
  const owner = name === undefined ? undefined : packages.named(name, folderOf(from));
  const path = base.startsWith(".")
    ? joinInside(folderOf(from), base)
    : owner && joinInside(owner.folder, base.slice(name?.length ?? 0).replace(/^\//, ""));
  return path === undefined ? [] : [path, `${path}.json`, childOf(path, "tsconfig.json")];
}
