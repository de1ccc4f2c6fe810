import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceFiles } from "./source-files.ts";
import { undocumentedExports } from "./undocumented-exports.ts";

// Every exported symbol of the product says what it is; scripts and tests only have to where it helps.
const root = join(import.meta.dirname, "..");
const complaints = sourceFiles(root).flatMap((file) =>
  undocumentedExports(file, readFileSync(join(root, file), "utf8")).map(({ name, line }) => `${file}:${line} ${name}`),
);
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) {
  console.error("These exports have no doc comment: say in 1-4 lines what, units, defaults, errors.");
  process.exitCode = 1;
}
