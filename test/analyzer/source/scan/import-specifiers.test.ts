import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importSpecifiers } from "../../../../analyzer/source/scan/import-specifiers.ts";

describe("importSpecifiers", () => {
  it.each([
    [`import a, { type B as C } from "./a.ts";`, "./a.ts"],
    [`import "side-effect"`, "side-effect"],
    [`import type { X } from './types'`, "./types"],
    [`import x = require("cjs")`, "cjs"],
    [`export * as ns from "./ns"`, "./ns"],
    [`export{a}from"min"`, "min"],
    [`import*as a from'./m'`, "./m"],
    [`const m = await import("./lazy")`, "./lazy"],
    [`const m = await import(/* webpackChunkName: "x" */ './lazy')`, "./lazy"],
    ["const m = await import(`./plain-template`)", "./plain-template"],
    [`const { a } = require ( "./a" )`, "./a"],
    [`type T = typeof import("./t")`, "./t"],
    [`import { a } from // why\n  // more\n  "./next-line"`, "./next-line"],
    [`import { a } from /* one */ /* two */ "./comments"`, "./comments"],
    [`import x from "./it's"`, "./it's"],
    [`import x from './it\\'s'`, "./it's"],
    [`import x from "./gr\\u00f6\\x21\\u{1F600}"`, "./grö!😀"],
    [`import x from "./paths with [brackets] and (parens)"`, "./paths with [brackets] and (parens)"],
  ])("finds the module of %s", (text, specifier) => {
    expect(importSpecifiers(text)).toEqual([specifier]);
  });

  it.each([
    ["a property of that name", `supabase.from("users")`],
    ["a longer word", `frommage "x"; important("y"); __require("z")`],
    ["a template with a hole", `import(\`./\${name}\`)`],
    ["an argument that is no literal", `require(name); import(name)`],
    ["a string that is never closed", `import "./open\nconst a = 1`],
  ])("finds nothing in %s", (_what, text) => {
    expect(importSpecifiers(text)).toEqual([]);
  });

  it("gives each once, in order of appearance", () => {
    expect(importSpecifiers(`import "b"; import "a"; require("b")`)).toEqual(["b", "a"]);
  });

  it("finds a literal import whatever text stands around it", () => {
    const noise = fc.string({ unit: fc.constantFrom(..."from import require('\"`/*\n {};=$\\a") });
    fc.assert(
      fc.property(noise, (before) => {
        expect(importSpecifiers(`${before}\n;import { a } from "needle/x";`)).toContain("needle/x");
      }),
    );
  });

  it.each(["import/*", "//from\n", "from'\\", "from\n//", "import /* * * "])(
    "takes time that grows with the text, not with its square, for a megabyte of %j",
    (unit) => {
      const time = (length: number): number => {
        const text = unit.repeat(length / unit.length);
        const start = process.cpuUsage();
        importSpecifiers(text);
        return process.cpuUsage(start).user / 1000;
      };
      time(50_000);
      // Ten times the text: a quadratic search would take a hundred times as long.
      expect(time(1_000_000)).toBeLessThan(50 * Math.max(time(100_000), 5));
    },
  );
});
