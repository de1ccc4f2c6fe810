import { folderOf, foldersUp, nameOf } from "../inside-path.ts";
import { readJsonc } from "../read-jsonc.ts";
import { memberOf, textOf } from "./json-shape.ts";

/** One `package.json` of the audited folder. */
export interface PackageFile {
  /** Its folder, `""` for the root. */
  readonly folder: string;
  readonly name?: string;
  /** The parsed file; members of any type. */
  readonly json: unknown;
}

/** The packages of the audited folder. Every one with a name counts as linked, workspace or not. */
export interface PackageIndex {
  /** The package of that name that shares the longest path with `fromFolder`: examples often repeat a name. */
  named(name: string, fromFolder: string): PackageFile | undefined;
  at(folder: string): PackageFile | undefined;
  /** The packages that hold a folder, nearest first. */
  around(folder: string): readonly PackageFile[];
}

/** Reads every `package.json` among the configs. */
export function readPackages(configs: ReadonlyMap<string, string>): PackageIndex {
  const byFolder = new Map<string, PackageFile>();
  const byName = new Map<string, PackageFile[]>();
  for (const [path, text] of configs) {
    if (nameOf(path) !== "package.json") continue;
    const { value } = readJsonc(text);
    const name = textOf(memberOf(value, "name"));
    const file: PackageFile = { folder: folderOf(path), json: value, ...(name !== undefined && { name }) };
    byFolder.set(file.folder, file);
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  const around = new Map<string, readonly PackageFile[]>();
  return {
    named: (name, fromFolder) => nearest(byName.get(name) ?? [], fromFolder),
    at: (folder) => byFolder.get(folder),
    around(folder) {
      const known = around.get(folder);
      if (known !== undefined) return known;
      const found = foldersUp(folder).flatMap((up) => byFolder.get(up) ?? []);
      around.set(folder, found);
      return found;
    },
  };
}

function nearest(files: readonly PackageFile[], fromFolder: string): PackageFile | undefined {
  const shared = (file: PackageFile): number => sharedParts(file.folder, fromFolder);
  return files.reduce<PackageFile | undefined>(
    (best, file) => (best === undefined || shared(file) > shared(best) ? file : best),
    undefined,
  );
}

function sharedParts(a: string, b: string): number {
  const other = b.split("/");
  const parts = a.split("/");
  const differs = parts.findIndex((part, index) => part !== other[index]);
  return differs < 0 ? parts.length : differs;
}
