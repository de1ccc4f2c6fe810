import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatGenerated } from "./format-generated.ts";
import type { GeneratedFile } from "./generated-file.ts";

/** Folders of adapters whose `scripts/` are Lua; each gets a `lua-scripts.ts`, since a package ships no files but code. */
const homes = ["adapters/langgraph-redis", "adapters/redis"];

/** The Lua of every adapter as TypeScript: name, text without comments, and the SHA-1 that EVALSHA asks for. */
export const generateLua = (root: string): GeneratedFile[] =>
  homes
    .filter((home) => existsSync(join(root, home, "scripts")) && readdirSync(join(root, home, "scripts")).length > 0)
    .map((home) => {
      const path = `${home}/lua-scripts.ts`;
      return { path, text: formatGenerated(path, moduleText(join(root, home, "scripts"))) };
    });

const moduleText = (folder: string): string => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".lua"));
  const scripts = files
    .filter((name) => !name.startsWith("_"))
    .sort()
    .map((name) => scriptEntry(name.replace(/\.lua$/, ""), luaText(folder, name)));
  return [
    "// Generated from the files of scripts/, which say what each takes and returns. Do not edit: run `npm run generate`.",
    "",
    "/** Scripts of this adapter, by name. */",
    `export const luaScripts = { ${scripts.join(", ")} } as const;`,
    "",
  ].join("\n");
};

/** A file with its includes in place and without comments, which the server need not keep. */
const luaText = (folder: string, name: string): string =>
  readFileSync(join(folder, name), "utf8")
    .split("\n")
    .flatMap((line) => {
      const included = /^-- include: (\S+)$/.exec(line)?.[1];
      return included === undefined ? [line] : luaText(folder, included).split("\n");
    })
    .filter((line) => line.trim() !== "" && !line.trimStart().startsWith("--"))
    .join("\n");

const scriptEntry = (name: string, text: string): string => {
  const sha = createHash("sha1").update(text).digest("hex");
  const key = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return `${key}: { name: ${JSON.stringify(name)}, sha: ${JSON.stringify(sha)}, text: ${JSON.stringify(text)} }`;
};
