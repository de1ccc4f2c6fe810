import type { Carrier } from "./carrier.ts";
import { declared, inline, local } from "./carrier-builders.ts";

const EVENTS = 'import { EventEmitter } from "node:events";';

/** Ways through promises, timers, events and errors. */
export const ASYNC_CARRIERS: readonly Carrier[] = [
  inline("Promise.race", (v) => `(await Promise.race([Promise.resolve(${v})]))`),
  inline("Promise.any", (v) => `(await Promise.any([Promise.resolve(${v})]))`),
  inline(
    "Promise.allSettled",
    (v) =>
      `(await Promise.allSettled([Promise.resolve(${v})])).map((x) => (x.status === "fulfilled" ? x.value : "")).join()`,
  ),
  inline("then() with two handlers", (v) => `(await Promise.reject(${v}).then(() => "", (e) => String(e)))`),
  inline("then() without a handler", (v) => `(await Promise.resolve(${v}).then())`),
  inline(
    "reject()",
    (v) => `(await new Promise<string>((_done, fail) => fail(new Error(${v}))).catch((e: Error) => e.message))`,
  ),
  local("rejection awaited", (v, k) => [
    `let ${k} = "";`,
    `try { await Promise.reject(new Error(${v})); } catch (e) { ${k} = (e as Error).message; }`,
  ]),
  local(
    "deferred",
    (v, k) => [
      `let ${k}done: (s: string) => void = () => undefined;`,
      `const ${k} = new Promise<string>((r) => { ${k}done = r; });`,
      `${k}done(${v});`,
    ],
    (k) => `(await ${k})`,
  ),
  local("queueMicrotask", (v, k) => [
    `let ${k} = "";`,
    `await new Promise<void>((done) => queueMicrotask(() => { ${k} = ${v}; done(); }));`,
  ]),
  local("closure of setTimeout", (v, k) => [
    `let ${k} = "";`,
    `await new Promise<void>((done) => setTimeout(() => { ${k} = ${v}; done(); }, 0));`,
  ]),
  local("then() that assigns", (v, k) => [`let ${k} = "";`, `await Promise.resolve(${v}).then((x) => { ${k} = x; });`]),
  local("async function in place", (v, k) => [`let ${k} = "";`, `await (async () => { ${k} = ${v}; })();`]),
  {
    name: "event emitter",
    carry: (v, n) => ({
      module: [EVENTS.replace("EventEmitter }", `EventEmitter as Emitter${n} }`)],
      body: [
        `const bus${n} = new Emitter${n}();`,
        `let kept${n} = "";`,
        `bus${n}.on("why", (x: string) => { kept${n} = x; });`,
        `bus${n}.emit("why", ${v});`,
      ],
      value: `kept${n}`,
    }),
  },
  local("event target", (v, k) => [
    `const ${k}t = new EventTarget();`,
    `let ${k} = "";`,
    `${k}t.addEventListener("why", (e) => { ${k} = (e as CustomEvent<string>).detail; });`,
    `${k}t.dispatchEvent(new CustomEvent("why", { detail: ${v} }));`,
  ]),
  local("abort reason", (v, k) => [
    `const ${k}c = new AbortController();`,
    `${k}c.abort(${v});`,
    `const ${k} = String(${k}c.signal.reason);`,
  ]),
  local("stream", (v, k) => [
    `let ${k} = "";`,
    `for await (const x of new ReadableStream<string>({ start(c) { c.enqueue(${v}); c.close(); } })) ${k} += x;`,
  ]),
  local("async iterator by hand", (v, k) => [
    `const ${k}i = { async *[Symbol.asyncIterator]() { yield ${v}; } };`,
    `let ${k} = "";`,
    `for await (const x of ${k}i) ${k} += x;`,
  ]),
  local("value sent to a generator", (v, k) => [
    `const ${k}g = (function* (): Generator<string, void, string> { const x = yield ""; yield x; })();`,
    `${k}g.next();`,
    `const ${k} = String(${k}g.next(${v}).value);`,
  ]),
  declared(
    "async generator of the module",
    (c) =>
      `async function* ${c}g(x: string) { yield x; }\nconst ${c} = async (x: string) => { let all = ""; for await (const y of ${c}g(x)) all += y; return all; };`,
    (v, c) => `(await ${c}(${v}))`,
  ),
  declared(
    "thrown by a helper",
    (c) =>
      `function ${c}f(x: string): never { throw new Error(x); }\nconst ${c} = (x: string) => { try { return ${c}f(x); } catch (e) { return (e as Error).message; } };`,
    (v, c) => `${c}(${v})`,
  ),
  local("thrown by a helper, caught here", (v, k) => [
    `const ${k}f = (x: string) => { throw new Error(x); };`,
    `let ${k} = "";`,
    `try { ${k}f(${v}); } catch (e) { ${k} = (e as Error).message; }`,
  ]),
  local("thrown by a closure, caught here", (v, k) => [
    `const ${k}f = () => { throw new Error(${v}); };`,
    `let ${k} = "";`,
    `try { ${k}f(); } catch (e) { ${k} = (e as Error).message; }`,
  ]),
  local("thrown in a callback", (v, k) => [
    `let ${k} = "";`,
    `try { [${v}].forEach((x) => { throw new Error(x); }); } catch (e) { ${k} = (e as Error).message; }`,
  ]),
  local("rejected by an async closure", (v, k) => [
    `const ${k}f = async () => { throw new Error(${v}); };`,
    `const ${k} = await ${k}f().catch((e: Error) => e.message);`,
  ]),
  {
    name: "field of an own error",
    carry: (v, n) => ({
      module: [`class Halt${n} extends Error { constructor(readonly why: string) { super("x"); } }`],
      body: [`let kept${n} = "";`, `try { throw new Halt${n}(${v}); } catch (e) { kept${n} = (e as Halt${n}).why; }`],
      value: `kept${n}`,
    }),
  },
  inline("toString() of an error", (v) => `new Error(${v}).toString()`),
  inline("stack of an error", (v) => `(new Error(${v}).stack ?? "")`),
  inline("error in a text", (v) => `\`\${new Error(${v})}\``),
  inline("aggregate error", (v) => `new AggregateError([new Error(${v})]).errors.map(String).join()`),
];
