import { describe, expect, it } from "vitest";
import { auditText, site } from "../../harness/audit-text.ts";

const G = `const { StateGraph, Annotation, MessagesAnnotation, START, END } = require("@langchain/langgraph"); const { ChatOpenAI } = require("@langchain/openai"); const { z } = require("zod"); const llm = new ChatOpenAI({});
const S = Annotation.Root({ ...MessagesAnnotation.spec, next: Annotation() }); const Choice = z.object({ next: z.enum(["a", "b"]), why: z.string() });
const work = async (s) => ({ messages: [await llm.invoke(s.messages)] });`;

/** The pick of a class that keeps all it has in fields which only its constructor writes, and what it does with its answer. */
const picked = (keep: string, end: string, more = "") =>
  site(
    auditText({
      "desk.js": `${G} class Desk { constructor() { this.picker = llm.withStructuredOutput(Choice); this.last = ""; this.notes = []; this.seen = new Map(); }
        async pick(s) { const d = await this.picker.invoke(s.messages); ${keep} return { next: d.next }; } ${more}
        build() { return new StateGraph(S).addNode("pick", (s) => this.pick(s)).addNode("a", work).addNode("b", work).addEdge(START, "pick").addConditionalEdges("pick", (s) => s.next, ["a", "b"]).compile(); } } ${end}`,
      "run.js": `const given = require("./desk"); const desk = given.Desk ? new given.Desk() : new given(); desk.build();`,
    }),
    "desk.js",
    "picker.invoke",
  );

describe("a class in plain JavaScript", () => {
  it("that keeps nothing of an answer may be asked by a registry first", () => {
    expect(picked("", "module.exports = Desk;")).toMatchObject({
      classification: "routing-only",
      replaceability: "rewrite",
    });
  });

  it("shows what its fields keep to whoever requires it, or an instance of it", () => {
    for (const end of [
      "module.exports = Desk;",
      "module.exports = { Desk };",
      "module.exports = { Desk: Desk };",
      "exports.Desk = Desk;",
      "module.exports.Desk = Desk;",
      "module.exports = new Desk();",
    ])
      expect(picked("this.last = d.why;", end).classification, end).toBe("mixed");
    expect(picked("this.last = d.why;", "new Desk().build();").classification).toBe("routing-only");
  });

  it("shows what the class itself keeps", () => {
    expect(picked("Desk.last = d.why;", `Desk.last = ""; module.exports = Desk;`).classification).toBe("mixed");
  });

  it("shows what it adds to a list or map that nothing here reads", () => {
    for (const keep of ["this.notes.push(d.why);", `this.seen.set("why", d.why);`, `this.notes[0] = d.why;`])
      expect(picked(keep, "module.exports = Desk;").classification, keep).toBe("mixed");
  });

  it("is followed to where another method reads the field", () => {
    const more = "said() { return this.last; }";
    expect(picked("this.last = d.why;", "module.exports = Desk;", more).evidence.map((e) => e.what)).toContain(
      "returned by Desk.said, which nothing here calls",
    );
  });

  it("prints to a log, as every module that others require does", () => {
    const files = (end: string) => ({
      "sort.js": `const OpenAI = require("openai"); const openai = new OpenAI(); async function isUrgent(text) { const r = await openai.chat.completions.create({ messages: [] }); const said = r.choices[0].message.content; console.log(said); return said.includes("yes"); } ${end}`,
    });
    const found = (end: string) => site(auditText(files(end)), "sort.js", "create(");
    expect(found("module.exports = { isUrgent };")).toMatchObject({ classification: "routing-only", decides: "gate" });
    expect(found(`isUrgent("x");`).classification).not.toBe("routing-only");
  });

  it("shows what a global keeps that nothing declares", () => {
    expect(picked("lastWhy = d.why;", "module.exports = Desk;").classification).toBe("mixed");
  });

  it("shows what an object keeps that it gives away beside the class", () => {
    expect(picked("kept.why = d.why;", "const kept = {}; module.exports = { Desk, kept };").classification).toBe(
      "mixed",
    );
  });
});

describe("what a CommonJS file gives away", () => {
  const asks = `async function ask(q) { const r = await llm.invoke(q); return r.content; }`;
  const found = (given: string, taken: string, call: string) =>
    auditText({
      "ask.js": `${G} ${asks} ${given}`,
      "run.js": `${taken} exports.run = async (res, q) => { res.json({ said: await ${call}(q) }); };`,
    })
      .callSites.filter((it) => it.file === "run.js")
      .map((it) => [it.runs, it.classification]);

  it("is followed under whatever name it is required", () => {
    for (const [given, taken, call] of [
      ["module.exports = ask;", `const said = require("./ask");`, "said"],
      ["module.exports = { ask };", `const { ask: said } = require("./ask");`, "said"],
      ["exports.tell = ask;", `const given = require("./ask");`, "given.tell"],
      ["module.exports.tell = ask;", `const { tell: said } = require("./ask");`, "said"],
    ] as const)
      expect(found(given, taken, call), `${given} ${taken}`).toEqual([["wrapper", "reasoning"]]);
  });

  it("a class too, with what its constructor is given", () => {
    const [run] = auditText({
      "desk.js": `module.exports = class Desk { constructor(llm) { this.llm = llm; } async go(q) { return (await this.llm.invoke(q)).content; } };`,
      "run.js": `${G} const Made = require("./desk"); const made = new Made(llm); exports.run = async (res, q) => { res.json({ said: await made.go(q) }); };`,
    }).callSites.filter((it) => it.file === "desk.js");
    expect(run).toMatchObject({ runs: "model", classification: "reasoning" });
  });
});

describe("a field that only a constructor writes", () => {
  const graphs = `${G} function made() { return new StateGraph(S).addNode("a", work).addEdge(START, "a").addEdge("a", END).compile(); }`;

  it("has the graph that it is given: the run belongs to it, not to the graph around", () => {
    const outer = (h: string) =>
      auditText({
        "inner.js": `${graphs} module.exports = { made, inner: made() };`,
        "outer.js": `${G} const H = require("./h"); const h = new H(); exports.outer = new StateGraph(S).addNode("o", async (s) => ({ messages: [await h.go(s.messages)] })).addEdge(START, "o").addEdge("o", END).compile();`,
        "h.js": `const { made, inner } = require("./inner"); class H { constructor() { ${h} } async go(m) { return (await this.graph.invoke({ messages: m })).messages[0]; } } module.exports = H;`,
      }).dispatchSites.map((run) => run.app);
    expect(outer("this.graph = made();")).toEqual(["inner.js#made"]);
    expect(outer("this.graph = inner;")).toEqual(["inner.js#made"]);
  });

  it("has the list that it is given, with what is added later", () => {
    const [app] = auditText({
      "a.js": `${G} class Team { constructor() { this.names = ["fares"]; this.names.push("hotels"); }
        build() { const g = new StateGraph(S).addNode("pick", async (s) => ({ next: (await llm.withStructuredOutput(Choice).invoke(s.messages)).next })); for (const name of this.names) g.addNode(name, work); return g.addEdge(START, "pick").addConditionalEdges("pick", (s) => s.next).compile(); } } module.exports = new Team();`,
    }).apps;
    expect(app?.agents.map((it) => it.name)).toEqual(expect.arrayContaining(["fares", "hotels"]));
  });
});

describe("a wrapper in plain JavaScript", () => {
  it("is followed to who calls it by the name that it is given away under", () => {
    const wrapper = `const OpenAI = require("openai"); const client = new OpenAI();
      async function ask(prompt) { const r = await client.chat.completions.create({ model: "m", messages: [{ role: "user", content: prompt }] }); return r.choices[0].message.content; }`;
    for (const end of ["module.exports = { tell: ask };", "exports.tell = ask;", "module.exports.tell = ask;"]) {
      const { callSites } = auditText({
        "ask.js": `${wrapper} ${end}`,
        "greet.js": `const { tell } = require("./ask"); exports.greet = async (name) => ({ text: await tell("Greet " + name) });`,
        "part.js": `const given = require("./ask"); exports.part = async (name) => ({ text: await given.tell("Part from " + name) });`,
      });
      expect(callSites.map(({ file, runs }) => `${file} ${runs}`).sort(), end).toEqual([
        "ask.js vendor-sdk",
        "greet.js wrapper",
        "part.js wrapper",
      ]);
    }
  });
});
