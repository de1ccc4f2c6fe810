import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { sourceFiles, sourceFolders } from "../../scripts/source-files.ts";

const root = join(import.meta.dirname, "../..");
const files = sourceFiles(root, [...sourceFolders, "scripts", "test", "bench"]);

it("no file is named for being a heap of things", () => {
  expect(files.filter((file) => /(^|[-.])(utils?|helpers?|common|types|misc)\.[mc]?ts$/.test(basename(file)))).toEqual(
    [],
  );
});

it("file names are kebab-case", () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.[mc]?ts$/;
  expect(files.filter((file) => !kebab.test(basename(file)))).toEqual([]);
});
