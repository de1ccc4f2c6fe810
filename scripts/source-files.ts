import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The top folders that hold the product's own code. */
export const sourceFolders = ["bin", "cli", "contracts", "analyzer", "codemods", "shim", "adapters"] as const;

/** Paths of all TypeScript files below the given top folders, POSIX, relative to `root`, sorted; declarations left out. */
export const sourceFiles = (root: string, folders: readonly string[] = sourceFolders): string[] =>
  folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) =>
        `${folder}/${path}`.replaceAll("\\", "/"),
      ),
    )
    .filter((path) => /\.[mc]?ts$/.test(path) && !/\.d\.[mc]?ts$/.test(path))
    .filter((path) => !path.split("/").includes("node_modules"))
    .sort();
