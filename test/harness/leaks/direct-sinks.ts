import type { LeakSink } from "./leak-sink.ts";

const sink = (name: string, needs: LeakSink["needs"], leak: LeakSink["leak"]): LeakSink => ({ name, needs, leak });
/** A statement, with declarations that it needs. */
const statement = (
  name: string,
  body: (value: string) => string,
  module: readonly string[] = [],
  tail: readonly string[] = [],
): LeakSink => sink(name, [], (value) => ({ module, body: [`${body(value)};`], tail }));
const withConfig = (name: string, body: (value: string) => string): LeakSink =>
  sink(name, ["config"], (value) => ({ body: [`${body(value)};`] }));
/** A module-level store that the flights worker's prompt shows. */
const shownByTheWorker = (
  name: string,
  module: readonly string[],
  body: (value: string) => string,
  shown: string,
): LeakSink =>
  sink(name, [], (value) => ({
    module,
    body: [`${body(value)};`],
    workerInput: `[new SystemMessage(\`You book flights. \${${shown}}\`), ...state.messages]`,
  }));

const SAVE =
  'const save = tool(async ({ text }: { text: string }) => text, { name: "save", description: "Saves.", schema: z.object({ text: z.string() }) });';
const STORE = "const memories = new InMemoryStore();";

/** Sinks that a statement reaches, right after the model has answered. */
export const DIRECT_SINKS: readonly LeakSink[] = [
  statement("argument of a tool", (v) => `await save.invoke({ text: ${v} })`, [SAVE]),
  statement("store.put", (v) => `await memories.put(["why"], "last", { text: ${v} })`, [STORE]),
  statement("key of store.put", (v) => `await memories.put(["why"], ${v}, { at: 1 })`, [STORE]),
  withConfig("config.store.put", (v) => `await config.store?.put(["why"], "last", { text: ${v} })`),
  withConfig("stream writer", (v) => `config.writer?.({ why: ${v} })`),
  withConfig("stream writer taken off", (v) => `const { writer } = config; writer?.(${v})`),
  withConfig(
    "handed to a callback of configurable",
    (v) => `(config.configurable?.["notify"] as (s: string) => void)(${v})`,
  ),
  statement("interrupt", (v) => `interrupt({ question: ${v} })`),
  statement("fetch", (v) => `await fetch("https://example.org/why", { method: "POST", body: ${v} })`),
  statement("URL of a fetch", (v) => `await fetch(\`https://example.org/why?q=\${encodeURIComponent(${v})}\`)`),
  statement(
    "second model call",
    (v) => `const second = await model.invoke([new HumanMessage(${v})]); console.log(second.text)`,
  ),
  statement("bare text to a second model call", (v) => `await model.invoke(${v})`),
  statement("chain with a prompt", (v) => `await advise.invoke({ why: ${v} })`, [
    'const advise = ChatPromptTemplate.fromTemplate("Say it: {why}").pipe(model);',
  ]),
  statement("array exported", (v) => `reasons.push(${v})`, ["export const reasons: string[] = [];"]),
  statement("Map exported", (v) => `reasons.set("last", ${v})`, ["export const reasons = new Map<string, string>();"]),
  statement("object exported", (v) => `reasons.last = ${v}`, ['export const reasons = { last: "" };']),
  statement(
    "variable read by an exported function",
    (v) => `last = ${v}`,
    ['let last = "";'],
    ["export const lastReason = () => last;"],
  ),
  statement(
    "array read by an exported function",
    (v) => `all.push(${v})`,
    ["const all: string[] = [];"],
    ["export const allReasons = () => [...all];"],
  ),
  statement("variable exported", (v) => `last = ${v}`, ['export let last = "";']),
  statement("variable exported later", (v) => `last = ${v}`, ['let last = "";'], ["export { last };"]),
  statement(
    "exported object with a getter",
    (v) => `last = ${v}`,
    ['let last = "";'],
    ["export const status = { get reason() { return last; } };"],
  ),
  statement("exported class instance", (v) => `desk.note(${v})`, [
    'class NoteBook { last = ""; note(x: string) { this.last = x; } }\nexport const desk = new NoteBook();',
  ]),
  statement("exported class instance, private field", (v) => `desk.note(${v})`, [
    'class NoteBook { #last = ""; note(x: string) { this.#last = x; } read() { return this.#last; } }\nexport const desk = new NoteBook();',
  ]),
  statement("globalThis", (v) => `(globalThis as { why?: string }).why = ${v}`),
  statement("process.env", (v) => `process.env["WHY"] = ${v}`),
  statement("standard output", (v) => `process.stdout.write(${v})`),
  statement("file", (v) => `await appendFile("why.txt", ${v})`, ['import { appendFile } from "node:fs/promises";']),
  statement("file, by name", (v) => `await writeFile(${v}, "x")`, ['import { writeFile } from "node:fs/promises";']),
  statement("event", (v) => `events.emit("why", ${v})`, [
    'import { EventEmitter } from "node:events";',
    "export const events = new EventEmitter();",
  ]),
  statement("name of an event", (v) => `events.emit(${v})`, [
    'import { EventEmitter } from "node:events";',
    "export const events = new EventEmitter();",
  ]),
  statement("own function that posts", (v) => `await post(${v})`, [
    'const post = async (text: string) => { await fetch("https://example.org", { method: "POST", body: text }); };',
  ]),
  statement("own function named like a log that posts", (v) => `await notifyAuditors(${v})`, [
    'const notifyAuditors = async (text: string) => { await fetch("https://example.org", { method: "POST", body: text }); };',
  ]),
  statement("callback registered by a caller", (v) => `listeners.forEach((tell) => tell(${v}))`, [
    "const listeners: ((s: string) => void)[] = [];",
    "export const onReason = (f: (s: string) => void) => void listeners.push(f);",
  ]),
  statement("callback in a variable", (v) => `tell(${v})`, [
    "let tell: (s: string) => void = () => undefined;",
    "export const onReason = (f: (s: string) => void) => { tell = f; };",
  ]),
  statement("promise resolved for a caller", (v) => `settle(${v})`, [
    "let settle: (s: string) => void = () => undefined;",
    "export const nextReason = () => new Promise<string>((resolve) => { settle = resolve; });",
  ]),
  statement("own class with a method set that posts", (v) => `crm.set("why", ${v})`, [
    'class Crm { set(key: string, text: string) { void fetch(`https://example.org/${key}`, { method: "POST", body: text }); } }\nconst crm = new Crm();',
  ]),
  statement("own class with a method add that posts", (v) => `crm.add(${v})`, [
    'class Crm { add(text: string) { void fetch("https://example.org", { method: "POST", body: text }); } }\nconst crm = new Crm();',
  ]),
  statement("own class with a method get that posts", (v) => `await crm.get(${v})`, [
    "class Crm { async get(text: string) { return fetch(`https://example.org/${text}`); } }\nconst crm = new Crm();",
  ]),
  statement("client declared elsewhere, set", (v) => `redis.set("why", ${v})`, [
    "declare const redis: { set(key: string, value: string): void };",
  ]),
  statement("client declared elsewhere, push", (v) => `queue.push(${v})`, [
    "declare const queue: { push(value: string): void };",
  ]),
  statement("client without a type", (v) => `client.add(${v})`, ["declare const client: any;"]),
  statement("client without a type, slice", (v) => `client.slice(${v})`, ["declare const client: any;"]),
  statement("client without a type, includes", (v) => `client.includes(${v})`, ["declare const client: any;"]),
  statement("client of an unknown package", (v) => `await client.send({ body: ${v} })`, [
    '// @ts-expect-error -- a package that is not there\nimport client from "unknown-client";',
  ]),
  statement("function of an unknown package", (v) => `record(${v}).then(() => undefined)`, [
    '// @ts-expect-error -- a package that is not there\nimport { record } from "unknown-client";',
  ]),
  statement("shadowed console", (v) => `print.log(${v})`, [
    "export const printed: string[] = [];",
    "const print = { log: (s: string) => { printed.push(s); } };",
  ]),
  statement(
    "yield of an exported generator",
    (v) => `waiting = ${v}`,
    ['let waiting = "";'],
    ["export async function* reasons() { while (waiting) yield waiting; }"],
  ),
  statement("default export", (v) => `box.why = ${v}`, ['const box = { why: "" };'], ["export default box;"]),
  statement("response of a server", (v) => `answer.end(${v})`, [
    'import type { ServerResponse } from "node:http";',
    "declare const answer: ServerResponse;",
  ]),
  statement("SQL text", (v) => `await sql\`insert into why values (\${${v}})\``, [
    "declare const sql: (parts: TemplateStringsArray, ...xs: string[]) => Promise<void>;",
  ]),
  statement("dispatched on the document", (v) => `bus.dispatchEvent(new CustomEvent("why", { detail: ${v} }))`, [
    "export const bus = new EventTarget();",
  ]),
  statement(
    "rethrown to the caller",
    (v) => `if (Date.now() < 1) throw new Halt(${v})`,
    ["class Halt extends Error {}"],
    [
      "export async function tryIt() { try { return await graph.invoke({ messages: [] }); } catch (e) { return (e as Error).message; } }",
    ],
  ),
  sink("message added to the state in place", ["state"], (v) => ({
    body: [`state.messages.push(new AIMessage(${v}));`],
  })),
  shownByTheWorker("module variable in a worker's prompt", ['let last = "";'], (v) => `last = ${v}`, "last"),
  shownByTheWorker(
    "module array in a worker's prompt",
    ["const all: string[] = [];"],
    (v) => `all.push(${v})`,
    'all.join("; ")',
  ),
  shownByTheWorker(
    "module Map in a worker's prompt",
    ["const all = new Map<string, string>();"],
    (v) => `all.set("why", ${v})`,
    'all.get("why")',
  ),
  shownByTheWorker(
    "module object in a worker's prompt",
    ['const box = { why: "" };'],
    (v) => `box.why = ${v}`,
    "box.why",
  ),
  shownByTheWorker(
    "function named record that fills a worker's prompt",
    ["const turns: string[] = [];", "function recordTurn(x: string) { turns.push(x); }"],
    (v) => `recordTurn(${v})`,
    "turns.join()",
  ),
  shownByTheWorker(
    "function named track that fills a worker's prompt",
    ['let turn = "";', "const trackTurn = (x: string) => { turn = x; };"],
    (v) => `trackTurn(${v})`,
    "turn",
  ),
  shownByTheWorker(
    "object named log that fills a worker's prompt",
    ["const kept: string[] = [];", "const log = { info(x: string) { kept.push(x); } };"],
    (v) => `log.info(${v})`,
    "kept.join()",
  ),
  shownByTheWorker(
    "class named Logger that fills a worker's prompt",
    ["class Logger { lines: string[] = []; info(x: string) { this.lines.push(x); } }", "const logger = new Logger();"],
    (v) => `logger.info(${v})`,
    "logger.lines.join()",
  ),
];
