import { describe, expect, it } from "vitest";
import { type DeskParts, picked } from "../../harness/desk-text.ts";

const NOTED = `const d = await picker.invoke(s.messages); return { next: d.next, note: d.reason };`;
const IMPORTS = `import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { AgentExecutor, createOpenAIToolsAgent } from "langchain/agents"; import { makeNode } from "@acme/nodes"; import { readFile } from "node:fs/promises";`;
const EXECUTOR = `new AgentExecutor({ agent: await createOpenAIToolsAgent({ llm: worker, tools: [], prompt: ChatPromptTemplate.fromTemplate("do {note}") }), tools: [] })`;

/** The picker's call, when `fares` is run by `made`: inside a node that hands it the state, or as the node. */
const pickedWith = (made: string, as: "inside" | "node") => {
  const parts: DeskParts = { channels: "note: Annotation<string>(),", top: `${IMPORTS} const desk = ${made};` };
  const node = `const graph = new StateGraph(State).addNode("pick", pick).addNode("fares", desk).addNode("hotels", hotels).addNode("visas", visas).addEdge(START, "pick")
    .addConditionalEdges("pick", (s: S) => s.next, { fares: "fares", hotels: "hotels", visas: "visas", done: END }).addEdge("fares", "pick").addEdge("hotels", "pick").addEdge("visas", "pick");`;
  return picked(
    NOTED,
    as === "node"
      ? { ...parts, graph: node }
      : { ...parts, fares: `const r = await desk.invoke(s); return { messages: r.messages };` },
  );
};

describe.each(["inside", "node"] as const)(
  "a text beside the route, with a runnable (%s) that gets the whole state",
  (as) => {
    it.each([
      ["an agent with a plain prompt", `createReactAgent({ llm: worker, tools: [], prompt: "You sell fares." })`],
      [
        "an agent with a system message",
        `createReactAgent({ llm: worker, tools: [], prompt: new SystemMessage("Sell.") })`,
      ],
      ["a chain whose template names another field", `ChatPromptTemplate.fromTemplate("do {messages}").pipe(worker)`],
      [
        "a chain whose messages name another field, one of them put together here",
        `ChatPromptTemplate.fromMessages([["system", \`Sell on \${new Date()}.\`], ["human", "{messages}"]]).pipe(worker)`,
      ],
    ])("%s does not read it", (_, made) => {
      expect(pickedWith(made, as)).toMatchObject({ classification: "routing-only", replaceability: "rewrite" });
    });

    it.each([
      [
        "an agent whose prompt is a function",
        `createReactAgent({ llm: worker, tools: [], prompt: (s: any) => [s.note, ...s.messages] })`,
      ],
      ["an agent with a state of its own", `createReactAgent({ llm: worker, tools: [], stateSchema: State })`],
      ["an executor round a template that names it", EXECUTOR],
      ["a chain whose template names it", `ChatPromptTemplate.fromTemplate("do {note}").pipe(worker)`],
      [
        "a chain whose template is a file's text",
        `ChatPromptTemplate.fromTemplate(await readFile("desk.txt", "utf-8")).pipe(worker)`,
      ],
      [
        "a chain with a message out of a file",
        `ChatPromptTemplate.fromMessages([["system", await readFile("desk.txt", "utf-8")], ["human", "{messages}"]]).pipe(worker)`,
      ],
      [
        "a chain with a message of a kind and a file's text",
        `ChatPromptTemplate.fromMessages([{ role: "system", content: await readFile("desk.txt", "utf-8") }]).pipe(worker)`,
      ],
      ["a node that comes from elsewhere", `makeNode({})`],
    ])("%s may read it", (_, made) => {
      expect(pickedWith(made, as)).toMatchObject({ classification: "mixed", replaceability: "keep" });
    });
  },
);

describe("a graph that a node runs with its whole state", () => {
  const inner = (schema: string, before = "") =>
    picked(NOTED, {
      channels: "note: Annotation<string>(),",
      top: `${IMPORTS} ${before} const Inner = ${schema}; const inner = new StateGraph(Inner).addNode("sell", makeNode({})).addEdge(START, "sell").compile();`,
      fares: `const r = await inner.invoke(s); return { messages: r.messages };`,
    });

  it.each([
    [
      "an annotation",
      (more: string) => `Annotation.Root({ ...MessagesAnnotation.spec, ${more}: Annotation<string>() })`,
    ],
    [
      "a schema in another",
      (more: string) => `Annotation.Root({ ...Annotation.Root({ ${more}: Annotation<string>() }).spec })`,
    ],
    ["channels", (more: string) => `{ channels: { messages: { value: null }, ${more}: { value: null } } }`],
    ["a zod schema", (more: string) => `z.object({ messages: z.array(z.any()), ${more}: z.string() })`],
  ])("gets its own channels only: %s", (_, schema) => {
    expect(inner(schema("mood"))).toMatchObject({ classification: "routing-only", replaceability: "rewrite" });
    expect(inner(schema("note")).classification).toBe("mixed");
  });

  it("may get any where its schema is not known in full", () => {
    expect(inner("State").classification).toBe("mixed");
    expect(inner(`makeNode({}) as any`).classification).toBe("mixed");
    expect(inner(`Annotation.Root({ ...makeNode({}).spec, mood: Annotation<string>() })`).classification).toBe("mixed");
    const filled = "const fields: any = { messages: Annotation<any[]>() }; fields.note = Annotation<string>();";
    expect(inner("Annotation.Root(fields)", filled).classification).toBe("mixed");
    const input = "{ stateSchema: Annotation.Root({ mood: Annotation<string>() }), input: State }";
    expect(inner(input).classification).toBe("mixed");
  });
});

describe("a label", () => {
  it("is read by an agent only if its prompt names it", () => {
    const agent = (prompt: string) => `createReactAgent({ llm: worker, tools: [], prompt: ${prompt} })`;
    expect(pickedWith(agent(`(s: any) => [s.mood, ...s.messages]`), "node").evidence.map((e) => e.what)).not.toContain(
      "state field next may be read by fares, which gets the whole state",
    );
    expect(pickedWith(agent(`(s: any) => [s.next, ...s.messages]`), "node").classification).toBe("mixed");
  });
});
