import { describe, expect, it } from "vitest";
import { auditText } from "../../harness/audit-text.ts";

const G = `import { StateGraph, MessagesAnnotation, MemorySaver, InMemoryStore, START } from "@langchain/langgraph"; const g = new StateGraph(MessagesAnnotation).addNode("a", async () => ({})).addEdge(START, "a");`;
const state = (text: string) =>
  auditText(text).stateSites.map(({ kind, name, durability, threadId }) => ({ kind, name, durability, threadId }));

describe("state sites", () => {
  it("a MemorySaver lives with the process", () => {
    expect(state(`${G} export const app = g.compile({ checkpointer: new MemorySaver() });`)).toEqual([
      { kind: "saver", name: "MemorySaver", durability: "process", threadId: null },
    ]);
  });

  it("an InMemoryStore lives with the process", () => {
    expect(state(`${G} export const app = g.compile({ store: new InMemoryStore() });`)).toEqual([
      { kind: "store", name: "InMemoryStore", durability: "process", threadId: null },
    ]);
  });

  it("a saver taken out of a dynamic import is found", () => {
    expect(
      state(
        `${G} export const build = async () => { const { PostgresSaver } = await import("@langchain/langgraph-checkpoint-postgres"); return g.compile({ checkpointer: PostgresSaver.fromConnString(process.env.DB!) }); };`,
      ),
    ).toEqual([{ kind: "saver", name: "PostgresSaver", durability: "external", threadId: null }]);
  });

  it("a PostgresSaver is kept outside", () => {
    expect(
      state(
        `import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres"; ${G} export const app = g.compile({ checkpointer: PostgresSaver.fromConnString(process.env.DB!) });`,
      ),
    ).toEqual([{ kind: "saver", name: "PostgresSaver", durability: "external", threadId: null }]);
  });

  it("a RedisSaver, a MongoDBSaver and a SqliteSaver on a file are kept outside", () => {
    expect(
      state(
        `import { RedisSaver } from "@langchain/langgraph-checkpoint-redis"; import { MongoDBSaver } from "@langchain/langgraph-checkpoint-mongodb"; import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite"; export const go = async () => [await RedisSaver.fromUrl("redis://x"), new MongoDBSaver({} as any), SqliteSaver.fromConnString("./x.db")];`,
      ).map((s) => `${s.name}:${s.durability}`),
    ).toEqual(["RedisSaver:external", "MongoDBSaver:external", "SqliteSaver:external"]);
  });

  it("a SqliteSaver in memory lives with the process", () => {
    expect(
      state(
        `import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite"; export const s = SqliteSaver.fromConnString(":memory:");`,
      ),
    ).toMatchObject([{ durability: "process" }]);
  });

  it("an own subclass of BaseCheckpointSaver is a saver of unknown durability", () => {
    expect(
      state(
        `import { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint"; export class Mine extends BaseCheckpointSaver {}`,
      ),
    ).toEqual([{ kind: "saver", name: "Mine", durability: "unknown", threadId: null }]);
  });

  it("an aliased import is the same saver", () => {
    expect(
      state(`import { MemorySaver as Checkpointer } from "@langchain/langgraph"; export const s = new Checkpointer();`),
    ).toMatchObject([{ kind: "saver", name: "MemorySaver" }]);
  });

  it("a saver behind a barrel is the same saver", () => {
    const audit = auditText({
      "lg.ts": `export { MemorySaver } from "@langchain/langgraph";`,
      "a.ts": `import { MemorySaver } from "./lg"; export const s = new MemorySaver();`,
    });
    expect(audit.stateSites).toMatchObject([{ file: "a.ts", line: 1, kind: "saver", name: "MemorySaver" }]);
  });

  it("each saver of a choice is a site", () => {
    expect(
      state(
        `import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres"; import { MemorySaver } from "@langchain/langgraph"; export const s = process.env.DB ? PostgresSaver.fromConnString(process.env.DB) : new MemorySaver();`,
      ).map((s) => s.durability),
    ).toEqual(["external", "process"]);
  });

  it("a type import of a saver is none", () => {
    expect(
      state(`import type { MemorySaver } from "@langchain/langgraph"; export interface Deps { saver: MemorySaver }`),
    ).toEqual([]);
  });

  it("a module-level Map of conversations that functions write to", () => {
    expect(
      state(
        `${G} const sessions = new Map<string, any[]>(); export const go = async (id: string, m: any) => { const h = sessions.get(id) ?? []; h.push(m); sessions.set(id, h); return g.compile().invoke({ messages: h }); };`,
      ),
    ).toMatchObject([{ kind: "process-map", name: "sessions", durability: "process" }]);
  });

  it("a module-level object of conversations that functions write to", () => {
    expect(
      state(
        `${G} const history: Record<string, any[]> = {}; export const go = async (id: string, m: any) => { history[id] = [...(history[id] ?? []), m]; return g.compile().invoke({ messages: history[id] }); };`,
      ),
    ).toMatchObject([{ kind: "process-map", name: "history" }]);
  });

  it("a Map of conversations that a constructor puts into a field, declared or not", () => {
    const of = (name: string, text: string) =>
      auditText({ [name]: text }).stateSites.map((it) => [it.kind, it.name, it.lifetime, it.holds]);
    const written = "get(id) { if (!this.sessions.has(id)) this.sessions.set(id, []); return this.sessions.get(id); }";
    const found = [["process-map", "sessions", "object", "conversations"]];
    expect(
      of(
        "a.js",
        `${G} class Desk { constructor() { this.sessions = new Map(); } ${written} } module.exports = new Desk();`,
      ),
    ).toEqual(found);
    expect(
      of(
        "a.ts",
        `${G} export class Desk { private sessions: Map<string, any[]>; constructor() { this.sessions = new Map(); } ${written.replace("id", "id: string")} }`,
      ),
    ).toEqual(found);
    expect(
      of(
        "a.js",
        `${G} class Desk { constructor() { this.sessions = new Map(); } get(id) { return this.sessions.get(id); } }`,
      ),
    ).toEqual([]);
    expect(of("a.js", `${G} class Desk { go(id) { this.sessions = new Map(); this.sessions.set(id, []); } }`)).toEqual(
      [],
    );
  });

  it("a Map of compiled graphs is a cache of graphs", () => {
    expect(
      state(
        `${G} const graphs = new Map<string, any>(); export const get = (id: string) => { if (!graphs.has(id)) graphs.set(id, g.compile()); return graphs.get(id); };`,
      ),
    ).toMatchObject([{ kind: "graph-cache", name: "graphs" }]);
  });

  it("a Map that only holds constants, or that lives in a function, is none", () => {
    expect(
      state(
        `${G} const NAMES = new Map([["a", 1]]); export const go = () => { const seen = new Map<string, any>(); seen.set("x", 1); return [NAMES.get("a"), seen, g.compile()]; };`,
      ),
    ).toEqual([]);
  });

  it("a Map that nothing writes to is none", () => {
    expect(
      state(`${G} const empty = new Map<string, any>(); export const go = () => [empty.get("x"), g.compile()];`),
    ).toEqual([]);
  });
});

describe("thread ids", () => {
  const thread = (value: string, before = "") =>
    state(
      `${G} const app = g.compile(); export async function go(req: any) { ${before} return app.invoke({ messages: [] }, { configurable: { thread_id: ${value} } }); }`,
    ).find((s) => s.kind === "thread-id")?.threadId;

  it("takes none from a saver's own code, which gives back what it was asked for", () => {
    const own = `import { BaseCheckpointSaver } from "@langchain/langgraph";
      export class Mine extends BaseCheckpointSaver { async put(config: any) { const { thread_id } = config.configurable;
        return { configurable: { thread_id, checkpoint_id: "1" } }; } }`;
    expect(state(own).map(({ kind }) => kind)).toEqual(["saver"]);
  });

  it("a literal is constant", () => {
    expect(thread(`"1"`)).toBe("constant");
  });

  it("a constant of another line is constant", () => {
    expect(thread(`ID`, `const ID = "main";`)).toBe("constant");
  });

  it("a random UUID is random", () => {
    expect(thread(`crypto.randomUUID()`)).toBe("random");
    expect(thread(`id`, `const id = crypto.randomUUID();`)).toBe("random");
  });

  it("the time is random", () => {
    expect(thread("`t-${Date.now()}`")).toBe("random");
  });

  it("a request's field is unchecked", () => {
    expect(thread(`req.body.threadId`)).toBe("request");
    expect(thread(`threadId`, `const { threadId } = req.body;`)).toBe("request");
  });

  it("a request's field or else a new one is unchecked", () => {
    expect(thread(`req.body.threadId ?? crypto.randomUUID()`)).toBe("request");
  });

  it("one put together with the tenant is scoped", () => {
    expect(thread("`${req.user.tenantId}:${req.body.threadId}`")).toBe("tenant-scoped");
  });

  it("one put together of a user's id and more is scoped", () => {
    expect(thread("`${req.user.id}:${req.body.threadId}`")).toBe("tenant-scoped");
  });

  it("a user's id alone is the user's", () => {
    for (const value of ["req.user.id", "session!.user!.id", "req.body.userId", "`chat-${currentUser.id}`"])
      expect(thread(value, "const session: any = {}, currentUser: any = {};"), value).toBe("user");
    expect(thread(`id`, `const id = String(req.id), user = req.user;`)).not.toBe("user");
    expect(thread(`id`, `const user = req.user; const id = user.id ?? "guest";`)).toBe("user");
  });

  it("a user's id or else a new one is no user's alone", () => {
    expect(thread(`req.user.id ?? crypto.randomUUID()`)).not.toBe("user");
  });

  it("a parameter that nobody passes is unknown", () => {
    expect(
      state(
        `${G} const app = g.compile(); export const go = (conversation: string) => app.invoke({ messages: [] }, { configurable: { thread_id: conversation } });`,
      ).find((s) => s.kind === "thread-id")?.threadId,
    ).toBe("unknown");
  });

  it("in a config made beforehand is found", () => {
    expect(
      thread(`"x"`, `const config = { configurable: { thread_id: "y" } }; await app.invoke({ messages: [] }, config);`),
    ).toBe("constant");
  });

  it("that stand there until a request's takes their place are none, unless that is a constant, too", () => {
    const ids = (later: string) =>
      state(
        `${G} const app = g.compile(); let config = { configurable: { thread_id: "" } }; export async function go(req: any) { config = { configurable: { thread_id: ${later} } }; return app.invoke({ messages: [] }, config); }`,
      ).flatMap((s) => (s.kind === "thread-id" ? [s.threadId] : []));
    expect(ids("req.body.from")).toEqual(["request"]);
    expect(ids(`"2"`)).toEqual(["constant", "constant"]);
  });

  it("a thread_id that is no config's is none", () => {
    expect(
      state(`${G} export const row = { thread_id: "1", table: { thread_id: "2" } }; export const app = g.compile();`),
    ).toEqual([]);
  });
});

describe("what a codemod needs of a state site", () => {
  const H = `import { MemorySaver, StateGraph, MessagesAnnotation, START } from "@langchain/langgraph";
const b = new StateGraph(MessagesAnnotation).addNode("a", async () => ({})).addEdge(START, "a");
`;
  const [first] = [(text: string) => auditText(text).stateSites[0]];
  const cut = (text: string, it: { start?: number | undefined; end?: number | undefined } | null | undefined) =>
    text.slice(it?.start, it?.end);

  it("a call that a saver reaches on two ways once", () => {
    const text = `${H}const saver = new MemorySaver();
const pick = (own?: MemorySaver) => own ?? saver;
export const app = b.compile({ checkpointer: pick(Math.random() > 0.5 ? saver : undefined) });`;
    expect(first(text)?.consumers?.map((c) => c.call)).toEqual(["compile"]);
  });

  it("the exact expression of a saver and the compile call that gets it, through a name", () => {
    const text = `${H}const saver = await (new MemorySaver() as any);\nexport const app = b.compile({ checkpointer: saver });`;
    const site = first(text);
    expect(cut(text, site)).toBe("new MemorySaver()");
    expect(site?.consumers?.map((c) => [c.option, c.call, cut(text, c)])).toEqual([
      ["checkpointer", "compile", "b.compile({ checkpointer: saver })"],
    ]);
  });

  it.each([
    ["at module level", `const saver = new MemorySaver();`, "process"],
    [
      "kept in a module's variable",
      `let s: any; export const get = () => { s ??= new MemorySaver(); return s; };`,
      "process",
    ],
    [
      "in what a module's variable is given once",
      `let s: any; export const get = () => (s ??= b.compile({ checkpointer: new MemorySaver() }));`,
      "process",
    ],
    [
      "in a function that only the module calls",
      `const make = () => new MemorySaver(); export const s = make();`,
      "process",
    ],
    ["in a field", `export class A { saver = new MemorySaver(); }`, "object"],
    ["put into a field", `export class A { saver: any; init() { this.saver = new MemorySaver(); } }`, "object"],
    ["in a function", `export const handle = async () => b.compile({ checkpointer: new MemorySaver() });`, "call"],
    [
      "in a function that another calls",
      `const make = () => new MemorySaver(); export const handle = () => make();`,
      "call",
    ],
  ])("how long it lives: %s", (_, text, lifetime) => {
    expect(first(`${H}${text}`)?.lifetime).toBe(lifetime);
  });

  it("an own saver where it is made, beside its class", () => {
    const text = `import { BaseCheckpointSaver } from "@langchain/langgraph"; class SqlSaver extends BaseCheckpointSaver {} export const s = new SqlSaver();`;
    expect(
      auditText(text).stateSites.map((s) => [s.name, s.durability, cut(text, s.start === undefined ? null : s)]),
    ).toEqual(
      [
        ["SqlSaver", "unknown", "new SqlSaver()"],
        ["SqlSaver", "unknown", text],
      ].sort((a, b) => (a[2] === text ? -1 : b[2] === text ? 1 : 0)),
    );
  });

  it("a saver that is imported when it is needed", () => {
    const text = `${H}export const make = async () => { const { PostgresSaver } = await import("@langchain/langgraph-checkpoint-postgres"); return PostgresSaver.fromConnString("x"); };`;
    expect(first(text)).toMatchObject({ name: "PostgresSaver", durability: "external" });
  });

  it.each([
    [
      "beside it",
      `(id: string, who: string) => app.invoke({}, { configurable: { thread_id: id, user_id: who } })`,
      "who",
    ],
    [
      "a parameter",
      `(id: string, tenantId: string) => app.invoke({}, { configurable: { thread_id: id } })`,
      "tenantId",
    ],
    [
      "taken out of a parameter",
      `({ id, orgId }: any) => app.invoke({}, { configurable: { thread_id: id } })`,
      "orgId",
    ],
    [
      "a variable before",
      `(id: string, q: any) => { const userId = q.user; return app.invoke({}, { configurable: { thread_id: id } }); }`,
      "userId",
    ],
    [
      "none that is declared later",
      `(id: string, q: any) => { const r = app.invoke({}, { configurable: { thread_id: id } }); const userId = q.user; return [r, userId]; }`,
      undefined,
    ],
  ])("the tenant within reach of a thread id: %s", (_, fn, expected) => {
    const text = `${H}const app = b.compile();\nexport const run = ${fn};`;
    const site = first(text);
    expect([site?.tenant?.expr, cut(text, site)]).toEqual([expected, "id"]);
    if (site?.tenant) expect(cut(text, site.tenant)).toBe(expected);
  });

  it.each([
    [
      "const sessions = new Map(); export const put = (sessionId: string, v: any) => sessions.set(sessionId, v);",
      "conversations",
    ],
    ["const store = new Map(); export const rateLimit = (ip: string) => store.set(ip, 1);", "limits"],
    ["const cache = new Map(); export const put = (key: string) => cache.set(key, 1);", "other"],
    [`const cache = new Map(); export const put = (key: string) => cache.set(key, b.compile());`, "graphs"],
  ])("what a map holds: %s", (text, holds) => {
    expect(first(`${H}${text}`)?.holds).toBe(holds);
  });

  it("a map in a closure that is put on an object lives on; one that a callback fills does not", () => {
    expect(
      first(
        `${H}export const count = (m: any) => { const calls = new Map(); m.go = (id: string) => calls.set(id, 1); };`,
      )?.name,
    ).toBe("calls");
    expect(
      first(
        `${H}export const group = (l: any[]) => { const by = new Map(); l.forEach((x) => by.set(x.id, x)); return by; };`,
      ),
    ).toBeUndefined();
  });
});
