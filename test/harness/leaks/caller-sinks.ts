import type { LeakSink } from "./leak-sink.ts";

/** The dispatcher writes the channel `note`; module-level code after the graph shows it. */
const caller = (name: string, tail: string): LeakSink => ({
  name,
  needs: ["update"],
  leak: (value) => ({ channels: ["note: Annotation<string>()"], update: [["note", value]], tail: [tail] }),
});

/** Less usual ways to run the graph and to read what it gives. */
export const CALLER_SINKS: readonly LeakSink[] = [
  caller(
    "run with a config",
    'export const why = async () => (await graph.withConfig({ tags: ["x"] }).invoke({ messages: [] })).note;',
  ),
  caller(
    "run by a helper",
    "const runIt = (g: typeof graph) => g.invoke({ messages: [] });\nexport const why = async () => (await runIt(graph)).note;",
  ),
  caller(
    "run by an object that holds it",
    "class Runner { constructor(private readonly g: typeof graph) {} async why() { return (await this.g.invoke({ messages: [] })).note; } }\nexport const runner = new Runner(graph);",
  ),
  caller(
    "run by a bound method",
    "const runIt = graph.invoke.bind(graph);\nexport const why = async () => (await runIt({ messages: [] })).note;",
  ),
  caller(
    "piped on",
    "export const why = () => graph.pipe((s: typeof State.State) => s.note).invoke({ messages: [] });",
  ),
  caller(
    "last of the stream",
    'export async function last() { let kept: unknown; for await (const s of await graph.stream({ messages: [] }, { streamMode: "values" })) kept = s; return kept; }',
  ),
  caller(
    "stream collected",
    'export async function all() { const kept: unknown[] = []; for await (const s of await graph.stream({ messages: [] }, { streamMode: "values" })) kept.push(s); return kept; }',
  ),
  caller(
    "stream spread into an object",
    "export async function fold() { let all = {}; for await (const part of await graph.stream({ messages: [] })) all = { ...all, ...part }; return all; }",
  ),
  caller(
    "events",
    'export async function* watch() { for await (const e of graph.streamEvents({ messages: [] }, { version: "v2" })) yield e.data; }',
  ),
  caller(
    "history of the state",
    'export async function* past() { for await (const s of graph.getStateHistory({ configurable: { thread_id: "1" } })) yield s.values; }',
  ),
  caller(
    "kept in an exported Map",
    'export const answers = new Map<string, unknown>();\nexport async function run() { answers.set("last", await graph.invoke({ messages: [] })); }',
  ),
  caller(
    "handed to a callback",
    "export async function run(done: (s: unknown) => void) { done(await graph.invoke({ messages: [] })); }",
  ),
  caller(
    "then() of a callback",
    "export const run = (done: (s: unknown) => void) => void graph.invoke({ messages: [] }).then(done);",
  ),
  caller(
    "kept in a field that a method tells",
    "class Desk { #last: typeof State.State | undefined; async run() { this.#last = await graph.invoke({ messages: [] }); } tell() { return this.#last?.note; } }\nexport const desk = new Desk();",
  ),
  caller(
    "answered by a web server",
    'declare const app: { get(path: string, f: (q: unknown, a: { json(x: unknown): void }) => Promise<void>): void };\napp.get("/", async (_q, a) => { const s = await graph.invoke({ messages: [] }); a.json(s.note); });',
  ),
  caller(
    "answered as a Response",
    "export async function GET() { const s = await graph.invoke({ messages: [] }); return Response.json({ why: s.note }); }",
  ),
];
