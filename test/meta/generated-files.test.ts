import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findStale, syncGenerated } from "../../scripts/sync-generated.ts";

const repository = join(import.meta.dirname, "../..");

it("committed schemas and registries are what `npm run generate` makes", () => {
  const { outdated, orphans } = findStale(repository);
  expect(outdated.map(({ path }) => path)).toEqual([]);
  expect(orphans).toEqual([]);
});

describe("in a copy of the tree", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "unconduct-generated-"));
    for (const path of ["contracts/schema", "analyzer/rules", "codemods"]) {
      cpSync(join(repository, path), join(root, path), { recursive: true });
    }
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("an edited schema, a schema without contract, a registry that lacks a rule are found and put right", {
    timeout: 60_000,
  }, () => {
    writeFileSync(join(root, "contracts/schema/card-1.json"), "{}\n");
    writeFileSync(join(root, "contracts/schema/card-0.json"), "{}\n");
    cpSync(join(root, "analyzer/rules/in-memory-saver"), join(root, "analyzer/rules/another-rule"), {
      recursive: true,
    });
    const { outdated, orphans } = findStale(root);
    expect(outdated.map(({ path }) => path)).toEqual(["contracts/schema/card-1.json", "analyzer/rules/registry.ts"]);
    expect(orphans).toEqual(["contracts/schema/card-0.json"]);
    syncGenerated(root);
    expect(findStale(root)).toEqual({ outdated: [], orphans: [] });
  });
});
