import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInterner, inspectBytes } from "../../../../analyzer/source/scan/inspect-source.ts";
import { scanMemory } from "../../../../analyzer/source/scan/scan-memory.ts";

const framework = `import { StateGraph } from "@langchain/langgraph";`;

describe("inspectBytes", () => {
  it("keeps specifiers and marks", () => {
    expect(inspectBytes(Buffer.from(framework), createInterner())).toEqual({
      kind: "text",
      specifiers: ["@langchain/langgraph"],
      marks: { namesFramework: true, passesOn: false, mayRun: false, hasEnum: false },
    });
  });

  it("sees that bytes are no text", () => {
    expect(inspectBytes(Buffer.from("a\0b"), createInterner())).toEqual({ kind: "binary" });
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const facts = inspectBytes(Buffer.from(text), createInterner());
        if (facts.kind === "text") expect(new Set(facts.specifiers).size).toBe(facts.specifiers.length);
      }),
    );
  });
});

describe("the scan", () => {
  it.each(["types.d.ts", "types.d.mts", "style.d.css.ts"])("starts no analysis at the declarations of %s", (path) => {
    const file = scanMemory(new Map([[path, framework]])).files.get(path);
    expect(file).toMatchObject({ relevant: false, bytes: 50, specifiers: ["@langchain/langgraph"] });
  });
});
