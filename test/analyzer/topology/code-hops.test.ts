import { describe, expect, it } from "vitest";
import type { Hop } from "../../../contracts/audited-app.ts";
import { app, auditText } from "../../harness/audit-text.ts";

interface Parts {
  /** Body of the conductor, given `s`. */
  readonly boss: string;
  /** What the first agent returns. */
  readonly a?: string;
  readonly top?: string;
  /** Further calls on the graph. */
  readonly more?: string;
  readonly at?: string;
}

/** Hops of a graph whose conductor sends to `a`, `b` and `c`. */
const hops = ({
  boss,
  a = `{ text: await ask(s.text) }`,
  top = "",
  more = "",
  at = "Annotation<string>()",
}: Parts): readonly Hop[] =>
  app(
    auditText(`import { Annotation, Command, END, Send, START, StateGraph } from "@langchain/langgraph";
import { ChatOpenAI } from "@langchain/openai";
const m = new ChatOpenAI({}); const ask = async (text: string) => (await m.invoke(text)).content as string;
const State = Annotation.Root({ text: Annotation<string>(), at: ${at}, count: Annotation<number>(), seen: Annotation<string[]>({ reducer: (x, y) => x.concat(y), default: () => [] }) });
type S = typeof State.State;
${top}
function boss(s: S): any { ${boss} }
const a = async (s: S): Promise<any> => { return ${a}; };
const b = async (s: S): Promise<any> => ({ text: await ask(s.text) });
const c = async (s: S): Promise<any> => ({ text: await ask(s.text) });
const graph = new StateGraph(State).addNode("boss", boss, { ends: ["a", "b", "c", END] }).addNode("a", a).addNode("b", b).addNode("c", c)
  .addEdge(START, "boss").addEdge("a", "boss").addEdge("b", "boss").addEdge("c", "boss")${more};
export const app = graph.compile();`),
  ).chains.flatMap((it) => it.hops ?? []);

const to = (target: string, update = "") =>
  `return new Command({ goto: ${JSON.stringify(target)}, update: { at: ${JSON.stringify(target)}${update} } });`;
const end = `return new Command({ goto: END });`;
/** a, then b, then c, by the channel `at`. */
const line = (after: string, update = "") =>
  `if (s.at === "a") ${after} if (s.at === "b") ${to("c", update)} if (s.at === "c") ${end} ${to("a", update)}`;
const pairs = (found: readonly Hop[]): string[] => found.map((it) => `${it.from}>${it.to}`);

describe("hops that a conductor's code fixes", () => {
  it("are found from what it wrote when it picked the agent, with what it writes on them", () => {
    const found = hops({ boss: line(to("b")) });
    expect(found.map(({ from, to, always, writes, calls }) => ({ from, to, always, writes, calls }))).toEqual([
      { from: "a", to: "b", always: true, writes: { at: "b" }, calls: [] },
      { from: "b", to: "c", always: true, writes: { at: "c" }, calls: [] },
    ]);
  });

  it("are found from what the agent itself always writes", () => {
    const boss = `switch (s.at) { case "a done": ${to("b")} case "b": ${end} default: ${to("a")} }`;
    expect(pairs(hops({ boss, a: `{ text: "x", at: "a done" }` }))).toEqual(["a>b"]);
  });

  it("are found through helpers, tables, and records that are filled before they are returned", () => {
    const top = `const next: Record<string, (s: S) => string> = { a: () => "b", b: (s) => (s.count > 1 ? "c" : "b"), c: () => END };
      const follow = (s: S): string => next[s.at ?? ""](s);`;
    const boss = `if (!s.at) ${to("a")} const goto = follow(s); const update: any = { seen: [s.at] }; if (goto !== END) { update.at = goto; } return new Command({ goto, update });`;
    const found = hops({ boss, top });
    expect(pairs(found)).toEqual(["a>b"]);
    expect(found[0]?.writes).toEqual({ seen: ["a"], at: "b" });
  });

  it("name calls that are made for their effect, where others could make them", () => {
    const top = `export function tell(from: string, to: string) { return from + to; } function mine() { return 1; }`;
    expect(hops({ boss: line(`{ console.log("on"); tell("a", "b"); ${to("b")} }`), top })[0]?.calls).toEqual([
      { name: "tell", file: "a.ts", args: ["a", "b"] },
    ]);
    expect(hops({ boss: line(`{ mine(); ${to("b")} }`), top })[0]?.calls).toBeNull();
  });

  it("say that what is written is not constant", () => {
    expect(hops({ boss: line(to("b"), ", count: s.count + 1") }).map((it) => it.writes)).toEqual([{ at: "b" }, null]);
  });

  it.each([
    [
      "a loop over constants",
      `for (const it of ["a", "c"]) if (s.at === it) ${to("b")} if (s.at === "b") ${end} ${to("a")}`,
    ],
    [
      "a list's find",
      `const found = ["a", "c"].find((it) => it === s.at); if (found) ${to("b")} if (s.at === "b") ${end} ${to("a")}`,
    ],
    [
      "what certainly throws",
      `try { const no = JSON.parse("no"); ${end} } catch { if (s.at === "a") ${to("b")} } if (s.at === "b") ${end} ${to("a")}`,
    ],
  ])("go through %s", (_, boss) => {
    expect(pairs(hops({ boss }))).toContain("a>b");
  });

  it.each<[string, Parts]>([
    [
      "where the state may lead elsewhere",
      { boss: line(`return new Command({ goto: s.count > 3 ? "c" : "b", update: { at: "b" } });`) },
    ],
    ["where a model is asked", { boss: `return m.invoke(s.text).then(() => new Command({ goto: "a" }));` }],
    [
      "where the agent may write the channel that decides",
      { boss: `if (s.at === "a") ${to("b")} if (s.at === "b") ${end} ${to("a")}`, a: `{ at: await ask(s.text) }` },
    ],
    [
      "where what the agent writes is not known",
      { boss: `if (s.at === "a") ${to("b")} if (s.at === "b") ${end} ${to("a")}`, a: `await ask(s.text)` },
    ],
    [
      "where a reducer may keep the older value",
      {
        boss: `if (s.at === "a") ${to("b")} if (s.at === "b") ${end} ${to("a")}`,
        at: "Annotation<string>({ reducer: (x, y) => x ?? y, default: () => '' })",
      },
    ],
    [
      "where somebody else starts the agent too",
      { boss: `if (s.at === "a") ${to("b")} if (s.at === "b") ${end} ${to("a")}`, more: `.addEdge("c", "a")` },
    ],
    [
      "where several are started at once",
      { boss: `if (s.at === "a") return new Command({ goto: ["b", "c"] }); if (s.at === "b") ${end} ${to("a")}` },
    ],
    [
      "where a table is filled later",
      {
        boss: `if (!s.at) ${to("a")} return new Command({ goto: next[s.at], update: { at: next[s.at] } });`,
        top: `const next: Record<string, string> = { a: "b", b: END, c: END }; next.a = process.env.NEXT ?? "b";`,
      },
    ],
    [
      "where a loop over what is not known decides",
      { boss: `for (const it of s.seen) if (s.at === it) ${to("b")} ${to("a")}` },
    ],
    [
      "where something that may throw decides",
      { boss: `try { s.text.trim(); if (s.at === "a") ${to("b")} } catch { ${end} } ${to("a")}` },
    ],
  ])("are none %s", (_, parts) => {
    expect(pairs(hops(parts)).filter((it) => it.startsWith("a>"))).toEqual([]);
  });
});
