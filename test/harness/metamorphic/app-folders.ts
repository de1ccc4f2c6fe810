import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Texts } from "./metamorphism.ts";

const apps = fileURLToPath(new URL("../../../fixtures/apps/", import.meta.url));

/** Names of the fixture apps, sorted. */
export const appNames = (): readonly string[] =>
  readdirSync(apps, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    .sort();

/** The texts of one fixture app by POSIX path below its folder. */
export const appTexts = (name: string): Texts => {
  const root = join(apps, name);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(`${sep}node_modules${sep}`));
  return new Map(paths.sort().map((path) => [relative(root, path).split(sep).join("/"), readFileSync(path, "utf8")]));
};
