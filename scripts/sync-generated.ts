import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateLua } from "./generate-lua.ts";
import { generateRegistries } from "./generate-registries.ts";
import { generateSchemas, schemaFolder } from "./generate-schemas.ts";
import type { GeneratedFile } from "./generated-file.ts";

/** What differs between the tree and what its sources say. */
export interface StaleFiles {
  readonly outdated: readonly GeneratedFile[];
  /** Published schemas whose contract is gone; paths relative to the root. */
  readonly orphans: readonly string[];
}

/** The generated files below `root` that are missing, differ, or have no source any more. */
export const findStale = (root: string): StaleFiles => {
  const files = [...generateSchemas(), ...generateRegistries(root), ...generateLua(root)];
  const known = new Set(files.map(({ path }) => path));
  const folder = join(root, schemaFolder);
  const published = existsSync(folder) ? readdirSync(folder).map((name) => `${schemaFolder}/${name}`) : [];
  return {
    outdated: files.filter(({ path, text }) => readIfThere(join(root, path)) !== text),
    orphans: published.filter((path) => !known.has(path)),
  };
};

/** Brings the generated files below `root` up to date and says which paths it wrote or removed. */
export const syncGenerated = (root: string): string[] => {
  const { outdated, orphans } = findStale(root);
  for (const { path, text } of outdated) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of orphans) rmSync(join(root, path));
  return [...outdated.map(({ path }) => path), ...orphans];
};

const readIfThere = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, "utf8") : undefined);
