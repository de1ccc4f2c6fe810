import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../codemods/kit/apply-edits.ts";
import { importBindings } from "../../../codemods/kit/import-bindings.ts";
import { type ImportWish, importEdits, usesRequire } from "../../../codemods/kit/import-edits.ts";
import { parseSource } from "../../../codemods/kit/parse-source.ts";
import { styleOf } from "../../../codemods/kit/text-style.ts";

const wish = (name: string, module = "lib", change: Partial<ImportWish> = {}): ImportWish => ({
  module,
  name,
  local: name,
  typeOnly: false,
  ...change,
});

function edited(
  text: string,
  { add = [], drop = [], file = "a.ts" }: { add?: ImportWish[]; drop?: string[]; file?: string },
): string {
  const source = parseSource(file, text);
  const remove = importBindings(source).filter((it) => drop.includes(it.local));
  return applyEdits(
    text,
    importEdits({ file, source, style: styleOf(source), add, remove, require: usesRequire(file, source, false) }),
  );
}

describe("adding a name", () => {
  it.each([
    ["extends the braces of the same module", 'import { a } from "lib";\n', 'import { a, b } from "lib";\n'],
    ["keeps one name a line", 'import {\n  a,\n  c,\n} from "lib";\n', 'import {\n  a,\n  c,\n  b,\n} from "lib";\n'],
    [
      "writes a line after the last import",
      "import x from 'x'\n\nx()\n",
      "import x from 'x'\nimport { b } from 'lib'\n\nx()\n",
    ],
    ["starts a file that imports nothing", "run();\n", 'import { b } from "lib";\nrun();\n'],
    [
      "stays below a shebang",
      "#!/usr/bin/env node\nrun();\n",
      '#!/usr/bin/env node\nimport { b } from "lib";\nrun();\n',
    ],
    ["stays below directives", '"use server";\nrun();\n', '"use server";\nimport { b } from "lib";\nrun();\n'],
    ["keeps the byte order mark first", "\uFEFFrun();\n", '\uFEFFimport { b } from "lib";\nrun();\n'],
    ["does nothing where the name is there", 'import { b } from "lib";\n', 'import { b } from "lib";\n'],
    [
      "does not take braces of types for a value",
      'import type { a } from "lib";\n',
      'import type { a } from "lib";\nimport { b } from "lib";\n',
    ],
  ])("%s", (_, before, after) => expect(edited(before, { add: [wish("b")] })).toBe(after));

  it("requires in a CommonJS file", () => {
    const before = "const { a } = require('lib')\nconst x = require('x')\n";
    expect(edited(before, { add: [wish("b"), wish("c", "./d.cjs", { local: "e" })], file: "a.cjs" })).toBe(
      "const { a, b } = require('lib')\nconst x = require('x')\nconst { c: e } = require('./d.cjs')\n",
    );
  });

  it.each([
    ["in braces that mark types", 'import { type a, c } from "lib";\n', 'import { type a, c, type b } from "lib";\n'],
    [
      "in an import of types",
      'import type { a } from "lib";\nimport { c } from "lib";\n',
      'import type { a, b } from "lib";\nimport { c } from "lib";\n',
    ],
    [
      "like a value where the file does not tell them apart",
      'import { a } from "lib";\n',
      'import { a, b } from "lib";\n',
    ],
  ])("puts a type %s", (_, before, after) =>
    expect(edited(before, { add: [wish("b", "lib", { typeOnly: true })] })).toBe(after),
  );
});

describe("removing names", () => {
  it.each([
    ["the first", 'import { a, b, c } from "lib";\n', ["a"], 'import { b, c } from "lib";\n'],
    [
      "the last, but not its trailing comma",
      'import {\n  a,\n  b,\n} from "lib";\n',
      ["b"],
      'import {\n  a,\n} from "lib";\n',
    ],
    ["two at the end", 'import { a, b, c } from "lib";\n', ["b", "c"], 'import { a } from "lib";\n'],
    ["all, with the line", 'import { a } from "lib";\nrun();\n', ["a"], "run();\n"],
    ["all, but not the default", 'import lib, { a } from "lib";\n', ["a"], 'import lib from "lib";\n'],
    ["a renamed one", 'import { a as z, b } from "lib";\n', ["z"], 'import { b } from "lib";\n'],
  ])("removes %s", (_, before, drop, after) => expect(edited(before, { drop })).toBe(after));

  it("gives a dropped name's place to a new one", () => {
    expect(edited('import { a, m, z } from "lib";\n', { drop: ["m"], add: [wish("b")] })).toBe(
      'import { a, b, z } from "lib";\n',
    );
  });

  it("puts a new line where the last import goes away", () => {
    expect(
      edited('import x from "x";\nimport { a } from "lib";\nrun();\n', { drop: ["a"], add: [wish("b", "./b")] }),
    ).toBe('import x from "x";\nimport { b } from "./b";\nrun();\n');
  });
});
