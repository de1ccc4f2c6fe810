import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";

const HEAD = `import { Annotation, END, interrupt, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod";
const State = Annotation.Root({ ...MessagesAnnotation.spec, next: Annotation<string>() }); type S = typeof State.State;
const llm = new ChatOpenAI({});
const work = async (s: S): Promise<any> => ({ messages: [await llm.invoke(s.messages)] });
const rewrite = async (s: S): Promise<any> => ({ messages: [await llm.invoke(s.messages)] });
const publish = async (s: S): Promise<any> => ({ next: "" });
const retime = async (s: S): Promise<any> => ({ messages: [await llm.invoke(s.messages)] });`;

describe("a choice that several graphs share", () => {
  /** Two graphs whose desks ask one function what a person wants. */
  const shared = (parts: { second?: string; nodes?: string; values?: string } = {}) =>
    site(
      auditText(`${HEAD}
const picker = llm.withStructuredOutput(z.object({ route: z.enum([${parts.values ?? `"redraft", "new_date", "split", "unclear"`}]) }));
const ask = async (text: string) => { const d = await picker.invoke(text); return d; };
async function deskA(s: S): Promise<any> { const { route } = await ask("a"); if (route === "redraft") return { next: "rewrite" }; if (route === "new_date") return { next: "retime" }; if (route === "split") return { next: "split" }; return { next: "again" }; }
async function deskB(s: S): Promise<any> { ${parts.second ?? `const { route } = await ask("b"); if (route === "redraft") return { next: "redo" }; if (route === "new_date") return { next: "retime" }; return { next: "again" };`} }
export const first = new StateGraph(State).addNode("desk", deskA).addNode("rewrite", rewrite).addNode("retime", retime).addNode("split", work).addEdge(START, "desk").addConditionalEdges("desk", (s: S) => (s.next === "again" ? END : s.next), ["rewrite", "retime", "split", END]).compile();
export const second = new StateGraph(State).addNode("desk", deskB)${parts.nodes ?? `.addNode("redo", work).addNode("retime", retime)`}.addNode("other", publish).addEdge(START, "desk").addConditionalEdges("desk", (s: S) => (s.next === "again" ? END : s.next), ["redo", "retime", "other", END]).compile();`),
      "a.ts",
      "picker.invoke",
    );

  it("is proven graph by graph: what leads to the same agent in each", () => {
    expect(shared()).toMatchObject({
      classification: "routing-only",
      decides: "target",
      replaceability: "rewrite",
      targets: ["retime"],
      answer: { values: [{ target: "retime", value: "new_date" }] },
    });
  });

  it("is kept where nothing is the same agent in each, whatever the names", () => {
    expect(shared({ nodes: `.addNode("redo", work).addNode("retime", work)` })).toMatchObject({
      decides: "target",
      replaceability: "keep",
    });
  });

  it("is kept where one value leads to that agent in one graph only", () => {
    const second = `const { route } = await ask("b"); if (route === "redraft") return { next: "retime" }; if (route === "new_date") return { next: "redo" }; return { next: "again" };`;
    expect(shared({ second })).toMatchObject({ decides: "target", replaceability: "keep" });
  });

  it("is a gate where it is one in one of the graphs", () => {
    const second = `const { route } = await ask("b"); return { next: route === "new_date" ? "retime" : "again" };`;
    expect(shared({ second, nodes: `.addNode("retime", retime)` })).toMatchObject({
      decides: "gate",
      replaceability: "keep",
    });
  });
});

describe("a choice of one agent, or a person asked again,", () => {
  /** A person's answer to a draft is read: it asks for another draft, or nobody knows. */
  const asked = (
    parts: { desk?: string; values?: string; back?: string; other?: string; redraft?: string; wanted?: string } = {},
  ) =>
    site(
      auditText(`${HEAD}
const reader = llm.withStructuredOutput(z.object({ route: z.enum([${parts.values ?? `"rewrite", "unknown"`}]) }));
async function desk(s: S): Promise<any> {
  ${parts.desk ?? `const reply: any = interrupt({ draft: s.messages })[0]; if (reply.accepted) return { next: "publish" };`}
  const { route } = await reader.invoke(s.messages);
  if (route === "${parts.wanted ?? "rewrite"}") return { next: "rewrite" };
  return { next: "${parts.other ?? "again"}" };
}
export const app = new StateGraph(State).addNode("desk", desk).addNode("publish", publish).addNode("retime", retime).addNode("rewrite", ${parts.redraft ?? "rewrite"})
  .addEdge(START, "desk").addConditionalEdges("desk", (s: S) => (s.next === "again" ? "desk" : s.next), ["desk", "rewrite", "publish", "retime", END])
  .addEdge("publish", END).addEdge("retime", "desk")${parts.back ?? `.addEdge("rewrite", "desk")`}.compile();`),
      "a.ts",
      "reader.invoke",
    );

  it("lets nothing pass: it is a target, and proven", () => {
    expect(asked()).toMatchObject({
      decides: "target",
      replaceability: "rewrite",
      targets: ["rewrite"],
      answer: { values: [{ target: "rewrite", value: "rewrite" }] },
    });
  });

  it.each<[string, Parameters<typeof asked>[0]]>([
    ["no person is asked", { desk: "" }],
    ["a person is asked at times", { desk: `if (s.messages.length > 3) interrupt({}); ` }],
    ["a person may be passed by", { desk: `if (s.messages.length > 9) return { next: "publish" }; interrupt({});` }],
    ["it may stop instead", { other: "__end__" }],
    ["something passes instead", { other: "publish" }],
    ["the agent's work goes on elsewhere", { back: `.addEdge("rewrite", "publish")` }],
    [
      "the agent's work may go on elsewhere",
      {
        back: `.addConditionalEdges("rewrite", (s: S) => (s.messages.length > 3 ? "publish" : "desk"), ["publish", "desk"])`,
      },
    ],
    ["the agent runs no model", { redraft: "publish" }],
    ["the value is a verdict", { values: `"yes", "no"`, wanted: "yes" }],
  ])("is kept where %s", (_, parts) => {
    expect(asked(parts).replaceability).toBe("keep");
  });
});
