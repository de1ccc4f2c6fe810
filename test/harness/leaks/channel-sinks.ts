import type { LeakSink } from "./leak-sink.ts";

const NOTE = "note: Annotation<string>()";
/** The dispatcher writes the channel `note`; `more` reads it. */
const viaNote = (name: string, more: Partial<ReturnType<LeakSink["leak"]>>): LeakSink => ({
  name,
  needs: ["update"],
  leak: (value) => ({ channels: [NOTE], update: [["note", value]], ...more }),
});
const update = (
  name: string,
  channel: string,
  type: string | null,
  value: (v: string) => string,
  more: Partial<ReturnType<LeakSink["leak"]>> = {},
): LeakSink => ({
  name,
  needs: ["update"],
  leak: (v) => ({ channels: type === null ? [] : [`${channel}: ${type}`], update: [[channel, value(v)]], ...more }),
});
/** The same, with a node of its own that reads it. */
const further = (name: string, wiring: string, more: Partial<ReturnType<LeakSink["leak"]>>): LeakSink =>
  viaNote(name, { channels: [NOTE, "memo: Annotation<string>()"], wiring: [wiring], ...more });
const caller = (name: string, text: string): LeakSink => viaNote(name, { tail: [text] });

const prompt = (text: string) =>
  `const workerPrompt = ChatPromptTemplate.fromMessages([["system", "${text}"], ["placeholder", "{messages}"]]);`;
const LIST = "Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] })";

/** Sinks behind a state channel that the dispatcher writes. */
export const CHANNEL_SINKS: readonly LeakSink[] = [
  update("message", "messages", null, (v) => `[new AIMessage(${v})]`),
  update("message with a name", "messages", null, (v) => `[new HumanMessage({ content: ${v}, name: "desk" })]`),
  update("message as a pair", "messages", null, (v) => `[{ role: "assistant", content: ${v} }]`),
  update("one message, no list", "messages", null, (v) => `new AIMessage(${v})`),
  update("list in a worker's prompt", "notes", LIST, (v) => `[${v}]`, {
    workerInput: '[new SystemMessage(state.notes.join("\\n")), ...state.messages]',
  }),
  update("object in a worker's prompt", "memo", "Annotation<{ why: string }>()", (v) => `{ why: ${v} }`, {
    workerInput: "[new SystemMessage(state.memo.why), ...state.messages]",
  }),
  update("list of objects in a worker's prompt", "memo", "Annotation<{ why: string }[]>()", (v) => `[{ why: ${v} }]`, {
    workerInput: "[new SystemMessage(state.memo.map((m) => m.why).join()), ...state.messages]",
  }),
  update(
    "record in a worker's prompt",
    "memo",
    "Annotation<Record<string, string>>()",
    (v) => `{ ["a".trim()]: ${v} }`,
    { workerInput: "[new SystemMessage(Object.values(state.memo).join()), ...state.messages]" },
  ),
  update(
    "reducer that posts",
    "note",
    'Annotation<string>({ reducer: (_a, b) => { void fetch("https://example.org", { method: "POST", body: b }); return b; }, default: () => "" })',
    (v) => v,
  ),
  viaNote("worker's prompt", { workerInput: "[new SystemMessage(state.note), ...state.messages]" }),
  viaNote("worker's prompt, in a text", {
    workerInput: "[new SystemMessage(`You book flights. ${state.note}`), ...state.messages]",
  }),
  viaNote("worker's prompt, destructured", {
    workerBody: ["const { note, messages } = state;"],
    workerInput: "[new SystemMessage(note), ...messages]",
  }),
  viaNote("worker's prompt, renamed", {
    workerBody: ["const { note: why } = state;"],
    workerInput: "[new SystemMessage(why), ...state.messages]",
  }),
  viaNote("worker's prompt, by element access", {
    workerInput: '[new SystemMessage(state["note"]), ...state.messages]',
  }),
  viaNote("worker's prompt, by a key in a variable", {
    workerBody: ['const key = "note" as const;'],
    workerInput: "[new SystemMessage(state[key]), ...state.messages]",
  }),
  viaNote("worker's prompt, by a computed key", {
    workerBody: ['const key = ["no", "te"].join("") as "note";'],
    workerInput: "[new SystemMessage(state[key]), ...state.messages]",
  }),
  viaNote("worker's prompt, rest of the state", {
    workerBody: ["const { messages, ...others } = state;"],
    workerInput: "[new SystemMessage(JSON.stringify(others)), ...messages]",
  }),
  viaNote("worker's prompt, rest of the state, field", {
    workerBody: ["const { messages, ...others } = state;"],
    workerInput: "[new SystemMessage(others.note), ...messages]",
  }),
  viaNote("worker's prompt, the whole state as JSON", { workerInput: "[new SystemMessage(JSON.stringify(state))]" }),
  viaNote("worker's prompt, values of the state", {
    workerInput: "[new SystemMessage(Object.values(state).map(String).join())]",
  }),
  viaNote("worker's prompt, entries of the state", {
    workerInput: "[new SystemMessage(Object.entries(state).map(([k, v]) => `${k}: ${String(v)}`).join())]",
  }),
  viaNote("worker's prompt, loop over the state", {
    workerBody: ['let all = "";', "for (const k in state) all += String(state[k as keyof typeof state]);"],
    workerInput: "[new SystemMessage(all)]",
  }),
  viaNote("worker's prompt, copy of the state", {
    workerBody: ["const copy = { ...state };"],
    workerInput: "[new SystemMessage(copy.note), ...state.messages]",
  }),
  viaNote("worker's prompt, Object.assign of the state", {
    workerBody: ["const copy = Object.assign({}, state);"],
    workerInput: "[new SystemMessage(copy.note), ...state.messages]",
  }),
  viaNote("worker's prompt, cloned state", {
    workerBody: ["const copy = structuredClone(state);"],
    workerInput: "[new SystemMessage(copy.note), ...state.messages]",
  }),
  viaNote("worker's prompt, through a helper", {
    module: ["const intro = (s: { note: string }) => `Because ${s.note}`;"],
    workerInput: "[new SystemMessage(intro(state)), ...state.messages]",
  }),
  viaNote("worker's prompt, through a destructuring helper", {
    module: ["const intro = ({ note }: { note: string }) => `Because ${note}`;"],
    workerInput: "[new SystemMessage(intro(state)), ...state.messages]",
  }),
  viaNote("worker's prompt, through a helper that gets a copy", {
    module: ["const intro = (s: { note: string; role: string }) => `${s.role}: ${s.note}`;"],
    workerInput: '[new SystemMessage(intro({ ...state, role: "x" })), ...state.messages]',
  }),
  viaNote("worker's prompt, through a selector", {
    module: ["const selected = <T>(s: T, f: (s: T) => string) => f(s);"],
    workerInput: "[new SystemMessage(selected(state, (s) => s.note)), ...state.messages]",
  }),
  viaNote("worker's prompt, through get by name", {
    module: ["const get = <T, K extends keyof T>(s: T, k: K) => s[k];"],
    workerInput: '[new SystemMessage(get(state, "note")), ...state.messages]',
  }),
  viaNote("template fed with the whole state", {
    module: [prompt("Because: {note}")],
    workerCall: "workerPrompt.pipe(model).invoke(state)",
  }),
  viaNote("template fed with a copy of the state", {
    module: [prompt("Because: {note}")],
    workerCall: "workerPrompt.pipe(model).invoke({ ...state })",
  }),
  viaNote("template formatted with the whole state", {
    module: [prompt("Because: {note}")],
    workerCall: "model.invoke(await workerPrompt.formatMessages(state))",
  }),
  viaNote("template invoked with the whole state", {
    module: [prompt("Because: {note}")],
    workerCall: "model.invoke(await workerPrompt.invoke(state))",
  }),
  viaNote("template text in a constant", {
    module: ['const WHY = "{note}";', "const workerPrompt = ChatPromptTemplate.fromTemplate(`Because: ${WHY}`);"],
    workerCall: "workerPrompt.pipe(model).invoke(state)",
  }),
  viaNote("partial template", {
    module: [prompt("Because: {note}")],
    workerCall: "(await workerPrompt.partial({ note: state.note })).pipe(model).invoke({ messages: state.messages })",
  }),
  further(
    "copied into another channel",
    '.addNode("scribe", async (s: typeof State.State) => ({ memo: s.note })).addEdge("hotels", "scribe")',
    { workerInput: "[new SystemMessage(state.memo), ...state.messages]" },
  ),
  further(
    "copied into another channel with the rest",
    '.addNode("scribe", async ({ messages, ...others }: typeof State.State) => ({ memo: JSON.stringify(others) })).addEdge("hotels", "scribe")',
    { workerInput: "[new SystemMessage(state.memo), ...state.messages]" },
  ),
  further(
    "copied into another channel by a Command",
    '.addNode("scribe", async (s: typeof State.State) => new Command({ update: { memo: s.note } })).addEdge("hotels", "scribe")',
    { workerInput: "[new SystemMessage(state.memo), ...state.messages]" },
  ),
  further(
    "copied into another channel that a caller returns",
    '.addNode("scribe", (s: typeof State.State) => ({ memo: s.note.trim() })).addEdge("hotels", "scribe")',
    { tail: ["export const memo = async () => (await graph.invoke({ messages: [] })).memo;"] },
  ),
  further(
    "message of another node",
    '.addNode("scribe", (s: typeof State.State) => ({ messages: [new AIMessage(s.note)] })).addEdge("hotels", "scribe")',
    {},
  ),
  further(
    "handed on by Send",
    '.addNode("scribe", async (s: { why: string }) => ({ messages: [new AIMessage(s.why)] })).addConditionalEdges("hotels", (s) => [new Send("scribe", { why: s.note })], ["scribe"])',
    {},
  ),
  further("chain as another node that gets the whole state", '.addNode("scribe", scribe).addEdge("hotels", "scribe")', {
    module: [
      'const scribe = ChatPromptTemplate.fromTemplate("Say it: {note}").pipe(model).pipe((m) => ({ messages: [m] }));',
    ],
  }),
  viaNote("tool in a worker", {
    module: [
      'const save = tool(async ({ text }: { text: string }) => text, { name: "save", description: "Saves.", schema: z.object({ text: z.string() }) });',
    ],
    workerBody: ["await save.invoke({ text: state.note });"],
  }),
  viaNote("store in a worker", { workerBody: ['await config.store?.put(["why"], "last", { text: state.note });'] }),
  viaNote("writer in a worker", { workerBody: ["config.writer?.(state.note);"] }),
  viaNote("interrupt in a worker", { workerBody: ["interrupt(state.note);"] }),
  viaNote("fetch in a worker", {
    workerBody: ['await fetch("https://example.org", { method: "POST", body: state.note });'],
  }),
  viaNote("whole state posted by a worker", {
    workerBody: ['await fetch("https://example.org", { method: "POST", body: JSON.stringify(state) });'],
  }),
  viaNote("whole state handed to an unknown function", {
    module: ["declare const inspect: (x: unknown) => void;"],
    workerBody: ["inspect(state);"],
  }),
  viaNote("whole state kept in an exported list", {
    module: ["export const states: unknown[] = [];"],
    workerBody: ["states.push(state);"],
  }),
  caller(
    "returned by an exported caller",
    "export async function why() { const answered = await graph.invoke({ messages: [] }); return answered.note; }",
  ),
  caller(
    "returned by an exported caller, destructured",
    "export const why = async () => { const { note } = await graph.invoke({ messages: [] }); return { note }; };",
  ),
  caller(
    "whole state returned by an exported caller",
    "export async function run() { return graph.invoke({ messages: [] }); }",
  ),
  caller(
    "whole state in an exported caller's object",
    "export async function run() { const state = await graph.invoke({ messages: [] }); return { state, at: 1 }; }",
  ),
  caller(
    "spread of the state in an exported caller",
    "export async function run() { const state = await graph.invoke({ messages: [] }); return { ...state, at: 1 }; }",
  ),
  caller(
    "rest of the state in an exported caller",
    "export async function run() { const { messages, ...others } = await graph.invoke({ messages: [] }); return others; }",
  ),
  caller(
    "whole state as JSON",
    'export async function run() { const state = await graph.invoke({ messages: [] }); await fetch("https://example.org", { method: "POST", body: JSON.stringify(state) }); }',
  ),
  caller("then()", "export const why = () => graph.invoke({ messages: [] }).then((s) => s.note);"),
  caller(
    "saved state",
    'export async function why() { const saved = await graph.getState({ configurable: { thread_id: "1" } }); return saved.values.note as string; }',
  ),
  caller(
    "saved state, values returned",
    'export async function why() { return (await graph.getState({ configurable: { thread_id: "1" } })).values; }',
  ),
  caller(
    "streamed values",
    'export async function* watch() { for await (const s of await graph.stream({ messages: [] }, { streamMode: "values" })) yield s.note; }',
  ),
  caller(
    "streamed updates",
    'export async function* watch() { for await (const part of await graph.stream({ messages: [] }, { streamMode: "updates" })) yield part; }',
  ),
  caller(
    "streamed updates, folded",
    "export async function fold() { const all: Record<string, unknown> = {}; for await (const part of await graph.stream({ messages: [] })) Object.assign(all, part); return all; }",
  ),
  caller(
    "printed by a command line",
    "const printed = await graph.invoke({ messages: [] });\nconsole.log(printed.note);",
  ),
  caller(
    "whole state printed by a command line",
    "const printed = await graph.invoke({ messages: [] });\nconsole.log(printed);",
  ),
  caller(
    "class that runs the graph",
    "export class Desk { async why() { const s = await graph.invoke({ messages: [] }); return s.note; } }",
  ),
  caller(
    "class that keeps the state",
    'export class Desk { note = ""; async run() { const s = await graph.invoke({ messages: [] }); this.note = s.note; } }',
  ),
  caller(
    "parent graph",
    'export const parent = new StateGraph(State).addNode("desk", graph).addEdge(START, "desk").addNode("tell", async (s: typeof State.State) => ({ messages: [new AIMessage(s.note)] })).addEdge("desk", "tell").compile();',
  ),
  caller(
    "node of a parent graph that runs it",
    'export const parent = new StateGraph(MessagesAnnotation).addNode("desk", async (s) => { const out = await graph.invoke({ messages: s.messages }); return { messages: [new AIMessage(out.note)] }; }).addEdge(START, "desk").compile();',
  ),
  caller(
    "tool that runs the graph",
    'export const desk = tool(async () => { const s = await graph.invoke({ messages: [] }); return s.note; }, { name: "desk", description: "Asks.", schema: z.object({}) });',
  ),
  caller("batch", "export const many = async () => (await graph.batch([{ messages: [] }])).map((s) => s.note);"),
];
