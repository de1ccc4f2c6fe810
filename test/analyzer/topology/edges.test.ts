import { describe, expect, it } from "vitest";
import { app, arrows, auditText } from "../../harness/audit-text.ts";

const G = `import { StateGraph, MessagesAnnotation, Annotation, Command, Send, START, END } from "@langchain/langgraph"; import { ChatOpenAI } from "@langchain/openai"; const m = new ChatOpenAI({});
const work = async (s: any): Promise<any> => ({ messages: [await m.invoke(s.messages)] });`;
const NODES = `new StateGraph(MessagesAnnotation).addNode("a", work).addNode("b", work).addNode("c", work).addEdge(START, "a")`;
const graph = (rest: string, top = "") => app(auditText(`${G} ${top} export const app = ${NODES}${rest}.compile();`));

describe("edges come from", () => {
  it("addEdge with a list of sources: a join", () => {
    expect(arrows(graph(`.addEdge(["a", "b"], "c")`), "static")).toEqual(["__start__>a", "a>c", "b>c"]);
  });

  it("setEntryPoint and setFinishPoint", () => {
    const audit = auditText(
      `${G} const g = new StateGraph(MessagesAnnotation).addNode("a", work); g.setEntryPoint("a"); g.setFinishPoint("a"); export const app = g.compile();`,
    );
    expect(arrows(app(audit), "static")).toEqual(["__start__>a", "a>__end__"]);
  });

  it("the texts __start__ and __end__", () => {
    const audit = auditText(
      `${G} export const app = new StateGraph(MessagesAnnotation).addNode("a", work).addEdge("__start__", "a").addEdge("a", "__end__").compile();`,
    );
    expect(arrows(app(audit), "static")).toEqual(["__start__>a", "a>__end__"]);
  });

  it("a router, without the ways that what its node always writes never takes", () => {
    const ways = (written: string) =>
      arrows(
        app(
          auditText(`${G} const S = Annotation.Root({ next: Annotation<string>({ reducer: (x, y) => y ?? x ?? END }) }); const first = async (s: any): Promise<any> => ({ x: await m.invoke("x"), next: ${written} });
          export const app = new StateGraph(S).addNode("a", first).addNode("b", work).addEdge(START, "a").addConditionalEdges("a", (s: any) => s.next, { b: "b", [END]: END }).compile();`),
        ),
        "conditional",
      );
    expect(ways("END")).toEqual(["a>__end__"]);
    expect(ways("s.next")).toEqual(["a>__end__", "a>b"]);
  });

  it("Send for each of a list whose length is open, which leaves no name open", () => {
    const open = (list: string, name: string) =>
      graph(`.addConditionalEdges("a", (s: any) => ${list}.map((x: any) => new Send(${name}, { x })))`).dynamic.length;
    expect(open("s.messages", `"b"`)).toBe(0);
    expect(open("s.messages", "x.name")).toBe(1);
    expect(open(`["b", ...s.messages]`, "x")).toBe(1);
  });

  it("a channel that nodes give constants only, and what a router's declared result lists", () => {
    const S = `const S = Annotation.Root({ next: Annotation<string>() }); const first = async (s: any): Promise<any> => ({ next: s.x ? "b" : "c" });`;
    const routed = (at: string, router: string, node = "first") =>
      app(
        auditText(`${G} ${S} const asked = async (s: any): Promise<any> => ({ next: (await m.invoke("x")).content });
        export const app = new StateGraph(S).addNode("a", ${node}).addNode("b", work).addNode("c", work).addConditionalEdges(${at}, ${router}).compile();`),
      );
    const of = (found: ReturnType<typeof routed>) => [arrows(found).join(" "), found.dynamic.length];
    expect(of(routed(`"a"`, `(s: any) => s.next`))).toEqual(["a>b a>c", 0]);
    expect(of(routed(`"a"`, `async (s: any): Promise<"b" | typeof END> => s.next`, "asked"))).toEqual([
      "a>__end__ a>b",
      0,
    ]);
    // whoever runs the graph may have written it
    expect(of(routed("START", `(s: any) => s.next`))).toEqual(["__start__>b __start__>c", 1]);
    expect(of(routed("START", `(s: any): "a" | "b" => s.next`))).toEqual(["__start__>a __start__>b", 0]);
  });

  it("a channel that the node before always gives constants, though a model fills it elsewhere", () => {
    const routed = (returned: string, reducer = "") =>
      app(
        auditText(`${G} const S = Annotation.Root({ next: Annotation<string>(${reducer}) }); const ask = async (s: any): Promise<any> => ({ next: (await m.invoke("x")).content });
        const first = async (s: any): Promise<any> => { await m.invoke(s.messages); ${returned} }; const way = (s: any) => s.next;
        export const app = new StateGraph(S).addNode("a", ask).addNode("b", first).addNode("c", work).addEdge(START, "a").addConditionalEdges("a", way).addConditionalEdges("b", way).addConditionalEdges("c", way).compile();`),
      );
    const of = (found: ReturnType<typeof routed>) => [
      arrows(found, "static").join(" "),
      arrows(found, "conditional").join(" "),
      found.dynamic.length,
    ];
    expect(of(routed(`return { next: "a" };`))).toEqual(["__start__>a b>a", "", 2]);
    expect(of(routed(`if (s.x) return { next: "c" }; return { next: "a" };`))).toEqual(["__start__>a", "b>a b>c", 2]);
    const open = ["__start__>a", "", 3];
    expect(of(routed(`if (s.x) return { next: "a" };`))).toEqual(open); // it may give nothing
    expect(of(routed(`return s.x ? { next: "a" } : {};`))).toEqual(open);
    expect(of(routed(`return { next: "a" };`, `{ reducer: (old, newer) => old ?? newer }`))).toEqual(open);
  });

  it("a path map as object", () => {
    expect(arrows(graph(`.addConditionalEdges("a", (s: any) => s.x, { one: "b", two: "c" })`), "conditional")).toEqual([
      "a>b",
      "a>c",
    ]);
  });

  it("a path map as array", () => {
    expect(arrows(graph(`.addConditionalEdges("a", (s: any) => s.x, ["b", END])`), "conditional")).toEqual([
      "a>__end__",
      "a>b",
    ]);
  });

  it("a path map made with fromEntries and a spread", () => {
    expect(
      arrows(
        graph(
          `.addConditionalEdges("a", (s: any) => s.x, { ...Object.fromEntries(members.map((n) => [n, n])), FINISH: END })`,
          `const members = ["b", "c"];`,
        ),
        "conditional",
      ),
    ).toEqual(["a>__end__", "a>b", "a>c"]);
  });

  it("a path map that a list is gathered into by reduce", () => {
    const ways = (map: string) =>
      graph(`.addConditionalEdges("a", (s: any) => s.x, ${map} as any)`, `const members = ["b", "c"];`);
    const gathered = [
      `{ ...members.reduce((found, name) => { found[name] = name; return found; }, {} as Record<string, string>), FINISH: END }`,
      `members.reduce<Record<string, string>>((found, name) => ({ ...found, [name]: name }), { FINISH: END })`,
      `members.reduce((found: any, name) => { found.all = END; return { ...found, [name]: name }; }, {})`,
    ].map(ways);
    for (const found of gathered.slice(0, 2)) {
      expect(arrows(found, "conditional")).toEqual(["a>__end__", "a>b", "a>c"]);
      expect(found.dynamic).toEqual([]);
    }
    expect(gathered[2]?.dynamic).toHaveLength(1); // more than one key a round: not followed, so not all ways are known
  });

  it("a path map that is known in part: where else it leads is open", () => {
    const found = graph(
      `.addConditionalEdges("a", (s: any) => s.x, { ...ways(), b: "b" })`,
      `declare const ways: () => Record<string, string>;`,
    );
    expect(arrows(found, "static")).toEqual(["__start__>a"]);
    expect(found.dynamic).toHaveLength(1);
  });

  it("a path map in a constant of another file", () => {
    const audit = auditText({
      "map.ts": `export const MAP = { one: "b", two: "c" } as const;`,
      "a.ts": `import { MAP } from "./map"; ${G} export const app = ${NODES}.addConditionalEdges("a", (s: any) => s.x, MAP).compile();`,
    });
    expect(arrows(app(audit), "conditional")).toEqual(["a>b", "a>c"]);
  });

  it("the constants that a router returns, without a path map", () => {
    expect(
      arrows(
        graph(
          `.addConditionalEdges("a", route)`,
          `function route(s: any) { if (s.x) return "b"; return s.y ? "c" : END; }`,
        ),
        "conditional",
      ),
    ).toEqual(["a>__end__", "a>b", "a>c"]);
  });

  it("a list of nodes that a router returns", () => {
    expect(arrows(graph(`.addConditionalEdges("a", (s: any) => ["b", "c"])`), "conditional")).toEqual(["a>b", "a>c"]);
  });

  it("Send: a fan-out", () => {
    expect(
      arrows(graph(`.addConditionalEdges("a", (s: any) => s.messages.map((x: any) => new Send("b", { x })))`), "send"),
    ).toEqual(["a>b"]);
  });

  it("Send beside a plain answer", () => {
    const found = graph(`.addConditionalEdges("a", (s: any) => (s.x ? [new Send("b", s)] : "c"), ["b", "c"])`);
    expect(arrows(found)).toEqual(["__start__>a", "a>b", "a>c"]);
    expect(arrows(found, "send")).toEqual(["a>b"]);
  });

  it("Command with a list of Sends", () => {
    const audit = auditText(
      `${G} const fan = async (s: any) => new Command({ goto: ["x", "y"].map((q) => new Send("b", { q })) }); export const app = new StateGraph(MessagesAnnotation).addNode("a", fan, { ends: ["b"] }).addNode("b", work).addEdge(START, "a").compile();`,
    );
    expect(arrows(app(audit), "send")).toEqual(["a>b"]);
  });

  it("Command under conditions", () => {
    const audit = auditText(
      `${G} const pick = async (s: any) => { if (s.x) { return new Command({ goto: "b" }); } const goto = s.y ? "c" : END; return new Command({ goto, update: {} }); }; export const app = new StateGraph(MessagesAnnotation).addNode("a", pick, { ends: ["b", "c", END] }).addNode("b", work).addNode("c", work).addEdge(START, "a").compile();`,
    );
    expect(arrows(app(audit), "command")).toEqual(["a>__end__", "a>b", "a>c"]);
  });

  it("Command whose goto is the model's word, by the declared ends", () => {
    const audit = auditText(
      `${G} const pick = async (s: any) => new Command({ goto: (await m.invoke(s.messages)).content as string }); export const app = new StateGraph(MessagesAnnotation).addNode("a", pick, { ends: ["b", "c"] }).addNode("b", work).addNode("c", work).addEdge(START, "a").compile();`,
    );
    expect(arrows(app(audit), "command")).toEqual(["a>b", "a>c"]);
  });

  it("names put together from constants", () => {
    const audit = auditText(
      "" +
        G +
        " const P = 'agent'; export const app = new StateGraph(MessagesAnnotation).addNode(`${P}_a`, work).addNode(P + '_b', work).addEdge(START, `${P}_a`).addEdge(`${P}_a`, P + '_b').compile();",
    );
    expect(arrows(app(audit))).toEqual(["__start__>agent_a", "agent_a>agent_b"]);
  });

  it("the object form of addNode", () => {
    const audit = auditText(
      `${G} export const app = new StateGraph(MessagesAnnotation).addNode({ a: work, b: work }).addEdge(START, "a").addEdge("a", "b").compile();`,
    );
    expect(
      app(audit)
        .agents.map((x) => x.name)
        .sort(),
    ).toEqual(["a", "b"]);
  });

  it("a node that is an instantiation expression", () => {
    const audit = auditText(
      `${G} function step<T>(s: T) { return work(s); } export const app = new StateGraph(MessagesAnnotation).addNode("a", step<any>).addEdge(START, "a").compile();`,
    );
    expect(audit.callSites.length).toBe(1);
    expect(app(audit).agents).toMatchObject([{ name: "a", role: "agent", kind: "function" }]);
  });

  it("nodes returned by a factory in a loop", () => {
    const audit = auditText(
      `${G} const make = (topic: string) => async (s: any) => ({ messages: [await m.invoke([topic, ...s.messages])] }); const g: any = new StateGraph(MessagesAnnotation); for (const t of ["a", "b"]) g.addNode(t, make(t)); g.addEdge(START, "a"); g.addEdge("a", "b"); export const app = g.compile();`,
    );
    expect(app(audit).agents).toMatchObject([
      { name: "a", role: "agent" },
      { name: "b", role: "agent" },
    ]);
  });

  it("a builder handed through functions of other files", () => {
    const audit = auditText({
      "wire.ts": `export function wire(g: any) { return g.addEdge("a", "b").addEdge("b", "c"); }`,
      "a.ts": `import { wire } from "./wire"; ${G} export const app = wire(${NODES}).compile();`,
    });
    expect(arrows(app(audit))).toEqual(["__start__>a", "a>b", "b>c"]);
  });
});

describe("what the code does not say is dynamic, never a guess:", () => {
  it("a router that returns a state field without a path map", () => {
    const found = graph(`.addConditionalEdges("a", (s: any) => s.next)`);
    expect(found.dynamic).toMatchObject([{ what: "target", file: "a.ts" }]);
  });

  it("nodes from rows of a database", () => {
    const audit = auditText(
      `${G} import { rows } from "./db"; const g: any = new StateGraph(MessagesAnnotation).addNode("a", work); for (const r of await rows()) g.addNode(r.name, work); g.addEdge(START, "a"); export const app = g.compile();`,
    );
    expect(app(audit).dynamic.map((d) => d.what)).toContain("node");
  });

  it("an edge between names from a parameter that nobody passes", () => {
    const audit = auditText(
      `${G} export function build(from: string) { return ${NODES}.addEdge(from as any, "b").compile(); }`,
    );
    expect(app(audit).dynamic.map((d) => d.what)).toContain("edge");
  });
});

describe("edges that mislead", () => {
  it("a conditional edge whose function returns one constant is a static edge", () => {
    expect(arrows(graph(`.addConditionalEdges("a", () => "b")`), "static")).toContain("a>b");
  });

  it("a hop declared as edge and as Command is one way in the view, both kinds listed", () => {
    const audit = auditText(
      `${G} const back = async (s: any) => new Command({ goto: "boss", update: await work(s) }); export const app = new StateGraph(MessagesAnnotation).addNode("boss", work).addNode("a", back, { ends: ["boss"] }).addEdge(START, "boss").addConditionalEdges("boss", (s: any) => s.n, ["a", END]).addEdge("a", "boss").compile();`,
    );
    expect(
      app(audit)
        .edges.filter((e) => e.from === "a")
        .map((e) => e.kind)
        .sort(),
    ).toEqual(["command", "static"]);
  });
});

describe("a dead graph", () => {
  it("is one that is never compiled nor exported", () => {
    expect(app(auditText(`${G} const g = ${NODES}; export const x = 1;`)).dead).toBe(true);
  });

  it("is one built in a function that nobody calls or exports", () => {
    expect(app(auditText(`${G} function build() { return ${NODES}.compile(); } export const x = 1;`)).dead).toBe(true);
  });

  it("is not one built in an exported function", () => {
    expect(app(auditText(`${G} export function build() { return ${NODES}.compile(); }`)).dead).toBe(false);
    const once = `let made: any; export function get() { made ??= ${NODES}.compile(); return made; }`;
    expect(app(auditText(`${G} ${once}`)).dead).toBe(false);
  });

  it("is not one run in place", () => {
    expect(
      app(auditText(`${G} const g = ${NODES}.compile(); g.invoke({ messages: [] }).then(console.log);`)).dead,
    ).toBe(false);
  });

  it("is not one used as node of a live graph", () => {
    const audit = auditText(
      `${G} const sub = ${NODES}.compile(); export const top = new StateGraph(MessagesAnnotation).addNode("s", sub).addEdge(START, "s").compile();`,
    );
    expect(app(audit, "sub").dead).toBe(false);
  });

  it("gets the verdict to leave it", () => {
    expect(app(auditText(`${G} const g = ${NODES}.compile(); export const x = 1;`))).toMatchObject({
      dead: true,
      verdict: { verdict: "leave" },
    });
  });
});
