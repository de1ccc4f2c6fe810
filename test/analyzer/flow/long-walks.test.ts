import { expect, it } from "vitest";
import { auditText, sites } from "../../harness/audit-text.ts";

const count = (to: number): readonly number[] => Array.from({ length: to }, (_, at) => at);

/** Specialists that each keep what they found, field by field, beside what all others did; one at the end shows it. */
const desk = (specialists: number, fields: number): string => {
  const parsed = count(fields).map((at) => `f${at}: d.f${at} ?? "none"`);
  const node = (name: string) => `async function ${name}(s: T): Promise<any> {
    const r = await llm.invoke(s.messages); const d = JSON.parse(String(r.content)); const found: any = { ${parsed} };
    if (found.f0 === "low") found.f1 = d.f2; if (s.outs && s.outs.${name}) found.f3 = s.outs.${name}.f4;
    return { outs: { ...s.outs, ${name}: found } }; }`;
  const names = count(specialists).map((at) => `expert${at}`);
  return `import { StateGraph, Annotation, MessagesAnnotation, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai";
    const llm = new ChatOpenAI({}); const S = Annotation.Root({ ...MessagesAnnotation.spec, outs: Annotation<Record<string, any>>() }); type T = typeof S.State;
    ${names.map(node).join("\n")}
    const tell = async (s: T): Promise<any> => { const y0 = s.outs; ${count(400)
      .map((at) => `const y${at + 1} = y${at};`)
      .join(" ")} return { messages: [JSON.stringify(y400)] }; };
    export const app = new StateGraph(S)${names.map((name) => `.addNode("${name}", ${name})`).join("")}.addNode("tell", tell)
      .addEdge(START, "${names[0]}")${names.map((name, at) => `.addEdge("${name}", "${names[at + 1] ?? "tell"}")`).join("")}.addEdge("tell", END).compile();`;
};

it("content is found though what leads to it branches further than a walk goes", () => {
  const [found] = sites(auditText(desk(6, 10)), "llm.invoke");
  expect(found).toMatchObject({ classification: "reasoning", reason: expect.stringContaining("is content: ") });
});
