import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInterner, inspectSource } from "../../../../analyzer/source/scan/inspect-source.ts";

const framework = `import { StateGraph } from "@langchain/langgraph";`;

describe("inspectSource", () => {
  it("keeps specifiers, size and whether the analysis starts here", () => {
    expect(inspectSource("src/a.ts", framework, 50, createInterner())).toEqual({
      path: "src/a.ts",
      specifiers: ["@langchain/langgraph"],
      relevant: true,
      bytes: 50,
    });
  });

  it.each(["types.d.ts", "types.d.mts", "style.d.css.ts"])("starts no analysis at the declarations of %s", (path) => {
    expect(inspectSource(path, framework, 50, createInterner()).relevant).toBe(false);
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const file = inspectSource("a.ts", text, text.length, createInterner());
        expect(new Set(file.specifiers).size).toBe(file.specifiers.length);
      }),
    );
  });
});
