import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";

const MODEL = `import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; const llm = new ChatOpenAI({});`;
const of = (text: string, expr = "llm.invoke") => site(auditText(`${MODEL} ${text}`), "a.ts", expr);
const GATE = { classification: "routing-only", decides: "gate", replaceability: "keep", targets: [] };

describe("an exported function that nothing here calls", () => {
  it("and that returns only a yes or no is a gate, whoever may ask it", () => {
    expect(
      of(
        `export async function isUrgent(q: string) { const r = await llm.invoke(q); return String(r.content).toLowerCase().includes("yes"); }`,
      ),
    ).toMatchObject(GATE);
    expect(
      of(
        `export async function isUrgent(q: string) { const r = await llm.invoke(q); console.log(r.content); if (r.content === "yes") return true; return false; }`,
      ),
    ).toMatchObject(GATE);
  });

  it("so it is where the types of the model's package are unknown, and a failure is a no", () => {
    const text = `import { GoogleGenerativeAI } from "@google/generative-ai"; const client = new GoogleGenerativeAI("k"); const model = client.getGenerativeModel({ model: "m" });
      export async function isUrgent(q: string) { try { const r = await model.generateContent(q); return r.response.text().toLowerCase().includes("yes"); } catch (e) { console.error(e); return false; } }`;
    expect(site(auditText(text), "a.ts", "model.generateContent")).toMatchObject(GATE);
  });

  it("so is one that returns a boolean field", () => {
    expect(
      of(
        `const judge = llm.withStructuredOutput(z.object({ ok: z.boolean() })); export const isFine = async (q: string) => (await judge.invoke(q)).ok;`,
        "judge.invoke",
      ),
    ).toMatchObject(GATE);
  });

  it.each([
    ["the text", `return r.content;`],
    ["a constant that a condition chose", `return r.content === "yes" ? "now" : "later";`],
    ["how long the text is", `return r.content.length > 3;`],
    ["that there is one", `return Boolean(r.content);`],
    ["the yes or no within an object", `return { urgent: r.content === "yes" };`],
  ])("and that returns %s is no gate", (_, last) => {
    const found = of(`export async function ask(q: string) { const r = await llm.invoke(q); ${last} }`);
    expect(found.classification).toBe("reasoning");
  });

  it("and that is a handler's method is no gate: its answer is what it returns", () => {
    expect(
      of(`export class Judge { async ask(q: string) { const r = await llm.invoke(q); return r.content === "yes"; } }`)
        .classification,
    ).toBe("reasoning");
  });

  it("and that also keeps the text is no gate", () => {
    expect(
      of(
        `const said: string[] = []; export const heard = () => said; export async function ask(q: string) { const r = await llm.invoke(q); said.push(String(r.content)); return r.content === "yes"; }`,
      ).classification,
    ).toBe("reasoning");
  });
});
