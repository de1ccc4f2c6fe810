import { describe, expect, it } from "vitest";
import { resultShape } from "../../../analyzer/flow/result-shape.ts";
import { analysisOf, initializer } from "../../harness/analysis-of.ts";

const M = `import { ChatOpenAI } from "@langchain/openai"; import { tool } from "@langchain/core/tools"; import { z } from "zod"; const m = new ChatOpenAI({});`;
/** Fields of the result of the runnable `x`: kind, and closed values where there are some. */
const shape = (text: string): Record<string, string> | undefined => {
  const analysis = analysisOf(`${M} ${text}`);
  const found = resultShape(analysis, initializer(analysis, "x"));
  return (
    found &&
    Object.fromEntries(
      [...found].map(([name, f]) => [name, f.values.length ? `${f.kind}:${f.values.join("|")}` : f.kind]),
    )
  );
};

describe("resultShape", () => {
  it("reads a zod object", () => {
    expect(
      shape(
        `const x = m.withStructuredOutput(z.object({ next: z.enum(["a", "b"]), ok: z.boolean(), why: z.string(), n: z.number(), xs: z.array(z.string()) }));`,
      ),
    ).toEqual({ next: "label:a|b", ok: "flag", why: "text", n: "number", xs: "other" });
  });

  it("reads through describe, optional, nullable and default", () => {
    expect(
      shape(
        `const x = m.withStructuredOutput(z.object({ next: z.enum(["a"]).describe("d").optional(), why: z.string().nullable().default("") }).describe("all"));`,
      ),
    ).toEqual({ next: "label:a", why: "text" });
  });

  it("reads a schema and values in constants", () => {
    expect(
      shape(
        `const MEMBERS = ["a", "b"] as const; const Route = z.object({ next: z.enum(["end", ...MEMBERS]) }); const x = m.withStructuredOutput(Route, { name: "route" });`,
      ),
    ).toEqual({ next: "label:end|a|b" });
  });

  it("reads literals and unions of literals", () => {
    expect(
      shape(
        `const x = m.withStructuredOutput(z.object({ a: z.literal("one"), b: z.union([z.literal("p"), z.literal("q")]) }));`,
      ),
    ).toEqual({ a: "label:one", b: "label:p|q" });
  });

  it("reads an extended object", () => {
    expect(
      shape(
        `const Base = z.object({ why: z.string() }); const x = m.withStructuredOutput(Base.extend({ next: z.enum(["a"]) }));`,
      ),
    ).toEqual({ why: "text", next: "label:a" });
  });

  it("reads JSON schema", () => {
    expect(
      shape(
        `const x = m.withStructuredOutput({ title: "r", type: "object", properties: { next: { type: "string", enum: ["a", "b"] }, ok: { type: "boolean" }, why: { type: "string" } } });`,
      ),
    ).toEqual({ next: "label:a|b", ok: "flag", why: "text" });
  });

  it("reads the only tool that is bound, made with zod", () => {
    expect(
      shape(
        `const route = tool(async () => "", { name: "route", schema: z.object({ next: z.enum(["a", "b"]) }) }); const x = m.bindTools([route], { tool_choice: "route" });`,
      ),
    ).toEqual({ next: "label:a|b" });
  });

  it("reads the only tool that is bound, in OpenAI's form", () => {
    expect(
      shape(
        `const x = m.bindTools([{ type: "function", function: { name: "route", parameters: { type: "object", properties: { next: { anyOf: [{ enum: ["a", "b"] }] } } } } }]);`,
      ),
    ).toEqual({ next: "label:a|b" });
  });

  it("reads through pipe, withConfig and withRetry", () => {
    expect(
      shape(
        `import { ChatPromptTemplate } from "@langchain/core/prompts"; const x = ChatPromptTemplate.fromTemplate("a").pipe(m.withStructuredOutput(z.object({ ok: z.boolean() }))).withConfig({}).withRetry();`,
      ),
    ).toEqual({ ok: "flag" });
  });

  it("reads through a variable and a factory", () => {
    expect(
      shape(`const make = () => m.withStructuredOutput(z.object({ ok: z.boolean() })); const r = make(); const x = r;`),
    ).toEqual({ ok: "flag" });
  });

  it("is unknown for a plain model, several tools, or a schema from elsewhere", () => {
    expect(shape(`const x = m;`)).toBeUndefined();
    expect(
      shape(
        `const x = m.bindTools([tool(() => 1, { name: "a", schema: z.object({}) }), tool(() => 1, { name: "b", schema: z.object({}) })]);`,
      ),
    ).toBeUndefined();
    expect(shape(`import { Schema } from "./gone"; const x = m.withStructuredOutput(Schema);`)).toBeUndefined();
  });
});
