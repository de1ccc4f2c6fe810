import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { analysisOf } from "../../harness/analysis-of.ts";
import type { Texts } from "../../harness/audit-text.ts";

/** `file:line` of the uses of the symbol that the first declaration named `name` makes. */
const usesOf = (texts: Texts, name: string): string[] => {
  const { references, checker, placeOf } = analysisOf(texts);
  const declared = references
    .named(name)
    .find(
      (id) =>
        (id.parent as ts.NamedDeclaration).name === id &&
        !ts.isImportSpecifier(id.parent) &&
        !ts.isExportSpecifier(id.parent),
    );
  const symbol = declared && checker.getSymbolAtLocation(declared);
  return symbol ? references.usesOf(symbol).map((id) => `${placeOf(id).file}:${placeOf(id).line}`) : [];
};

describe("uses of a symbol", () => {
  it("leave out its declaration, imports, exports and types", () => {
    expect(
      usesOf(
        {
          "b.ts": `export const n = 1;\nexport { n as again };`,
          "a.ts": `import { n } from "./b";\ntype T = typeof n;\nconst y = n;`,
        },
        "n",
      ),
    ).toEqual(["a.ts:3"]);
  });

  it("leave out other things of the same name", () => {
    expect(usesOf(`const n = 1;\nfunction f(n: number) { return n; }\nconst o = { n: 2 };\no.n;\nn;`, "n")).toEqual([
      "a.ts:5",
    ]);
  });

  it("hold uses under another name", () => {
    expect(
      usesOf(
        {
          "b.ts": `export const n = 1;`,
          "c.ts": `export { n as m } from "./b";`,
          "a.ts": `import { m as k } from "./c";\nk;`,
        },
        "n",
      ),
    ).toEqual(["a.ts:2"]);
  });

  it("hold uses of a default export under any name", () => {
    expect(
      usesOf({ "b.ts": `const n = 1;\nexport default n;`, "a.ts": `import any from "./b";\nany;` }, "n"),
    ).toContain("a.ts:2");
  });

  it("hold uses in files that know the type only through others", () => {
    expect(
      usesOf(
        {
          "c.ts": `import { make } from "./b";\nmake().go();`,
          "b.ts": `import { Worker } from "./a";\nexport const make = () => new Worker();`,
          "a.ts": `export class Worker { go() {} }`,
        },
        "go",
      ),
    ).toEqual(["c.ts:2"]);
  });

  it("hold uses of what another file adds to a class", () => {
    expect(
      usesOf(
        {
          "c.ts": `import { Worker } from "./b";\nnew Worker().go;`,
          "a.ts": `declare module "./b" { interface Worker { go: string } }\nexport {};`,
          "b.ts": `export class Worker {}`,
        },
        "go",
      ),
    ).toEqual(["c.ts:2"]);
  });

  it("hold uses through a namespace", () => {
    expect(usesOf({ "b.ts": `export const n = 1;`, "a.ts": `import * as all from "./b";\nall.n;` }, "n")).toEqual([
      "a.ts:2",
    ]);
  });

  it("hold shorthand properties, element keys apart", () => {
    expect(usesOf(`const n = 1;\nconst o = { n };\no["n"];`, "n")).toEqual(["a.ts:2"]);
  });

  it("hold uses of a method and of a private field", () => {
    expect(usesOf(`class C {\n go() { return 1; }\n run() { return this.go(); }\n}\nnew C().go();`, "go")).toEqual([
      "a.ts:3",
      "a.ts:5",
    ]);
  });

  it("are none for a name that nothing uses", () => {
    expect(usesOf(`const n = 1;`, "n")).toEqual([]);
  });
});

describe("a text that is only called", () => {
  const isOnlyCalled = (text: string, name: string): boolean => analysisOf(text).references.isOnlyCalled(name);

  it("stands behind a dot and before a call everywhere", () => {
    expect(isOnlyCalled(`list.go(1);\nthis.list?.go();`, "go")).toBe(true);
  });

  it("is not one that is declared, assigned, handed on or quoted somewhere", () => {
    for (const other of [
      "class C { go() {} }",
      "const o = { go };",
      "o.go = () => 1;",
      "use(o.go);",
      `o["go"]();`,
      "interface I { go(): void }",
      "go();",
    ])
      expect(isOnlyCalled(`list.go(1);\n${other}`, "go"), other).toBe(false);
  });
});
