import { describe, expect, it } from "vitest";
import { analysisOf, initializer, valueOfX } from "../../../harness/analysis-of.ts";

describe("values of constants", () => {
  it("texts, numbers, booleans and nothing", () => {
    expect(valueOfX(`const x = ["a", 1, true, false, null, undefined];`)).toEqual([
      "a",
      1,
      true,
      false,
      null,
      undefined,
    ]);
  });

  it("through names, casts and as const", () => {
    expect(
      valueOfX(`const a = "v" as const; const b = (a satisfies string)!; const x = <string>(b as unknown as string);`),
    ).toBe("v");
  });

  it("sums and templates of constants", () => {
    expect(valueOfX("const p = 'a'; const x = [p + '_b', `${p}-c-${p}`];")).toEqual(["a_b", "a-c-a"]);
  });

  it("a template with a part that is not constant is unknown", () => {
    expect(valueOfX("declare const q: string; const x = `a-${q}`;")).toBe("<unknown>");
  });

  it("members of an enum, of an object and of a nested object", () => {
    expect(
      valueOfX(
        `enum E { A = "a", B = "b" } const o = { k: "v", in: { deep: "w" } }; const x = [E.A, E["B"], o.k, o.in.deep, o["k"]];`,
      ),
    ).toEqual(["a", "b", "v", "w", "v"]);
  });

  it("both sides of ?:, ?? and ||", () => {
    expect(valueOfX(`declare const c: boolean; const x = c ? "a" : "b";`)).toEqual({ or: ["a", "b"] });
    expect(valueOfX(`const n = null; const x = n ?? "b";`)).toBe("b");
    expect(valueOfX(`const x = "" || "b";`)).toEqual({ or: ["", "b"] });
  });

  it("every assignment to a let", () => {
    expect(valueOfX(`let a = "1"; function f() { a = "2"; } const x = a;`)).toEqual({ or: ["1", "2"] });
  });

  it("never a later assignment for a const", () => {
    expect(valueOfX(`const a = "1"; const x = a;`)).toBe("1");
  });

  it("static and instance fields of a class", () => {
    expect(
      valueOfX(`class C { static S = "s"; f = "f"; readonly g = "g"; } const c = new C(); const x = [C.S, c.f, c.g];`),
    ).toEqual(["s", "f", "g"]);
  });

  it("fields assigned in the constructor", () => {
    expect(valueOfX(`class C { name; constructor() { this.name = "n"; } } const x = new C().name;`)).toBe("n");
  });

  it("constants of other files, through barrels and namespaces", () => {
    expect(
      valueOfX({
        "c.ts": `export const A = "a"; export default "d";`,
        "b.ts": `export * from "./c"; export { A as B } from "./c";`,
        "a.ts": `import { A, B } from "./b"; import * as all from "./c"; import d from "./c"; const x = [A, B, all.A, d];`,
      }),
    ).toEqual(["a", "a", "a", "d"]);
  });

  it("a union of literal types where no value is known", () => {
    const analysis = analysisOf(`declare const q: "a" | "b"; const x = q;`);
    expect(analysis.values.texts(initializer(analysis, "x"))).toEqual({ texts: ["a", "b"], complete: true });
  });

  it("START and END of the framework", () => {
    expect(valueOfX(`import { START, END } from "@langchain/langgraph"; const x = [START, END];`)).toEqual([
      "__start__",
      "__end__",
    ]);
  });
});

describe("values of arrays", () => {
  it("with spreads", () => {
    expect(valueOfX(`const a = ["1", "2"]; const x = [...a, "3", ...["4"]];`)).toEqual(["1", "2", "3", "4"]);
  });

  it("with a spread under a flag", () => {
    expect(valueOfX(`declare const f: boolean; const x = ["1", ...(f ? ["2"] : [])];`)).toEqual(["1", "2"]);
  });

  it("with a spread of something unknown stay open", () => {
    expect(valueOfX(`declare const u: string[]; const x = ["1", ...u];`)).toEqual(["1", "…"]);
  });

  it("with what push and unshift add, also under flags and in functions", () => {
    expect(
      valueOfX(
        `const a: string[] = ["1"]; if (Math.random() > 1) a.push("2", "3"); function f() { a.unshift("4"); } a.push(...["5"]); const x = a;`,
      ),
    ).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("through map with an inline function, a named one and an index", () => {
    expect(
      valueOfX(
        `const up = (s: string) => s + "!"; const a = ["1", "2"]; const x = [a.map((s) => "n" + s), a.map(up)];`,
      ),
    ).toEqual([
      ["n1", "n2"],
      ["1!", "2!"],
    ]);
  });

  it("through concat, flat, slice, filter, reverse and sort keep the elements", () => {
    expect(valueOfX(`const x = [["a"], ["b"]].flat().concat(["c"], "d").filter(Boolean).slice();`)).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
  });

  it("by a constant index and by at", () => {
    expect(valueOfX(`const a = ["p", "q"]; const x = a[1];`)).toBe("q");
    expect(valueOfX(`const a = ["p", "q"]; const x = a.at(0);`)).toEqual({ or: ["p", "q"] });
  });

  it("by an unknown index are any of the elements", () => {
    expect(valueOfX(`declare const i: number; const a = ["p", "q"]; const x = a[i];`)).toEqual({ or: ["p", "q"] });
  });

  it("by destructuring, with a rest and a default", () => {
    expect(valueOfX(`const [p, , q = "d"] = ["1", "2", "3"]; const x = [p, q];`)).toMatchObject([
      "1",
      { or: ["3", "d"] },
    ]);
  });

  it("of Object.keys, values and entries", () => {
    expect(
      valueOfX(`const o = { a: "1", b: "2" }; const x = [Object.keys(o), Object.values(o), Object.entries(o)];`),
    ).toEqual([
      ["a", "b"],
      ["1", "2"],
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ]);
  });

  it("of an enum's values", () => {
    expect(valueOfX(`enum E { A = "a", B = "b" } const x = Object.values(E);`)).toEqual(["a", "b"]);
  });

  it("of Array.from with a mapper and of Promise.all", () => {
    expect(valueOfX(`const x = Array.from(["1"], (s) => s + "!");`)).toEqual(["1!"]);
    expect(valueOfX(`async function f() { const x = await Promise.all(["1", "2"]); }`)).toEqual(["1", "2"]);
  });

  it("of the elements that for..of gives its variable", () => {
    expect(valueOfX(`for (const n of ["a", "b"]) { const x = n; }`)).toEqual({ or: ["a", "b"] });
  });
});

describe("values of objects", () => {
  it("entries, with spreads and the last one winning", () => {
    expect(valueOfX(`const base = { a: "1", b: "2" }; const o = { ...base, b: "3" }; const x = [o.a, o.b];`)).toEqual([
      "1",
      "3",
    ]);
  });

  it("by computed keys of constants", () => {
    expect(valueOfX(`const K = "key"; const o = { [K]: "v" }; const x = o.key;`)).toBe("v");
  });

  it("by an unknown key are any of the values", () => {
    expect(valueOfX(`declare const k: string; const o = { a: "1", b: "2" } as any; const x = o[k];`)).toEqual({
      or: ["1", "2"],
    });
  });

  it("made with fromEntries over a map", () => {
    expect(
      valueOfX(
        `const o = Object.fromEntries(["a", "b"].map((n) => [n, n + "!"])) as any; const x = [o.a, Object.keys(o)];`,
      ),
    ).toEqual(["a!", ["a", "b"]]);
  });

  it("spread from fromEntries", () => {
    expect(
      valueOfX(`const o = { ...Object.fromEntries([["a", "1"]]), b: "2" } as any; const x = Object.keys(o);`),
    ).toEqual(["a", "b"]);
  });

  it("by destructuring with a new name and a default", () => {
    expect(valueOfX(`const { a: p, b = "d" } = { a: "1" } as any; const x = [p, b];`)).toEqual(["1", "d"]);
  });

  it("kept in a Map by its constructor and by set", () => {
    expect(
      valueOfX(`const m = new Map([["a", "1"]]); m.set("b", "2"); declare const k: string; const x = m.get(k);`),
    ).toEqual({ or: ["2", "1"] });
  });
});

describe("values of calls", () => {
  it("are what the function returns, with the arguments bound", () => {
    expect(valueOfX(`function f(a: string, b = "d") { return a + b; } const x = f("1", "2");`)).toBe("12");
  });

  it("are all returns of a function", () => {
    expect(valueOfX(`function f(c: any) { if (c) return "1"; return "2"; } const x = f(0);`)).toEqual({
      or: ["1", "2"],
    });
  });

  it("of a function that returns a function", () => {
    expect(valueOfX(`const outer = (a: string) => (b: string) => a + b; const x = outer("1")("2");`)).toBe("12");
  });

  it("of a method of a class and of an object", () => {
    expect(
      valueOfX(
        `class C { m() { return "1"; } static s() { return "2"; } } const o = { f: () => "3" }; const x = [new C().m(), C.s(), o.f()];`,
      ),
    ).toEqual(["1", "2", "3"]);
  });

  it("of an object parameter, destructured", () => {
    expect(valueOfX(`const f = ({ name }: { name: string }) => name; const x = f({ name: "n" });`)).toBe("n");
  });

  it("of an async function, awaited", () => {
    expect(valueOfX(`async function f() { return "1"; } async function g() { const x = await f(); }`)).toBe("1");
  });

  it("of a function that calls itself end", () => {
    expect(valueOfX(`function f(n: number): string { return n ? f(n - 1) : "end"; } const x = f(3);`)).toMatchObject({
      or: expect.arrayContaining(["end"]),
    });
  });

  it("of a function that nobody knows are made", () => {
    expect(valueOfX(`import { f } from "elsewhere"; const x = f("1");`)).toBe("<made>");
  });

  it("give a parameter the arguments of its callers", () => {
    expect(valueOfX(`function f(a: string) { const x = a; } f("1"); f("2");`)).toEqual({ or: ["1", "2"] });
  });

  it("give a parameter without known callers something unknown", () => {
    expect(valueOfX(`export function f(a: string) { const x = a; }`)).toBe("<unknown>");
  });

  it("give a callback's parameter the elements of the array", () => {
    expect(valueOfX(`["a", "b"].forEach((n) => { const x = n; });`)).toEqual({ or: ["a", "b"] });
  });
});

describe("values that go in circles", () => {
  it("end as unknown", () => {
    expect(valueOfX(`let a = b; let b = a; const x = a;`)).toBeDefined();
    expect(valueOfX(`const o = { get a() { return o.a; } }; const x = o.a;`)).toBeDefined();
  });

  it("are capped in number", () => {
    const analysis = analysisOf(
      `const a = ${JSON.stringify(Array.from({ length: 500 }, (_, i) => `v${i}`))}; declare const i: number; const x = a[i];`,
    );
    expect(analysis.values.of(initializer(analysis, "x")).length).toBeLessThanOrEqual(64);
  });
});
