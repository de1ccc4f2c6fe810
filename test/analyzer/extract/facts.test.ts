import { describe, expect, it } from "vitest";
import type { Fact } from "../../../contracts/fact.ts";
import { auditText, type Texts } from "../../harness/audit-text.ts";

const facts = (texts: Texts, kind: Fact["kind"]): string[] =>
  (auditText(texts).facts ?? [])
    .flatMap((it) => (it.kind === kind ? [`${it.what}: ${it.target ?? it.expr}`] : []))
    .sort();

const IMPORTS = `import { StateGraph, Annotation, START, END, Command, interrupt } from "@langchain/langgraph";
const S = Annotation.Root({ next: Annotation<string>(), text: Annotation<string>(), count: Annotation<number>(), kept: Annotation<any>() });`;
const desk = (conductor: string): string => `${IMPORTS}
${conductor}
export const app = new StateGraph(S).addNode("front", front).addNode("billing", async () => ({})).addNode("travel", async () => ({}))
  .addNode("clarify", async () => ({})).addEdge(START, "front")
  .addConditionalEdges("front", (s) => s.next).compile();`;

describe("interrupts", () => {
  it("are calls in nodes and options of compile", () => {
    const text = `${desk(`const front = async () => ({ next: interrupt("ok?") });`)}
      export const held = new StateGraph(S).addNode("a", async () => ({})).addEdge(START, "a").compile({ interruptBefore: ["a"] });`;
    expect(facts(text, "interrupt")).toEqual([
      'interrupt in a node: interrupt("ok?")',
      'option interruptBefore: interruptBefore: ["a"]',
    ]);
  });

  it("are neither an own function of that name nor an empty list", () => {
    const text = `${desk(`const front = async () => ({ next: "billing" });`).replace(", interrupt }", " }")}
      const interrupt = (x: string) => x; interrupt("x"); export const o = { interruptAfter: [] };`;
    expect(facts(text, "interrupt")).toEqual([]);
  });
});

describe("the platform", () => {
  it("is told by a langgraph.json with graphs", () => {
    const files = {
      "a.ts": "export {};",
      "langgraph.json": `{ "graphs": { "desk": "./a.ts:app", "shop": "./b.ts:app" } }`,
    };
    expect(facts(files, "platform")).toEqual(["LangGraph server: desk, shop"]);
    expect(facts({ ...files, "langgraph.json": `{ "dockerfile_lines": [] }` }, "platform")).toEqual([]);
  });
});

describe("an app whose state is not its process's to keep", () => {
  const saved = `${desk(
    `const front = async (s: any) => ({ next: s.count > 1 ? END : s.kept ? "travel" : "billing" });`,
  )
    .replace("START, END,", "START, END, MemorySaver,")
    .replace(".addEdge(START", '.addEdge("billing", "front").addEdge("travel", "front").addEdge(START')
    .replace(".compile()", ".compile({ checkpointer: new MemorySaver() })")}`;
  const served = {
    "src/desk.ts": saved,
    "langgraph.json": `{ "graphs": { "desk": { "path": "./src/desk.ts:app" } } }`,
  };
  const seen = (texts: Texts) => {
    const { apps, findings } = auditText(texts);
    return [apps[0]?.verdict.verdict, findings.map(({ level, fix }) => `${level} ${fix}`)];
  };

  it("is one that a LangGraph server runs, unless its own code runs it too", () => {
    expect(seen(saved)).toEqual(["partly", ["warning stage-3"]]);
    expect(seen(served)).toEqual(["leave", ["info none"]]);
    expect(seen({ ...served, "src/desk.ts": `${saved} export const go = () => app.invoke({});` })[0]).toBe("partly");
    const asked = `import { Client } from "@langchain/langgraph-sdk";
      export const go = (thread: string) => new Client().runs.wait(thread, "desk", { input: {} });`;
    expect(seen({ ...served, "src/ask.ts": asked })[0]).toBe("leave");
  });

  it("is one that runs on its user's device", () => {
    expect(seen(`${saved} chrome.runtime.id;`)).toEqual(["leave", ["info none"]]);
  });
});

describe("hosts", () => {
  const app = `import { ChatOpenAI } from "@langchain/openai"; new ChatOpenAI({});`;

  it.each([
    ["vscode", "editor extension"],
    ["electron", "desktop app"],
    ["react-native", "phone app"],
  ])("an import of %s makes it an %s", (name, what) => {
    expect(facts(`${app} import { x } from "${name}"; x();`, "host")).toEqual([
      `${what}: import { x } from "${name}";`,
    ]);
  });

  it("a browser extension's global counts once a file, a type import and an own chrome not at all", () => {
    expect(facts(`${app} chrome.runtime.id; chrome.runtime.onMessage;`, "host")).toEqual([
      "browser extension: chrome.runtime",
    ]);
    expect(
      facts(`${app} import type { x } from "vscode"; const chrome = { runtime: 1 }; chrome.runtime;`, "host"),
    ).toEqual([]);
  });
});

describe("queues", () => {
  const app = `import { ChatOpenAI } from "@langchain/openai"; new ChatOpenAI({});`;

  it("of BullMQ and Bull are known by their import, under any name", () => {
    const text = `${app} import { Queue as Q, Worker } from "bullmq"; import Bull from "bull"; const m = require("bullmq");
      new Q("a"); new Worker("a", async () => 1); new Bull("b"); new m.Queue("c");`;
    expect(facts(text, "queue")).toEqual([
      'Bull queue: new Bull("b")',
      'BullMQ queue: new Q("a")',
      'BullMQ queue: new m.Queue("c")',
      'BullMQ worker: new Worker("a", async () => 1)',
    ]);
  });

  it("are no own classes of that name, nor browser workers", () => {
    expect(facts(`${app} class Queue {} new Queue(); new Worker("a.js");`, "queue")).toEqual([]);
  });
});

describe("values that do not come back", () => {
  it("in configurable: functions, class instances, streams, maps", () => {
    const text = `${desk(`const front = async () => ({ next: "billing" });`)}
      class Db {} const db = new Db(); const log = () => 1;
      app.invoke({}, { configurable: { thread_id: "1", db, log, on: () => 1, seen: new Map(), out: new WritableStream(), n: 1, at: new Date() } });`;
    expect(facts(text, "unserialisable").map((f) => f.replace(/:.*/, ""))).toEqual(
      [
        "Map in configurable",
        "WritableStream in configurable",
        "function in configurable",
        "function in configurable",
        "instance of Db in configurable",
      ].sort(),
    );
  });

  it("in state: functions and dates, but no maps, sets, errors, bytes or messages", () => {
    const text = `import { AIMessage } from "@langchain/core/messages"; ${desk(`const front = async () => ({
      next: "billing", kept: () => 1, at: new Date(), a: new Map(), b: new Set(), c: new Error("x"), d: new Uint8Array(), e: new AIMessage("x") });`)}`;
    expect(facts(text, "unserialisable").map((f) => f.replace(/:.*/, ""))).toEqual([
      "Date (comes back as text) in state",
      "function in state",
    ]);
  });
});

describe("what a conductor decides without a model", () => {
  it("rules on a text, with the node they lead to, in the node or a helper", () => {
    const text = desk(`const byWord = (t: string) => { if (t.includes("flight")) return "travel"; return undefined; };
      const front = async (s: typeof S.State) => {
        if (/invoice|bill/.test(s.text)) return { next: "billing" };
        return { next: byWord(s.text) ?? "billing" };
      };`);
    expect(facts(text, "rule")).toEqual([
      "rule on a text before the model: billing",
      "rule on a text before the model: travel",
    ]);
  });

  describe("as conditions of the state, where they are reached before anything else", () => {
    const conditions = (body: string) =>
      (auditText(desk(body)).facts ?? []).flatMap(({ kind, target, condition }) =>
        kind === "rule" ? [{ target, condition }] : [],
      );
    const has = (channel: string, text: string, rest = {}) => ({
      kind: "has-text",
      channel,
      text,
      where: "anywhere",
      lowered: false,
      ...rest,
    });

    it.each([
      [`if (s.text.includes("bill")) return { next: "billing" };`, [[has("text", "bill")]]],
      [
        `const said = s.kept.messages.at(-1)?.content ?? ""; const low = String(said).toLowerCase();
         if (low.startsWith("bill") || low.endsWith("due")) { return new Command({ goto: "billing" }); }`,
        [
          [has("kept.messages.-1.content", "bill", { where: "start", lowered: true })],
          [has("kept.messages.-1.content", "due", { where: "end", lowered: true })],
        ],
      ],
      [
        `const { text, kept: list } = s; if (/bill|due/i.test(text) && list[list.length - 1].kind === "mail") return { next: "billing" };`,
        [
          [
            { kind: "matches", channel: "text", pattern: "bill|due", ignoresCase: true, lowered: false },
            { kind: "equals", channel: "kept.-1.kind", value: "mail" },
          ],
        ],
      ],
    ])("%s", (body, anyOf) => {
      const text = `const front = async (s: typeof S.State) => { ${body} return { next: await pick(s) }; };
        declare const pick: (s: unknown) => Promise<string>;`;
      expect(conditions(text)).toEqual([{ target: "billing", condition: { node: "front", anyOf } }]);
    });

    it.each([
      ["after a model", `const said = await pick(s); if (s.text.includes("bill")) return { next: "billing" };`],
      ["of the model's answer", `const said = await pick(s); if (said.includes("bill")) return { next: "billing" };`],
      ["of more than the state", `if (s.text.includes("bill") && isOpen()) return { next: "billing" };`],
      ["of a text changed in another way", `if (s.text.slice(3).includes("bill")) return { next: "billing" };`],
      ["of a variable", `let t = s.text; t += "x"; if (t.includes("bill")) return { next: "billing" };`],
      [
        "that goes on",
        `let next = "travel"; if (s.text.includes("bill")) { const r = { next: "billing" }; next = r.next; } return { next };`,
      ],
      ["inside another branch", `if (isOpen()) { if (s.text.includes("bill")) return { next: "billing" }; }`],
      [
        "below a branch of another kind",
        `if (isOpen()) return { text: "" }; if (s.text.includes("bill")) return { next: "billing" };`,
      ],
      [
        "below a rule that leads nowhere",
        `if (s.text.includes("due")) return { text: "" }; if (s.text.includes("bill")) return { next: "billing" };`,
      ],
      ["with a flag that keeps a place", `if (/bill/g.test(s.text)) return { next: "billing" };`],
    ])("not %s", (_, body) => {
      const text = `const front = async (s: typeof S.State) => { ${body} return { next: await pick(s) }; };
        declare const pick: (s: unknown) => Promise<string>; declare const isOpen: () => boolean;`;
      expect(conditions(text)).toEqual([{ target: "billing" }]);
    });

    it("not in the function of a conditional edge: it looks at what the node wrote", () => {
      const text = desk(`const front = async () => ({});`).replace(
        "(s) => s.next",
        `(s) => { if (s.text.includes("bill")) return "billing"; return "travel"; }`,
      );
      expect((auditText(text).facts ?? []).map(({ condition }) => condition)).toEqual([undefined]);
    });
  });

  it("limits on a count, to a node or the end", () => {
    const text = desk(`const MAX = 5; const front = async (s: typeof S.State) => {
      if (s.count >= MAX) return new Command({ goto: END });
      return new Command({ goto: "billing" }); };`);
    expect(facts(text, "limit")).toEqual(["limit on a count: __end__"]);
  });

  it("questions to the user", () => {
    const text = desk(
      `const front = async (s: typeof S.State) => { if (!s.text) return { next: "clarify" }; return { next: "billing" }; };`,
    );
    expect(facts(text, "clarification")).toEqual(["question to the user: clarify"]);
  });

  it("not what leads to no node, nor what a worker tests", () => {
    const text = desk(
      `const front = async (s: typeof S.State) => { if (s.text.includes("x")) return { text: "billing" }; return { next: "billing" }; };`,
    );
    expect([...facts(text, "rule"), ...facts(text, "limit")]).toEqual([]);
  });
});

describe("readers of a supervisor's internals", () => {
  const app = `import { ChatOpenAI } from "@langchain/openai"; new ChatOpenAI({}); declare const e: any;`;

  it("look for tool names, messages, node names and namespaces", () => {
    const text = `${app}
      if (e.name.startsWith("transfer_to_")) {} if (/^transfer_back_to_/.test(e.name)) {}
      if (e.content.includes("Successfully transferred")) {} if (e.metadata.langgraph_node === "supervisor") {}
      if (e.tags.includes("supervisor")) {} e.metadata.checkpoint_ns.split("|");`;
    expect(facts(text, "internals").map((f) => f.replace(/:.*/, ""))).toEqual([
      "checkpoint namespace",
      "hand-back tool name",
      "hand-off message",
      "hand-off tool name",
      "node name supervisor",
      "node name supervisor",
    ]);
  });

  it("are not those who write them, nor a role or job title", () => {
    const text = `${app} const t = { name: "transfer_to_sales" }; if (e.role === "supervisor") {} const ns = { checkpoint_ns: "" }; e.checkpoint_ns;`;
    expect(facts(text, "internals")).toEqual([]);
  });
});
