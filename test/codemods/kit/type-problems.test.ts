import { realpathSync } from "node:fs";
import { ts } from "ts-morph";
import { expect, it } from "vitest";
import { typeProblems } from "../../../codemods/kit/type-problems.ts";
import { tempTree } from "../../harness/temp-tree.ts";

const TSCONFIG = JSON.stringify({
  compilerOptions: { rootDir: "./src", module: "preserve", strict: true },
  include: ["src"],
});

/** Problems of a change by which a file begins to import a new one in `examples`, outside what the build compiles. */
const problems = (file: string, specifier: string) => {
  const [before, after] = ["export const a = 1;\n", `import { b } from "${specifier}";\nexport const a = b;\n`];
  const others = { "src/other.ts": "export {};\n", "examples/other.ts": "export {};\n" };
  return typeProblems({
    root: realpathSync(tempTree({ "tsconfig.json": TSCONFIG, ...others, [file]: before })),
    compiler: { ts, name: "TypeScript of the test" },
    files: [
      { file, before, after },
      { file: "examples/b.ts", before: null, after: "export const b = 2;\n" },
    ],
    declarations: new Map(),
  });
};

it("a file that the build compiles may not begin to import one from outside it", () => {
  expect(problems("src/a.ts", "../examples/b")).toEqual([expect.stringMatching(/^src\/a\.ts:1 TS6059: /)]);
});

it("one that the build leaves out may: it is run another way", () => {
  expect(problems("examples/a.ts", "./b")).toEqual([]);
});
