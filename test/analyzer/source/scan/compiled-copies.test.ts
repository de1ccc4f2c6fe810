import { describe, expect, it } from "vitest";
import { compiledCopies } from "../../../../analyzer/source/scan/compiled-copies.ts";

const filesOf = (files: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(files).map(([path, specifiers]) => [path, { specifiers }]));
const config = (options: object) => JSON.stringify({ compilerOptions: options });

describe("compiledCopies", () => {
  it("are JavaScript files beside what they are made of", () => {
    const files = filesOf({
      ...{ "a.ts": ["openai", "./b.js", "./types"], "a.js": ["tslib", "openai", "./b"] },
      ...{ "view.tsx": ["react"], "view.js": ["react/jsx-runtime"], "m.mts": [], "m.mjs": [], "c.cts": [], "c.js": [] },
    });
    expect(compiledCopies(files, new Map())).toEqual(["a.js", "view.js", "m.mjs"]);
  });

  it("are no files that import something else, and none with a declaration only", () => {
    const files = filesOf({ "run.ts": ["openai"], "run.js": ["./dist/run.js"], "own.js": [], "own.d.ts": [] });
    expect(compiledCopies(files, new Map())).toEqual([]);
  });

  it("are files in the folder that a config writes to, by the path of their sources", () => {
    const files = filesOf({
      ...{ "app/src/x/a.ts": ["zod"], "app/lib/x/a.js": ["zod"], "app/lib/own.js": [], "app/src/y.js": [] },
      ...{ "app/lib/y.js": [], "lib/x/a.js": ["zod"] },
    });
    const configs = new Map([["app/tsconfig.json", config({ outDir: "./lib", rootDir: "src" })]]);
    expect(compiledCopies(files, configs)).toEqual(["app/lib/x/a.js", "app/lib/y.js"]);
  });

  it("are found where a config does not say from where it reads", () => {
    const configs = new Map([["tsconfig.json", config({ outDir: "js" })]]);
    expect(compiledCopies(filesOf({ "src/a.ts": [], "js/a.js": [] }), configs)).toEqual(["js/a.js"]);
    expect(compiledCopies(filesOf({ "a.ts": [], "js/a.js": [] }), configs)).toEqual(["js/a.js"]);
  });

  it("are none where a config writes among its own files", () => {
    for (const outDir of [".", "..", "../.."])
      expect(
        compiledCopies(filesOf({ "x/y/src/a.js": [] }), new Map([["x/y/tsconfig.json", config({ outDir })]])),
      ).toEqual([]);
  });
});
