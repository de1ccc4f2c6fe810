import { parse } from "jsonc-parser";
import type { PlanContext } from "./define-codemod.ts";

/** The package that a file belongs to. */
export interface PackageOfFile {
  /** POSIX, relative to the root; empty for the root itself. */
  readonly folder: string;
  /** Path of its `package.json`; undefined where no folder up to the root has one. */
  readonly manifestFile: string | undefined;
  /** What the manifest says; an empty object where it cannot be read. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** True where plain `.js` files are modules. */
  readonly isModule: boolean;
}

/** The nearest package at or above a file. */
export function packageOfFile(context: PlanContext, file: string): PackageOfFile {
  const folders = file.split("/").slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth--) {
    const folder = folders.slice(0, depth).join("/");
    const manifestFile = below(folder, "package.json");
    const text = context.files.includes(manifestFile) ? context.readText(manifestFile) : undefined;
    const manifest: unknown = text === undefined ? undefined : parse(text.replace("\uFEFF", ""));
    if (isRecord(manifest)) return { folder, manifestFile, manifest, isModule: manifest.type === "module" };
  }
  return { folder: "", manifestFile: undefined, manifest: {}, isModule: false };
}

/** Names and versions under `dependencies`, `devDependencies` and their kin. */
export const dependenciesOf = ({ manifest }: PackageOfFile): ReadonlyMap<string, string> =>
  new Map(
    ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].flatMap((key) =>
      isRecord(manifest[key])
        ? Object.entries(manifest[key]).map(([name, version]) => [name, String(version)] as const)
        : [],
    ),
  );

/** A name in a folder, both relative to the root. */
export const below = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);

/** True for an object that is no array. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
