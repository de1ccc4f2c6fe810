import type { LeakSink } from "./leak-sink.ts";

/** A statement right after the model has answered, with declarations that it needs. */
const statement = (
  name: string,
  body: (value: string) => string,
  module: readonly string[] = [],
  tail: readonly string[] = [],
): LeakSink => ({ name, needs: [], leak: (value) => ({ module, body: [`${body(value)};`], tail }) });

/** Sinks in browsers, servers and processes, and what other modules can reach through a second name. */
export const OUTSIDE_SINKS: readonly LeakSink[] = [
  statement("res.json", (v) => `res.json({ why: ${v} })`, [
    "declare const res: { json(x: unknown): void; write(x: string): void };",
  ]),
  statement("server-sent event", (v) => `events.write(\`data: \${${v}}\\n\\n\`)`, [
    "declare const events: { write(x: string): void };",
  ]),
  statement("response header", (v) => `headers.set("x-why", ${v})`, ["declare const headers: Headers;"]),
  statement("websocket", (v) => `socket.send(${v})`, ["declare const socket: WebSocket;"]),
  statement("localStorage", (v) => `localStorage.setItem("why", ${v})`),
  statement("field of localStorage", (v) => `localStorage["why"] = ${v}`),
  statement("title of the page", (v) => `document.title = ${v}`),
  statement("element of the page", (v) => `document.body.innerHTML = ${v}`),
  statement("postMessage", (v) => `channel.postMessage(${v})`, ['const channel = new BroadcastChannel("why");']),
  statement("history of the browser", (v) => `history.pushState({}, "", ${v})`),
  statement("file, at once", (v) => `writeFileSync("why.txt", ${v})`, ['import { writeFileSync } from "node:fs";']),
  statement("argument of a process", (v) => `execFile("echo", [${v}])`, [
    'import { execFile } from "node:child_process";',
  ]),
  statement(
    "closure of setTimeout that posts",
    (v) => `setTimeout(() => { void fetch("https://example.org", { method: "POST", body: ${v} }); }, 0)`,
  ),
  statement(
    "closure of queueMicrotask that posts",
    (v) => `queueMicrotask(() => { void fetch("https://example.org", { method: "POST", body: ${v} }); })`,
  ),
  statement(
    "closure in an array that posts",
    (v) => `[1].forEach(() => void fetch("https://example.org", { method: "POST", body: ${v} }))`,
  ),
  statement("module to load", (v) => `await import(${v})`),
  statement("code to run", (v) => `new Function(${v})()`),
  statement("optional call", (v) => `tell?.(${v})`, ["declare const tell: ((s: string) => void) | undefined;"]),
  statement("method by a computed name", (v) => `client["se" + "nd"]!(${v})`, [
    "declare const client: Record<string, (s: string) => void>;",
  ]),
  statement("call()", (v) => `tell.call(null, ${v})`, ["declare const tell: (s: string) => void;"]),
  statement("apply()", (v) => `tell.apply(null, [${v}])`, ["declare const tell: (s: string) => void;"]),
  statement("bound", (v) => `tell.bind(null, ${v})()`, ["declare const tell: (s: string) => void;"]),
  statement("Reflect.apply", (v) => `Reflect.apply(tell, null, [${v}])`, ["declare const tell: (s: string) => void;"]),
  statement("callback of a stranger", (v) => `[${v}].forEach(tell)`, ["declare const tell: (s: string) => void;"]),
  statement("then() of a stranger", (v) => `await Promise.resolve(${v}).then(tell)`, [
    "declare const tell: (s: string) => void;",
  ]),
  statement("field of a stranger's object", (v) => `session.why = ${v}`, ["declare const session: { why: string };"]),
  statement("field of what a stranger gives", (v) => `open().why = ${v}`, [
    "declare const open: () => { why: string };",
  ]),
  statement("list of what a stranger gives", (v) => `open().push(${v})`, ["declare const open: () => string[];"]),
  statement("Object.assign into a stranger's object", (v) => `Object.assign(session, { why: ${v} })`, [
    "declare const session: { why: string };",
  ]),
  statement("alias of an exported list", (v) => `mine.push(${v})`, [
    "export const reasons: string[] = [];",
    "const mine = reasons;",
  ]),
  statement("alias of an exported object", (v) => `mine.why = ${v}`, [
    'export const box = { why: "" };',
    "const mine = box;",
  ]),
  statement("list in an exported object", (v) => `list.push(${v})`, [
    "export const box = { list: [] as string[] };",
    "const { list } = box;",
  ]),
  statement("exported list by a function", (v) => `all().push(${v})`, [
    "export const reasons: string[] = [];",
    "const all = () => reasons;",
  ]),
  statement(
    "list exported in an object later",
    (v) => `all.push(${v})`,
    ["const all: string[] = [];"],
    ["export const view = { all };"],
  ),
  statement(
    "list in a default export",
    (v) => `all.push(${v})`,
    ["const all: string[] = [];"],
    ["export default { all };"],
  ),
  statement("static field of an exported class", (v) => `Desk.last = ${v}`, [
    'export class Desk { static last = ""; }',
  ]),
  statement("field of an exported function", (v) => `Object.assign(ask, { why: ${v} })`),
  statement("exported Set", (v) => `reasons.add(${v})`, ["export const reasons = new Set<string>();"]),
  statement("exported WeakMap", (v) => `reasons.set(key, ${v})`, [
    "export const key = {};",
    "export const reasons = new WeakMap<object, string>();",
  ]),
  statement("listeners in a Map", (v) => `for (const tell of listeners.values()) tell(${v})`, [
    "const listeners = new Map<string, (s: string) => void>();",
    "export const onReason = (id: string, f: (s: string) => void) => void listeners.set(id, f);",
  ]),
  statement("listener in an object", (v) => `hooks.tell?.(${v})`, [
    "export const hooks: { tell?: (s: string) => void } = {};",
  ]),
  statement("listener of a constructor", (v) => `desk.tell(${v})`, [
    "export class Teller { constructor(private readonly listen: (s: string) => void) {} tell(x: string) { this.listen(x); } }",
    "declare const desk: Teller;",
  ]),
];
