import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";

const G = `import { StateGraph, Annotation, Command, MessagesAnnotation, Send, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; const llm = new ChatOpenAI({});
const S = Annotation.Root({ ...MessagesAnnotation.spec, next: Annotation<string>(), note: Annotation<string>() }); type T = typeof S.State; const Choice = z.object({ next: z.enum(["a", "b"]), why: z.string() });
const work = async (s: T): Promise<any> => ({ messages: [await llm.invoke(s.messages)] });`;
const ENDS = `.addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s: T) => s.next, ["a", "b"])`;
/** The call \`picker.invoke\` (or \`this.picker.invoke\`) of a text that follows the imports. */
const pickIn = (text: string) => site(auditText(`${G} ${text}`), "a.ts", "picker.invoke");

describe("a pick in a class", () => {
  it("is followed through this, bind(this) and a private method", () => {
    const found = pickIn(
      `export class Desk { private picker = llm.withStructuredOutput(Choice); private async ask(s: T) { return (await this.picker.invoke(s.messages)).next; } async pick(s: T): Promise<any> { return { next: await this.ask(s) }; } build() { return new StateGraph(S).addNode("pick", this.pick.bind(this))${ENDS}.compile(); } }`,
    );
    expect(found).toMatchObject({ classification: "routing-only", decides: "target", node: "pick" });
  });

  it("is followed through an arrow field", () => {
    expect(
      pickIn(
        `export class Desk { private picker = llm.withStructuredOutput(Choice); pick = async (s: T): Promise<any> => { const { next } = await this.picker.invoke(s.messages); return { next }; }; graph = new StateGraph(S).addNode("pick", this.pick)${ENDS}.compile(); }`,
      ).classification,
    ).toBe("routing-only");
  });

  it("is mixed when a field keeps its text and a worker reads the field", () => {
    expect(
      pickIn(
        `export class Desk { private picker = llm.withStructuredOutput(Choice); private last = ""; async pick(s: T): Promise<any> { const d = await this.picker.invoke(s.messages); this.last = d.why; return { next: d.next }; } async tell(s: T): Promise<any> { return { messages: [await llm.invoke(this.last)] }; } build() { return new StateGraph(S).addNode("pick", (s) => this.pick(s)).addNode("tell", (s) => this.tell(s))${ENDS}.compile(); } }`,
      ).classification,
    ).toBe("mixed");
  });

  it("is routing-only when a field keeps the label for the router", () => {
    expect(
      pickIn(
        `export class Desk { private picker = llm.withStructuredOutput(Choice); private to = "a"; async pick(s: T): Promise<any> { this.to = (await this.picker.invoke(s.messages)).next; return {}; } route() { return this.to; } build() { return new StateGraph(S).addNode("pick", this.pick.bind(this)).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", this.route.bind(this) as any, ["a", "b"]).compile(); } }`,
      ).classification,
    ).toBe("routing-only");
  });

  it("is followed through a base class's template method", () => {
    expect(
      pickIn(
        `abstract class Base { abstract ask(s: T): Promise<string>; async run(s: T): Promise<any> { return { next: await this.ask(s) }; } } class Pick extends Base { private picker = llm.withStructuredOutput(Choice); async ask(s: T) { return (await this.picker.invoke(s.messages)).next; } } const p = new Pick(); export const app = new StateGraph(S).addNode("pick", (s) => p.run(s))${ENDS}.compile();`,
      ).classification,
    ).toBe("routing-only");
  });

  it("is followed out of an injected service of another file", () => {
    const audit = auditText({
      "service.ts": `import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; export class PickService { private picker = new ChatOpenAI({}).withStructuredOutput(z.object({ next: z.enum(["a", "b"]) })); async choose(m: any[]) { const d = await this.picker.invoke(m); return d.next; } }`,
      "a.ts": `import { PickService } from "./service"; ${G} export class Desk { constructor(private readonly picks: PickService) {} build() { return new StateGraph(S).addNode("pick", async (s: T): Promise<any> => ({ next: await this.picks.choose(s.messages) }))${ENDS}.compile(); } }`,
    });
    expect(site(audit, "service.ts", "picker.invoke")).toMatchObject({ classification: "routing-only", node: "pick" });
  });
});

describe("a pick in a sub-graph", () => {
  const sub = (body: string) =>
    pickIn(`const picker = llm.withStructuredOutput(Choice); const pick = async (s: T): Promise<any> => { const d = await picker.invoke(s.messages); ${body} }; const inner = new StateGraph(S).addNode("pick", pick).addEdge(START, "pick").compile();
      export const top = new StateGraph(S).addNode("inner", inner, { ends: ["a", "b"] }).addNode("a", work).addNode("b", work).addEdge(START, "inner").compile();`);

  it("that leaves by Command.PARENT is routing-only", () => {
    expect(sub(`return new Command({ goto: d.next, graph: Command.PARENT });`).classification).toBe("routing-only");
  });

  it("that leaves by Command.PARENT with a message is mixed", () => {
    expect(
      sub(`return new Command({ goto: d.next, graph: Command.PARENT, update: { messages: [d.why] as any } });`)
        .classification,
    ).toBe("mixed");
  });
});

describe("a pick that dispatches inside its node", () => {
  const P = `import { createReactAgent } from "@langchain/langgraph/prebuilt"; const picker = llm.withStructuredOutput(Choice); const one = createReactAgent({ llm, tools: [], name: "one" }); const two = createReactAgent({ llm, tools: [], name: "two" });`;
  const inside = (body: string) =>
    pickIn(
      `${P} async function run(s: T): Promise<any> { const d = await picker.invoke(s.messages); ${body} } export const app = new StateGraph(S).addNode("run", run).addEdge(START, "run").addEdge("run", END).compile();`,
    );

  it("by if and else is routing-only, and kept: there is no edge to ask a registry for", () => {
    expect(
      inside(
        `if (d.next === "a") { const r = await one.invoke(s); return { messages: r.messages }; } const r = await two.invoke(s); return { messages: r.messages };`,
      ).classification,
    ).toBe("routing-only");
  });

  it("by switch is routing-only", () => {
    expect(
      inside(`switch (d.next) { case "a": return one.invoke(s); default: return two.invoke(s); }`).classification,
    ).toBe("routing-only");
  });

  it("that also hands its text to the agent is mixed", () => {
    expect(
      inside(
        `if (d.next === "a") return one.invoke({ messages: [d.why] as any }); return two.invoke({ messages: [d.why] as any });`,
      ).classification,
    ).toBe("mixed");
  });

  it("is never to be rewritten by a lookup of edges", () => {
    expect(inside(`if (d.next === "a") return one.invoke(s); return two.invoke(s);`).replaceability).toBe("keep");
  });
});

describe("a pick and people", () => {
  it("is mixed when a person is asked with its text", () => {
    expect(
      pickIn(
        `import { interrupt } from "@langchain/langgraph"; const picker = llm.withStructuredOutput(Choice); const pick = async (s: T): Promise<any> => { const d = await picker.invoke(s.messages); const ok = interrupt({ proposal: d.next, why: d.why }); return { next: ok ? d.next : "b" }; }; export const app = new StateGraph(S).addNode("pick", pick)${ENDS}.compile();`,
      ).classification,
    ).toBe("mixed");
  });

  it("is routing-only when a person's answer, not its text, goes on", () => {
    expect(
      pickIn(
        `import { interrupt } from "@langchain/langgraph"; const picker = llm.withStructuredOutput(Choice); const pick = async (s: T): Promise<any> => { const d = await picker.invoke(s.messages); const more = interrupt("Anything else?"); return { next: d.next, messages: [more] }; }; export const app = new StateGraph(S).addNode("pick", pick)${ENDS}.compile();`,
      ).classification,
    ).toBe("routing-only");
  });
});
