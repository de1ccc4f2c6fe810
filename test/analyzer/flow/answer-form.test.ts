import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";

/** The answer form of a call that picks among writer, checker and printer by the given node and router. */
const answerOf = (node: string, router: string, map = "") => {
  const text = `import { StateGraph, Annotation, MessagesAnnotation, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod";
const llm = new ChatOpenAI({}); const S = Annotation.Root({ ...MessagesAnnotation.spec, next: Annotation<string>() }); type T = typeof S.State;
const work = async (s: T) => ({ messages: [await llm.invoke(s.messages)] });
const schema = z.object({ to: z.enum(["write", "check", "print", "stop"]), why: z.string() }); const route = { name: "hand_over", schema };
const pick = async (s: T): Promise<any> => { ${node} };
export const desk = new StateGraph(S).addNode("pick", pick).addNode("writer", work).addNode("checker", work).addNode("printer", work).addEdge(START, "pick")
  .addConditionalEdges("pick", ${router}${map}).addEdge("writer", "pick").addEdge("checker", "pick").addEdge("printer", "pick").compile();`;
  const found = site(auditText(text), "a.ts", "router.invoke");
  expect(found.replaceability).toBe("rewrite");
  return found.answer;
};

const pairs = (answer: ReturnType<typeof answerOf>) =>
  Object.fromEntries((answer?.values ?? []).map(({ target, value }) => [target, value]));
const STRUCTURED = "const router = llm.withStructuredOutput(schema); const { to } = await router.invoke(s.messages);";
const MAP = ', { write: "writer", check: "checker", print: "printer", stop: END }';
const ALL = { writer: "write", checker: "check", printer: "print" };

describe("how an answer names an agent", () => {
  it("is told by the schema and the keys of the path map", () => {
    const answer = answerOf(`${STRUCTURED} return { next: to };`, "(s: T) => s.next", MAP);
    expect(answer).toMatchObject({ field: "to", tool: null, structured: true });
    expect(answer?.fields).toEqual([
      { name: "to", kind: "label" },
      { name: "why", kind: "text" },
    ]);
    expect(pairs(answer)).toEqual(ALL);
  });

  it("names the tool that carries it", () => {
    const node = `const router = llm.bindTools([route], { tool_choice: "hand_over" }); const r = await router.invoke(s.messages); return { next: r.tool_calls?.[0]?.args.to };`;
    expect(answerOf(node, "(s: T) => s.next", MAP)).toMatchObject({ field: "to", tool: "hand_over", structured: true });
  });

  it("follows a switch, its empty clauses among it, and says nothing of several at once", () => {
    const router = `(s: T) => { switch (s.next) { case "write": return "writer"; case "check": return "checker"; case "stop": return END; case "print": default: return "printer"; } }`;
    expect(pairs(answerOf(`${STRUCTURED} return { next: to };`, router))).toEqual(ALL);
  });

  it("follows comparisons, joined by or, to the last that is left", () => {
    const router = `(s: T) => s.next === "write" || s.next === "draft" ? "writer" : s.next === "check" ? "checker" : s.next === "stop" ? END : "printer"`;
    expect(pairs(answerOf(`${STRUCTURED} return { next: to };`, router))).toEqual(ALL);
  });

  it("tries the keys of a table that a plain answer goes through, on the way to comparisons", () => {
    const body = `const router = llm; const word = String((await router.invoke(s.messages)).content).toLowerCase().trim();
      if (s.messages.length > 20 || word === "angry") return { next: "third" };
      const STEPS: Record<string, string> = { prose: "first", proof: "second", paper: "third" };
      return { next: STEPS[word] || "third" };`;
    const router = `(s: T) => { const step = s.next; if (step === "first") return "writer"; if (step === "second") return "checker"; return "printer"; }`;
    expect(pairs(answerOf(body, router))).toEqual({ writer: "prose", checker: "proof", printer: "paper" });
  });

  it("reads a table of constants, and follows the way behind it", () => {
    const table = `const NODES: Record<string, string> = { write: "writer", check: "checker", print: "printer" };`;
    const nodes = ', ["writer", "checker", "printer"]';
    expect(pairs(answerOf(`${STRUCTURED} ${table} return { next: NODES[to] };`, "(s: T) => s.next", nodes))).toEqual(
      ALL,
    );
    const stages = `const STAGES: Record<string, string> = { write: "one", check: "two", print: "three" };`;
    const router = `(s: T) => { switch (s.next) { case "one": return "writer"; case "two": return "checker"; default: return "printer"; } }`;
    expect(pairs(answerOf(`${STRUCTURED} ${stages} return { next: STAGES[to] };`, router))).toEqual(ALL);
  });

  it("takes the words that are looked for in a text, but for those that hold another", () => {
    const node = `const router = llm; const r = await router.invoke(s.messages); const text = String(r.content); const next = ["writer", "checker", "printer"].find((it) => text.includes(it)) ?? END; return { next };`;
    expect(answerOf(node, "(s: T) => s.next")).toMatchObject({
      field: null,
      tool: null,
      structured: false,
      fields: [],
    });
    expect(pairs(answerOf(node, "(s: T) => s.next"))).toEqual({
      writer: "writer",
      checker: "checker",
      printer: "printer",
    });
    const chain = `const router = llm; const r = await router.invoke(s.messages); const text = String(r.content); if (text.includes("print")) return { next: "printer" }; if (text.includes("a print checked")) return { next: "checker" }; if (text.includes("write")) return { next: "writer" }; return { next: END };`;
    expect(pairs(answerOf(chain, "(s: T) => s.next"))).toEqual({ printer: "print", writer: "write" });
  });
});
