import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Formats generated TypeScript and sorts its imports as `npm run lint` wants them. `path` only picks the settings. */
export const formatGenerated = (path: string, text: string): string => {
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/package.json");
  return execFileSync(
    process.execPath,
    [join(dirname(biome), "bin/biome"), "check", "--write", `--stdin-file-path=${path}`],
    { input: text, encoding: "utf8", cwd: join(import.meta.dirname, ".."), stdio: ["pipe", "pipe", "pipe"] },
  );
};
