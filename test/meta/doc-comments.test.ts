import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sourceFiles } from "../../scripts/source-files.ts";
import { undocumentedExports } from "../../scripts/undocumented-exports.ts";

const root = join(import.meta.dirname, "../..");

it("every exported symbol of the product has a doc comment", () => {
  const files = sourceFiles(root);
  expect(files).toContain("contracts/audit.ts");
  const bare = files.flatMap((file) =>
    undocumentedExports(file, readFileSync(join(root, file), "utf8")).map(
      ({ name, line }) => `${file}:${line} ${name}`,
    ),
  );
  expect(bare).toEqual([]);
});
