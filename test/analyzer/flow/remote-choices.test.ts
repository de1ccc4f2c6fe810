import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";

interface Parts {
  readonly values?: string;
  /** What is kept of each answer. */
  readonly keep?: string;
  /** What the node after it does for each. */
  readonly start?: string;
  readonly after?: string;
  readonly ask?: string;
}

const ASK = `for (const letter of s.letters) { const d = await sorter.invoke(letter); sorted.push({ ...d, letter }); }`;
const run = (id: string) => `await client.runs.create("t", "${id}", { input: { letter: it.letter } });`;
const BOTH = `if (it.kind === "claim") { ${run("handle_claim")} } else { ${run("handle_order")} }`;

/** Letters are sorted one by one; for each, one of two graphs is started. */
const sorted = (parts: Parts = {}) =>
  site(
    auditText(`import { Annotation, END, START, StateGraph } from "@langchain/langgraph"; import { Client } from "@langchain/langgraph-sdk"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod";
const State = Annotation.Root({ letters: Annotation<string[]>(), sorted: Annotation<any[]>(), kind: Annotation<string>(), count: Annotation<number>() }); type S = typeof State.State;
const client = new Client({}); const sorter = new ChatOpenAI({}).withStructuredOutput(z.object({ why: z.string(), kind: z.enum([${parts.values ?? `"claim", "order"`}]) }));
async function sort(s: S): Promise<any> { const sorted: any[] = []; ${parts.ask ?? ASK} return { sorted ${parts.keep ?? ""} }; }
async function start(s: S): Promise<any> { ${parts.start ?? `for (const it of s.sorted) { ${BOTH} }`} return {}; }
export const app = new StateGraph(State).addNode("sort", sort).addNode("start", start).addEdge(START, "sort").addEdge("sort", "start").addEdge("start", END).compile();`),
    "a.ts",
    "sorter.invoke",
  );

describe("a choice of which graph the platform starts", () => {
  it("is proven value by value, asked for each of several and started for each", () => {
    expect(sorted()).toMatchObject({
      classification: "routing-only",
      decides: "target",
      replaceability: "rewrite",
      targets: ["handle_claim", "handle_order"],
      answer: {
        field: "kind",
        values: [
          { target: "handle_claim", value: "claim" },
          { target: "handle_order", value: "order" },
        ],
      },
    });
  });

  it("is proven where it is asked once", () => {
    const ask = `const d = await sorter.invoke(s.letters.join()); sorted.push(d);`;
    const start = `const it = s.sorted[0]; if (it.kind === "claim") { ${run("handle_claim")} } else { ${run("handle_order")} }`;
    expect(sorted({ ask, start })).toMatchObject({ decides: "target" });
  });

  it.each<[string, Parts]>([
    [
      "approved or not",
      {
        values: `"approve", "reject"`,
        start: `for (const it of s.sorted) { if (it.kind === "approve") { ${run("approve_claim")} } else { ${run("reject_claim")} } }`,
      },
    ],
    [
      "named by something else",
      {
        values: `"hot", "cold"`,
        start: `for (const it of s.sorted) { if (it.kind === "hot") { ${run("handle_claim")} } else { ${run("handle_order")} } }`,
      },
    ],
  ])("is a gate where it is a verdict: %s", (_, parts) => {
    expect(sorted(parts)).toMatchObject({ decides: "gate", replaceability: "keep" });
  });

  it.each<[string, Parts]>([
    [
      "the answers are counted",
      {
        start: `let claims = 0; for (const it of s.sorted) { if (it.kind === "claim") claims = claims + 1; } const it = { letter: "" }; if (claims > 3) { ${run("handle_claim")} } else { ${run("handle_order")} }`,
      },
    ],
    [
      "one of them is found",
      {
        start: `const found = s.sorted.find((x: any) => x.kind === "claim"); const it = { letter: "" }; if (found) { ${run("handle_claim")} } else { ${run("handle_order")} }`,
      },
    ],
    [
      "the last answer is for all",
      {
        ask: `let kind = ""; for (const letter of s.letters) { const d = await sorter.invoke(letter); kind = d.kind; }`,
        keep: `, kind`,
        start: `for (const letter of s.letters) { const it = { letter }; if (s.kind === "claim") { ${run("handle_claim")} } else { ${run("handle_order")} } }`,
      },
    ],
    [
      "one value starts both",
      {
        start: `for (const it of s.sorted) { if (it.kind === "claim") { ${run("handle_claim")} ${run("handle_order")} } else { ${run("handle_order")} } }`,
      },
    ],
    [
      "a graph is known only at run time",
      {
        start: `for (const it of s.sorted) { if (it.kind === "claim") { await client.runs.create("t", process.env.GRAPH!, {}); } else { ${run("handle_order")} } }`,
      },
    ],
    [
      "it is asked until it will do",
      {
        ask: `for (const letter of s.letters) { for (let n = 0; n < 3; n++) { const d = await sorter.invoke(letter); sorted.push({ ...d, letter }); } }`,
      },
    ],
  ])("is kept where %s", (_, parts) => {
    expect(sorted(parts).replaceability).toBe("keep");
  });
});
