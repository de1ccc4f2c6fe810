import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";

const PARSED = `import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI({}); type Check = { isFull: boolean; why: string };
  async function check(text: string): Promise<Check> { const r = await llm.invoke(text); return JSON.parse(String(r.content)); }`;
const of = (body: string) =>
  site(
    auditText(`${PARSED} export async function prepare(text: string) { const c = await check(text); ${body} }`),
    "a.ts",
    "llm.invoke",
  );

describe("an answer that only a condition asks", () => {
  it("for what it says is a use: it steers the code around", () => {
    expect(of(`let used = ""; if (c.isFull) used = text; else used = text + text; return used;`)).toMatchObject({
      classification: "reasoning",
      reason: "steers the work around it: decides c.isFull",
    });
  });

  it("for being there is none", () => {
    expect(of(`if (!c.why) return null; return text;`)).toMatchObject({ classification: "ignored" });
  });
});
