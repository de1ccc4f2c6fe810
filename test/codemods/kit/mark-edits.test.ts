import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../codemods/kit/apply-edits.ts";
import { markEdits } from "../../../codemods/kit/mark-edits.ts";

const mark = (text: string, line: number, file = "a.tsx", reason = "decide"): string =>
  applyEdits(text, markEdits("a-codemod", file, text, [{ file, line, reason }]));

const comment = "// @unconduct todo(a-codemod): decide";

describe("a mark", () => {
  it("stands above its line, as far in", () => expect(mark("f(\n  x,\n);\n", 2)).toBe(`f(\n  ${comment}\n  x,\n);\n`));
  it("follows the file's line endings", () =>
    expect(mark("a();\r\nb();\r\n", 2)).toBe(`a();\r\n${comment}\r\nb();\r\n`));
  it("keeps the byte order mark first", () => expect(mark("\uFEFFa();\n", 1)).toBe(`\uFEFF${comment}\na();\n`));
  it("is set once", () => expect(mark(mark("a();\n", 1), 2)).toBe(mark("a();\n", 1)));
  it("is not set again once a person decided", () => {
    const decided = `${comment.replace("todo", "ignore")}\na();\n`;
    expect(mark(decided, 2)).toBe(decided);
  });
  it("is set beside the mark of another codemod", () => {
    const other = "// @unconduct todo(b-codemod): else\na();\n";
    expect(mark(other, 2)).toBe(`// @unconduct todo(b-codemod): else\n${comment}\na();\n`);
  });
  it("never becomes part of a template", () =>
    expect(mark("const a = `\n  ${b}\n`;\n", 2)).toBe(`${comment}\nconst a = \`\n  \${b}\n\`;\n`));
  it("never becomes text of JSX", () => {
    expect(mark("const a = (\n  <p>\n    {b}\n  </p>\n);\n", 3)).toBe(
      `const a = (\n  ${comment}\n  <p>\n    {b}\n  </p>\n);\n`,
    );
  });
  it("keeps to one line whatever the reason holds", () =>
    expect(mark("a();\n", 1, "a.ts", "x\n y")).toBe("// @unconduct todo(a-codemod): x y\na();\n"));
});
