import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";
import { desk, picked } from "../../harness/desk-text.ts";

const NEXT = `const d = await picker.invoke(s.messages);`;
const schema = (fields: string) => `new ChatOpenAI({}).withStructuredOutput(z.object({ ${fields} }))`;
const PROVEN = { classification: "routing-only", decides: "target", replaceability: "rewrite" };

describe("a rewrite is refused", () => {
  it("for a choice between a person and one agent", () => {
    const parts = {
      picker: schema(`to: z.enum(["human", "fares"])`),
      top: `const human = async (s: S) => { interrupt("please help"); return {}; };`,
      graph: `const graph = new StateGraph(State).addNode("pick", pick).addNode("fares", fares).addNode("human", human).addEdge(START, "pick").addConditionalEdges("pick", (s: S) => s.next, ["human", "fares"]);`,
    };
    expect(picked(`${NEXT} return { next: d.to };`, parts)).toMatchObject({ decides: "gate", replaceability: "keep" });
  });

  it("for a result that picks among different agents at several later edges", () => {
    const parts = {
      picker: schema(`next: z.enum(["fares", "hotels", "visas"])`),
      graph: `const graph = new StateGraph(State).addNode("pick", pick).addNode("one", async () => ({})).addNode("two", async () => ({})).addNode("fares", fares).addNode("hotels", hotels).addNode("visas", visas).addEdge(START, "pick").addEdge("pick", "one").addConditionalEdges("one", (s: S) => (s.next === "fares" ? "fares" : "two"), ["fares", "two"]).addConditionalEdges("two", (s: S) => (s.next === "hotels" ? "hotels" : "visas"), ["hotels", "visas"]);`,
    };
    expect(picked(`${NEXT} return { next: d.next };`, parts).replaceability).toBe("keep");
  });

  it("for a flag between two agents", () => {
    const parts = {
      picker: schema(`needsSearch: z.boolean()`),
      route: `(s: S) => (s.next === "yes" ? "fares" : "hotels")`,
      map: `, ["fares", "hotels"]`,
    };
    expect(picked(`${NEXT} return { next: d.needsSearch ? "yes" : "no" };`, parts)).toMatchObject({
      decides: "gate",
      replaceability: "keep",
    });
  });

  it("for a result that also counts towards a limit that people see", () => {
    expect(
      picked(`${NEXT} return { next: d.next, messages: [new AIMessage("turn of " + d.next)] };`).replaceability,
    ).not.toBe("rewrite");
  });

  it("for a result of which something could not be followed", () => {
    expect(
      picked(`${NEXT} const odd: any = await import(s.next); odd.take(d); return { next: d.next };`).replaceability,
    ).not.toBe("rewrite");
  });

  it("for an agent with tools, whose answer only picks the next agent: its tools may act", () => {
    const parts = {
      top: `const book = tool(async () => { await fetch("https://example.org/book", { method: "POST" }); return "booked"; }, { name: "book", description: "Books.", schema: z.object({}) });
const deskAgent = createReactAgent({ llm: worker, tools: [book] });
const askDesk = async (m: any[]) => { const out = await deskAgent.invoke({ messages: m }); return String(out.messages.at(-1)?.content); };`,
    };
    const direct = `const out = await deskAgent.invoke({ messages: s.messages }); const word = String(out.messages.at(-1)?.content); return { next: word.includes("fares") ? "fares" : word.includes("hotels") ? "hotels" : word.includes("visas") ? "visas" : "done" };`;
    const wrapped = direct.replace(/const out.*?content\);/, "const word = await askDesk(s.messages);");
    for (const body of [direct, wrapped]) {
      const text = desk(body, parts).replace(
        "import { tool }",
        `import { createReactAgent } from "@langchain/langgraph/prebuilt";\nimport { tool }`,
      );
      for (const site of auditText(text).callSites) expect(site.replaceability, site.expr).not.toBe("rewrite");
    }
  });

  it.each([
    [
      "a loop",
      `const votes: string[] = []; for (let n = 0; n < 3; n++) votes.push((await picker.invoke(s.messages)).next);`,
    ],
    [
      "a while loop",
      `const votes: string[] = []; while (votes.length < 3) { const d = await picker.invoke(s.messages); votes.push(d.next); }`,
    ],
    ["map()", `const votes = (await Promise.all([1, 2, 3].map(() => picker.invoke(s.messages)))).map((d) => d.next);`],
    [
      "a helper that a loop calls",
      `const ask = async () => (await picker.invoke(s.messages)).next; const votes: string[] = []; for (const _ of [1, 2, 3]) votes.push(await ask());`,
    ],
  ])("for one vote of several: %s", (_name, votes) => {
    const found = picked(`${votes} return { next: votes.find((v, n) => votes.indexOf(v) !== n) ?? votes[0] };`);
    expect(found.replaceability).toBe("keep");
  });

  it("for a call outside any graph", () => {
    const audit = auditText(
      `import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; const picker = new ChatOpenAI({}).withStructuredOutput(z.object({ next: z.enum(["a", "b"]) })); export async function main(q: string) { const d = await picker.invoke(q); if (d.next === "a") process.exit(0); process.exit(1); }`,
    );
    expect(site(audit, "a.ts", "picker.").replaceability).toBe("keep");
  });

  it("for a code that is reasoning, mixed, ignored or undetermined, always", () => {
    const texts = [
      desk(`${NEXT} return { next: d.next, messages: [new AIMessage(d.reason)] };`),
      desk(`await picker.invoke("x"); return { next: "fares" };`),
      desk(`const r = await picker.invoke(s.messages); return { messages: [r] };`),
    ];
    for (const it of texts.flatMap((text) => auditText(text).callSites))
      if (it.classification !== "routing-only")
        expect([it.decides, it.targets, it.replaceability === "rewrite"]).toEqual([null, [], false]);
  });
});

describe("a rewrite is offered", () => {
  it("for an intent that a path map leads to one agent each", () => {
    const parts = {
      picker: schema(`intent: z.enum(["price", "stay", "papers"])`),
      map: `, { price: "fares", stay: "hotels", papers: "visas" }`,
    };
    expect(picked(`${NEXT} return { next: d.intent };`, parts)).toMatchObject({
      ...PROVEN,
      targets: ["fares", "hotels", "visas"],
    });
  });

  it("for a choice among agents or the end", () => {
    expect(picked(`${NEXT} return { next: d.next };`)).toMatchObject(PROVEN);
  });

  it("when the pick is also kept in a list that only the router reads", () => {
    const parts = {
      channels: `visited: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }),`,
      route: `(s: S) => (s.visited.length > 5 ? "done" : s.next)`,
    };
    expect(picked(`${NEXT} return { next: d.next, visited: [d.next] };`, parts)).toMatchObject({
      classification: "routing-only",
      decides: "target",
    });
  });

  it("when an unknown answer falls back to one of the agents", () => {
    expect(
      picked(
        `${NEXT} const known = ["fares", "hotels", "visas", "done"]; return { next: known.includes(d.next) ? d.next : "fares" };`,
      ),
    ).toMatchObject(PROVEN);
  });

  it("when a failed call is made again", () => {
    expect(
      picked(
        `for (let n = 0; n < 3; n++) { try { ${NEXT} return { next: d.next }; } catch { console.warn("once more"); } } throw new Error("no answer");`,
      ),
    ).toMatchObject(PROVEN);
  });

  it("when there are only two agents", () => {
    const parts = {
      picker: schema(`next: z.enum(["fares", "hotels"])`),
      map: `, { fares: "fares", hotels: "hotels" }`,
    };
    expect(picked(`${NEXT} return { next: d.next };`, parts)).toMatchObject({
      ...PROVEN,
      targets: ["fares", "hotels"],
    });
  });

  it("for a router in front of agents that do not return", () => {
    const audit = auditText(
      desk(`${NEXT} return { next: d.next };`, {
        graph: `const graph = new StateGraph(State).addNode("pick", pick).addNode("fares", fares).addNode("hotels", hotels).addEdge(START, "pick").addConditionalEdges("pick", (s: S) => s.next, { fares: "fares", hotels: "hotels", visas: END, done: END }).addEdge("fares", END).addEdge("hotels", END);`,
      }),
    );
    expect(site(audit, "a.ts", "picker.")).toMatchObject({ classification: "routing-only", decides: "target" });
  });

  it("a score that is compared, whatever agents' names code derives from it", () => {
    const picker = `new ChatOpenAI({ model: "p" })`;
    const pick = `const d = await picker.invoke(s.messages); const score = parseFloat(d.content) || 0.5; const angry = score < 0.3 || s.messages.length > 9; const step = angry ? "visas" : s.topic === "stay" ? "hotels" : "fares"; return { next: step };`;
    expect(picked(pick, { picker, channels: "topic: Annotation<string>()," }).replaceability).toBe("keep");
  });
});
