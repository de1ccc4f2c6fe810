import { describe, expect, it } from "vitest";
import { classOfPick, picked } from "../../harness/desk-text.ts";

const NEXT = `const d = await picker.invoke(s.messages);`;
const PROVEN = { classification: "routing-only", decides: "target", replaceability: "rewrite" };

describe("a result that only chooses what runs next", () => {
  it("is routing-only, decides the target and may be rewritten", () => {
    expect(picked(`${NEXT} return { next: d.next };`)).toMatchObject({
      ...PROVEN,
      targets: ["fares", "hotels", "visas"],
    });
  });

  it("names the node and the app that it runs in", () => {
    expect(picked(`${NEXT} return { next: d.next };`)).toMatchObject({
      node: "pick",
      enclosing: "pick",
      app: "a.ts#app",
    });
  });

  it("shows the path from the call to the edge, each step with file and line", () => {
    const { evidence } = picked(`${NEXT} return { next: d.next };`);
    expect(evidence.at(-1)).toMatchObject({ role: "route", file: "a.ts" });
    expect(evidence.length).toBeLessThanOrEqual(8);
  });

  it("is seen through destructuring", () => {
    expect(picked(`const { next } = await picker.invoke(s.messages); return { next };`)).toMatchObject(PROVEN);
  });

  it("is seen through a renaming destructuring with a default", () => {
    expect(picked(`const { next: n = "done" } = await picker.invoke(s.messages); return { next: n };`)).toMatchObject(
      PROVEN,
    );
  });

  it("is seen through optional chaining and a default", () => {
    expect(picked(`${NEXT} return { next: d?.next ?? "done" };`)).toMatchObject(PROVEN);
  });

  it("is seen through casts, brackets and non-null marks", () => {
    expect(picked(`${NEXT} return { next: ((d as any).next!) as string };`)).toMatchObject(PROVEN);
  });

  it("is seen through element access with a constant key", () => {
    expect(picked(`${NEXT} return { next: d["next"] };`)).toMatchObject(PROVEN);
  });

  it("is seen through an assigned variable", () => {
    expect(
      picked(
        `let n = "done"; try { n = (await picker.invoke(s.messages)).next; } catch { n = "done"; } return { next: n };`,
      ),
    ).toMatchObject(PROVEN);
  });

  it("is seen through .then", () => {
    expect(picked(`return picker.invoke(s.messages).then((d) => ({ next: d.next }));`)).toMatchObject(PROVEN);
  });

  it("is seen through a helper's return", () => {
    const top = `async function ask(s: S) { const d = await picker.invoke(s.messages); return d.next; }`;
    expect(picked(`return { next: await ask(s) };`, { top })).toMatchObject(PROVEN);
  });

  it("is seen through a helper's object return", () => {
    const top = `const ask = async (s: S) => { const d = await picker.invoke(s.messages); return { target: d.next }; };`;
    expect(picked(`const { target } = await ask(s); return { next: target };`, { top })).toMatchObject(PROVEN);
  });

  it("is seen through a mapping function that returns one of the constants", () => {
    const top = `const MAP: Record<string, string> = { fares: "fares", hotels: "hotels", visas: "visas", done: "done" };
      function toNode(x: string) { return MAP[x] ?? "done"; }`;
    expect(classOfPick(`${NEXT} return { next: toNode(d.next) };`, { top })).toBe("routing-only");
  });

  it("is seen through trim and toLowerCase", () => {
    expect(classOfPick(`${NEXT} return { next: d.next.trim().toLowerCase() };`)).toBe("routing-only");
  });

  it("is seen through a switch that returns constants", () => {
    expect(
      classOfPick(
        `${NEXT} switch (d.next) { case "fares": return { next: "fares" }; case "hotels": return { next: "hotels" }; case "visas": return { next: "visas" }; default: return { next: "done" }; }`,
      ),
    ).toBe("routing-only");
  });

  it("is seen through if statements that return constants", () => {
    expect(
      classOfPick(
        `${NEXT} if (d.next === "fares") return { next: "fares" }; if (d.next === "hotels") return { next: "hotels" }; return { next: "done" };`,
      ),
    ).toBe("routing-only");
  });

  it("is seen through a conditional expression", () => {
    expect(classOfPick(`${NEXT} return { next: d.next === "fares" ? "fares" : "hotels" };`)).toBe("routing-only");
  });

  it("is seen through an update built by property assignment", () => {
    expect(classOfPick(`${NEXT} const out: any = {}; out.next = d.next; return out;`)).toBe("routing-only");
  });

  it("is seen through a spread of an object that holds only the label", () => {
    expect(classOfPick(`${NEXT} const out = { next: d.next }; return { ...out };`)).toBe("routing-only");
  });

  it("is seen through a nested channel read field by field", () => {
    const parts = {
      channels: `decision: Annotation<{ next: string; why: string }>(),`,
      route: `(s: S) => s.decision.next`,
    };
    expect(classOfPick(`${NEXT} return { decision: { next: d.next, why: "" } };`, parts)).toBe("routing-only");
  });

  it("is seen through a retry callback", () => {
    const top = `async function withRetry<T>(fn: () => Promise<T>): Promise<T> { try { return await fn(); } catch { return await fn(); } }`;
    expect(
      classOfPick(`const d = await withRetry(() => picker.invoke(s.messages)); return { next: d.next };`, { top }),
    ).toBe("routing-only");
  });

  it("is seen through a race against a timer", () => {
    const body = `const d = await Promise.race([picker.invoke(s.messages), new Promise<never>((_, no) => setTimeout(() => no(new Error("late")), 9))]); return { next: d.next };`;
    expect(classOfPick(body)).toBe("routing-only");
  });

  it("is seen through Promise.all and array destructuring", () => {
    expect(classOfPick(`const [d] = await Promise.all([picker.invoke(s.messages)]); return { next: d.next };`)).toBe(
      "routing-only",
    );
  });

  it("is seen through an immediately called function", () => {
    expect(
      classOfPick(`const n = await (async () => (await picker.invoke(s.messages)).next)(); return { next: n };`),
    ).toBe("routing-only");
  });

  it("is seen when checked against the list of agents before use", () => {
    expect(
      classOfPick(
        `const KNOWN = ["fares", "hotels", "visas"]; ${NEXT} if (!KNOWN.includes(d.next)) return { next: "done" }; return { next: d.next };`,
      ),
    ).toBe("routing-only");
  });

  it("is seen when validated by a schema's parse", () => {
    const top = `const Next = z.enum(["fares", "hotels", "visas", "done"]);`;
    expect(classOfPick(`${NEXT} return { next: Next.parse(d.next) };`, { top })).toBe("routing-only");
  });

  it("is seen through a traced function that is called by its traced name", () => {
    const top = `import { traceable } from "langsmith/traceable"; const ask = async (s: S) => (await picker.invoke(s.messages)).next; const traced = traceable(ask, { name: "ask" });`;
    expect(classOfPick(`return { next: await traced(s) };`, { top })).toBe("routing-only");
    expect(classOfPick(`const n = await traced(s); return { next: n, messages: [n] };`, { top })).toBe("mixed");
  });

  it("is seen when its promise is handed to a helper before it is awaited", () => {
    const top = `const inTime = <T>(p: Promise<T>): Promise<T> => Promise.race([p, new Promise<T>((_, no) => setTimeout(no, 9))]);`;
    expect(classOfPick(`const d = await inTime(picker.invoke(s.messages)); return { next: d.next };`, { top })).toBe(
      "routing-only",
    );
  });

  it("is not called unused when a stranger gets its promise", () => {
    const top = `import { fromPromise } from "@acme/results";`;
    expect(
      classOfPick(`const d = await fromPromise(picker.invoke(s.messages)); return { next: d.value.next };`, { top }),
    ).toBe("reasoning");
  });
});

describe("what else holds or gets a state with the choice in it makes it no content:", () => {
  const ASK = `const d = await picker.invoke(s.messages); return { next: d.next };`;
  const PICKER = `new ChatOpenAI({}).withStructuredOutput(z.object({ next: z.enum(["fares", "hotels", "visas", "done"]) }))`;

  it("an executor of tool calls, which reads the messages", () => {
    const body = `const r = await picker.invoke(s.messages); const { target } = JSON.parse(r.content as string); return { next: target, last: target };`;
    const parts = (input: string) => ({
      picker: "new ChatOpenAI({})",
      channels: "last: Annotation<string>(),",
      top: `import { ToolNode } from "@langchain/langgraph/prebuilt"; const tools = new ToolNode([]);`,
      fares: `const done = await tools.invoke(${input}); return { messages: done.messages };`,
    });
    expect(classOfPick(body, parts("s"))).toBe("routing-only");
    expect(classOfPick(body, parts("{ messages: [new HumanMessage(s.last)] }"))).toBe("mixed");
  });

  it("a list in a map, though the key of it is shown", () => {
    const end = (
      kept: string,
    ) => `const app = graph.compile(); const lists = new Map<string, any[]>(); declare function show(x: any): void;
      export const go = async (id: { text: string }, q: any) => { lists.set(id.text, []); const list = lists.get(id.text)!; const r = await app.invoke(q); list.push(r.next); show(${kept}); };`;
    expect(classOfPick(ASK, { picker: PICKER, end: end("id") })).toBe("routing-only");
    expect(classOfPick(ASK, { picker: PICKER, end: end("list") })).toBe("mixed");
  });

  it("another node's router, of which the own one is shown first", () => {
    const graph = `const graph = new StateGraph(State).addNode("visas", visas).addNode("fares", fares).addNode("pick", pick).addNode("hotels", hotels).addEdge(START, "visas")
      .addConditionalEdges("visas", (s: S) => s.next, ["pick", "fares"]).addConditionalEdges("pick", (s: S) => { const to = s.next; return to; }, { fares: "fares", hotels: "hotels", visas: "visas", done: END });`;
    expect(picked(ASK, { picker: PICKER, graph }).reason).toContain("router after pick");
  });

  it("a router at the entry, of which the later one is shown first", () => {
    const graph = `const graph = new StateGraph(State).addConditionalEdges(START, (s: S) => s.next || "pick", ["pick", "fares", "hotels", "visas"]).addNode("pick", pick).addNode("fares", fares).addNode("hotels", hotels).addNode("visas", visas)
      .addConditionalEdges("pick", (s: S) => { const to = s.next; return to; }, { fares: "fares", hotels: "hotels", visas: "visas", done: END });`;
    expect(picked(ASK, { picker: PICKER, graph }).reason).toContain("router after pick");
  });
});
