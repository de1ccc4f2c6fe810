import { join } from "node:path";
import { findStale, syncGenerated } from "./sync-generated.ts";

// Writes the JSON Schemas of the contracts and the registries of rules and codemods; with --check only looks.
const root = join(import.meta.dirname, "..");
const unknown = process.argv.slice(2).filter((argument) => argument !== "--check");
if (unknown.length > 0) {
  console.error(`generate: unknown argument ${unknown.join(" ")}. Usage: npm run generate [-- --check]`);
  process.exitCode = 2;
} else if (process.argv.includes("--check")) {
  const { outdated, orphans } = findStale(root);
  const stale = [...outdated.map(({ path }) => path), ...orphans];
  for (const path of stale) console.error(`stale: ${path}`);
  if (stale.length > 0) {
    console.error("Run `npm run generate` and commit what it writes.");
    process.exitCode = 1;
  }
} else {
  for (const path of syncGenerated(root)) console.log(path);
}
