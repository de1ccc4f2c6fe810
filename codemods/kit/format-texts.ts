import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { isSourceFile } from "./parse-source.ts";
import type { FileChange } from "./plan-files.ts";

/** The changed source files as the project's own formatter (Biome or Prettier, if installed) writes them. */
export function formatTexts(root: string, files: readonly FileChange[]): FileChange[] {
  return files.map((it) => {
    const formatter = isSourceFile(it.file) ? formatterOf(root, it.file) : undefined;
    if (!formatter) return it;
    const [command, ...args] = formatter;
    const { status, stdout } = spawnSync(command, args, { cwd: root, input: it.after, encoding: "utf8" });
    // A formatter that refuses a file (ignored by it, or wrongly configured) leaves it as planned.
    return status === 0 && stdout !== "" ? { ...it, after: stdout } : it;
  });
}

function formatterOf(root: string, file: string): readonly [string, ...string[]] | undefined {
  for (let folder = dirname(join(root, file)); folder.startsWith(root); folder = dirname(folder)) {
    const bin = (name: string): string => join(folder, "node_modules", ".bin", name);
    if (existsSync(bin("biome"))) return [bin("biome"), "format", `--stdin-file-path=${file}`];
    if (existsSync(bin("prettier"))) return [bin("prettier"), "--stdin-filepath", file];
    if (folder === dirname(folder)) break;
  }
  return undefined;
}
