import { describe, expect, it } from "vitest";
import { classOfPick, picked } from "../../harness/desk-text.ts";

const NEXT = `const d = await picker.invoke(s.messages);`;
const CH = { channels: `note: Annotation<string>(), bag: Annotation<any>(),` };
/** Worker `fares` puts this expression into its prompt. */
const shows = (expr: string, top = "") => ({
  ...CH,
  top,
  fares: `return { messages: [await worker.invoke(${expr})] };`,
});

describe("a text that leaks from a pick is never routing-only:", () => {
  it("through Object.assign to the update", () => {
    expect(classOfPick(`${NEXT} return Object.assign({ next: d.next }, { note: d.reason });`, shows("s.note"))).toBe(
      "mixed",
    );
  });

  it("through JSON and back", () => {
    expect(
      classOfPick(
        `${NEXT} const copy = JSON.parse(JSON.stringify(d)); return { next: copy.next, note: copy.reason };`,
        shows("s.note"),
      ),
    ).toBe("mixed");
  });

  it("through structuredClone", () => {
    expect(
      classOfPick(
        `${NEXT} const copy = structuredClone(d); return { next: copy.next, note: copy.reason };`,
        shows("s.note"),
      ),
    ).toBe("mixed");
  });

  it("through map and join", () => {
    expect(
      classOfPick(`${NEXT} return { next: d.next, note: [d].map((x) => x.reason).join() };`, shows("s.note")),
    ).toBe("mixed");
  });

  it("through for..in over the result", () => {
    expect(
      classOfPick(
        `${NEXT} let text = ""; for (const k in d) text += (d as any)[k]; return { next: d.next, note: text };`,
        shows("s.note"),
      ),
    ).not.toBe("routing-only");
  });

  it("through for..of over Object.entries", () => {
    expect(
      classOfPick(
        `${NEXT} let text = ""; for (const [k, v] of Object.entries(d)) text += k + v; return { next: d.next, note: text };`,
        shows("s.note"),
      ),
    ).not.toBe("routing-only");
  });

  it("through a computed key", () => {
    expect(
      classOfPick(`${NEXT} const key = "no" + "te"; return { next: d.next, [key]: d.reason };`, shows("s.note")),
    ).not.toBe("routing-only");
  });

  it("through a computed key known at run time only", () => {
    expect(
      classOfPick(`${NEXT} return { next: d.next, [s.messages[0].content as string]: d.reason };`, shows("s.note")),
    ).not.toBe("routing-only");
  });

  it("as a key: { [d.reason]: true }", () => {
    expect(
      classOfPick(`${NEXT} return { next: d.next, bag: { [d.reason]: true } };`, shows("Object.keys(s.bag).join()")),
    ).not.toBe("routing-only");
  });

  it("through a getter of a class", () => {
    const top = `class Picked { constructor(private readonly d: any) {} get next() { return this.d.next; } get why() { return this.d.reason; } }`;
    expect(
      classOfPick(`${NEXT} const p = new Picked(d); return { next: p.next, note: p.why };`, shows("s.note", top)),
    ).not.toBe("routing-only");
  });

  it("through a class's field and method", () => {
    const top = `class Memo { private last = ""; keep(x: string) { this.last = x; } show() { return this.last; } } const memo = new Memo();`;
    expect(classOfPick(`${NEXT} memo.keep(d.reason); return { next: d.next };`, shows("memo.show()", top))).not.toBe(
      "routing-only",
    );
  });

  it("through an own class whose method is named set", () => {
    const top = `import { send } from "./mail"; class Board { set(key: string, text: string) { send(text); } } const board = new Board();`;
    expect(classOfPick(`${NEXT} board.set("why", d.reason); return { next: d.next };`, { ...CH, top })).not.toBe(
      "routing-only",
    );
  });

  it("through an own logger that also sends", () => {
    const top = `import { send } from "./mail"; function logDecision(text: string) { console.log(text); send(text); }`;
    expect(classOfPick(`${NEXT} logDecision(d.reason); return { next: d.next };`, { ...CH, top })).not.toBe(
      "routing-only",
    );
  });

  it("through a function named audit that returns the text", () => {
    const top = `function auditDecision(text: string) { return "noted: " + text; }`;
    expect(
      classOfPick(`${NEXT} return { next: d.next, note: auditDecision(d.reason) };`, shows("s.note", top)),
    ).not.toBe("routing-only");
  });

  it("through a closure made for later", () => {
    const top = `let later = () => "";`;
    expect(classOfPick(`${NEXT} later = () => d.reason; return { next: d.next };`, shows("later()", top))).not.toBe(
      "routing-only",
    );
  });

  it("through a callback of the caller", () => {
    const top = `async function ask(s: S, done: (text: string) => void) { const d = await picker.invoke(s.messages); done(d.reason); return d.next; }`;
    expect(
      classOfPick(
        `let text = ""; const next = await ask(s, (t) => { text = t; }); return { next, note: text };`,
        shows("s.note", top),
      ),
    ).not.toBe("routing-only");
  });

  it("through a generator", () => {
    const top = `function* parts(d: any) { yield d.next; yield d.reason; }`;
    expect(
      classOfPick(`${NEXT} const [next, note] = [...parts(d)]; return { next, note };`, shows("s.note", top)),
    ).not.toBe("routing-only");
  });

  it("through .then into the update", () => {
    expect(
      classOfPick(`return picker.invoke(s.messages).then((d) => ({ next: d.next, note: d.reason }));`, shows("s.note")),
    ).toBe("mixed");
  });

  it("through an array's rest", () => {
    expect(
      classOfPick(
        `${NEXT} const [first, ...others] = [d.next, d.reason]; return { next: first, note: others.join() };`,
        shows("s.note"),
      ),
    ).not.toBe("routing-only");
  });

  it("through a Set", () => {
    expect(
      classOfPick(
        `${NEXT} const all = new Set<string>(); all.add(d.reason); return { next: d.next, note: [...all].join() };`,
        shows("s.note"),
      ),
    ).not.toBe("routing-only");
  });

  it("through a WeakMap keyed by the state", () => {
    const top = `const kept = new WeakMap<object, string>();`;
    expect(
      classOfPick(`${NEXT} kept.set(config, d.reason); return { next: d.next };`, {
        ...CH,
        top,
        fares: `return { messages: [await worker.invoke(kept.get(s as any)!)] };`,
      }),
    ).not.toBe("routing-only");
  });

  it("through globalThis", () => {
    expect(
      classOfPick(
        `${NEXT} (globalThis as any).why = d.reason; return { next: d.next };`,
        shows("(globalThis as any).why"),
      ),
    ).not.toBe("routing-only");
  });

  it("through a pushed message of the state", () => {
    expect(classOfPick(`${NEXT} s.messages.push(new AIMessage(d.reason)); return { next: d.next };`, CH)).not.toBe(
      "routing-only",
    );
  });

  it("through a thrown error's text that is caught and shown", () => {
    expect(
      classOfPick(
        `${NEXT} let note = ""; try { if (d.next === "done") throw new Error(d.reason); } catch (e: any) { note = e.message; } return { next: d.next, note };`,
        shows("s.note"),
      ),
    ).not.toBe("routing-only");
  });

  it("through String.raw and other tagged templates", () => {
    expect(
      classOfPick(
        "const d = await picker.invoke(s.messages); return { next: d.next, note: String.raw`${d.reason}` };",
        shows("s.note"),
      ),
    ).not.toBe("routing-only");
  });

  it("through a Proxy", () => {
    expect(
      classOfPick(`${NEXT} const p = new Proxy(d, {}); return { next: p.next, note: p.reason };`, shows("s.note")),
    ).not.toBe("routing-only");
  });

  it("through Reflect.get", () => {
    expect(classOfPick(`${NEXT} return { next: d.next, note: Reflect.get(d, "reason") };`, shows("s.note"))).not.toBe(
      "routing-only",
    );
  });

  it("through a function's this", () => {
    const top = `function why(this: any) { return this.reason; }`;
    expect(classOfPick(`${NEXT} return { next: d.next, note: why.call(d) };`, shows("s.note", top))).not.toBe(
      "routing-only",
    );
  });

  it("through a rest parameter", () => {
    const top = `const joined = (...xs: string[]) => xs.join();`;
    expect(classOfPick(`${NEXT} return { next: d.next, note: joined("a", d.reason) };`, shows("s.note", top))).not.toBe(
      "routing-only",
    );
  });

  it("through an unknown function of another package", () => {
    const top = `import { shout } from "shouting";`;
    expect(classOfPick(`${NEXT} return { next: d.next, note: shout(d.reason) };`, shows("s.note", top))).not.toBe(
      "routing-only",
    );
  });

  it("through an unknown function that keeps it", () => {
    const top = `import { remember } from "memory-lane";`;
    expect(classOfPick(`${NEXT} remember(d.reason); return { next: d.next };`, { ...CH, top })).not.toBe(
      "routing-only",
    );
  });

  it("through an export of the module", () => {
    const top = `export let lastWhy = "";`;
    expect(classOfPick(`${NEXT} lastWhy = d.reason; return { next: d.next };`, { ...CH, top })).not.toBe(
      "routing-only",
    );
  });

  it("through a switch's case that builds a text", () => {
    expect(
      classOfPick(
        `${NEXT} let note = ""; switch (d.next) { case "fares": note = "price: " + d.reason; } return { next: d.next, note };`,
        shows("s.note"),
      ),
    ).not.toBe("routing-only");
  });

  it("through the length of a text that people see", () => {
    expect(
      classOfPick(`${NEXT} return { next: d.next, messages: [new AIMessage(String(d.reason.length))] };`, CH),
    ).not.toBe("routing-only");
  });

  it("through the comma operator, void 0 aside", () => {
    expect(
      classOfPick(`${NEXT} let note = ""; return (note = d.reason), { next: d.next, note };`, shows("s.note")),
    ).not.toBe("routing-only");
  });

  it("through a default parameter", () => {
    const top = `function build(d: any, note = d.reason) { return { next: d.next, note }; }`;
    expect(classOfPick(`${NEXT} return build(d);`, shows("s.note", top))).not.toBe("routing-only");
  });

  it("through an async iterator of own making", () => {
    const top = `async function* each(d: any) { yield { text: d.reason }; }`;
    expect(
      classOfPick(
        `${NEXT} let note = ""; for await (const p of each(d)) note += p.text; return { next: d.next, note };`,
        shows("s.note", top),
      ),
    ).not.toBe("routing-only");
  });

  it("through reduce", () => {
    expect(
      classOfPick(
        `${NEXT} return { next: d.next, note: Object.values(d).reduce((a: string, b: any) => a + b, "") };`,
        shows("s.note"),
      ),
    ).not.toBe("routing-only");
  });

  it("through a promise resolved elsewhere", () => {
    const top = `let give: (x: string) => void; const got = new Promise<string>((r) => { give = r; });`;
    expect(classOfPick(`${NEXT} give(d.reason); return { next: d.next };`, shows("await got", top))).not.toBe(
      "routing-only",
    );
  });

  it("through an event emitter of node", () => {
    const top = `import { EventEmitter } from "node:events"; const bus = new EventEmitter(); let last = ""; bus.on("why", (t) => { last = t; });`;
    expect(classOfPick(`${NEXT} bus.emit("why", d.reason); return { next: d.next };`, shows("last", top))).not.toBe(
      "routing-only",
    );
  });

  it("through AsyncLocalStorage", () => {
    const top = `import { AsyncLocalStorage } from "node:async_hooks"; const als = new AsyncLocalStorage<any>();`;
    expect(
      classOfPick(`${NEXT} als.getStore().why = d.reason; return { next: d.next };`, shows("als.getStore().why", top)),
    ).not.toBe("routing-only");
  });

  it("through a file", () => {
    const top = `import fs from "node:fs";`;
    expect(
      classOfPick(`${NEXT} fs.writeFileSync("/tmp/why", d.reason); return { next: d.next };`, { ...CH, top }),
    ).not.toBe("routing-only");
  });

  it("through process.env", () => {
    expect(
      classOfPick(`${NEXT} process.env.WHY = d.reason; return { next: d.next };`, shows("process.env.WHY")),
    ).not.toBe("routing-only");
  });

  it("through process.stdout", () => {
    expect(classOfPick(`${NEXT} process.stdout.write(d.reason); return { next: d.next };`, CH)).not.toBe(
      "routing-only",
    );
  });

  it("through a prompt template fed with the whole state", () => {
    const top = `const ask = ChatPromptTemplate.fromMessages([["system", "Mind: {note}"]]).pipe(worker);`;
    expect(
      classOfPick(`${NEXT} return { next: d.next, note: d.reason };`, {
        ...CH,
        top,
        fares: `return { messages: [await ask.invoke(s)] };`,
      }),
    ).toBe("mixed");
  });

  it("through a sub-graph that gets the state", () => {
    const top = `const sub = new StateGraph(State).addNode("w", async (s: S) => ({ messages: [await worker.invoke(s.note)] })).addEdge(START, "w").compile();`;
    expect(
      classOfPick(`${NEXT} return { next: d.next, note: d.reason };`, { ...CH, top, fares: `return sub.invoke(s);` }),
    ).toBe("mixed");
  });

  it("through a helper that gets the whole state", () => {
    const top = `const promptOf = (state: S) => "Mind: " + state.note;`;
    expect(classOfPick(`${NEXT} return { next: d.next, note: d.reason };`, { ...shows("promptOf(s)", top) })).toBe(
      "mixed",
    );
  });

  it("through a reducer of the channel that renders a list", () => {
    const parts = {
      channels: `log: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }),`,
      fares: `return { messages: [await worker.invoke(s.log.at(-1)!)] };`,
    };
    expect(classOfPick(`${NEXT} return { next: d.next, log: [d.reason] };`, parts)).toBe("mixed");
  });

  it("and is never to be rewritten on any of these ways", () => {
    expect(picked(`${NEXT} return { next: d.next, note: d.reason };`, shows("s.note")).replaceability).not.toBe(
      "rewrite",
    );
  });
});
