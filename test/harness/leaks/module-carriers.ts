import type { Carrier } from "./carrier.ts";
import { declared } from "./carrier-builders.ts";

/** Ways through functions and variables of the module. */
export const MODULE_CARRIERS: readonly Carrier[] = [
  declared(
    "helper function",
    (c) => `function ${c}(x: string) { return x.trim(); }`,
    (v, c) => `${c}(${v})`,
  ),
  declared(
    "arrow helper",
    (c) => `const ${c} = (x: string) => \`\${x}\`;`,
    (v, c) => `${c}(${v})`,
  ),
  declared(
    "helper with options",
    (c) => `const ${c} = ({ text, max = 9 }: { text: string; max?: number }) => text.slice(0, max);`,
    (v, c) => `${c}({ text: ${v} })`,
  ),
  declared(
    "async helper",
    (c) => `async function ${c}(x: string) { await Promise.resolve(); return x; }`,
    (v, c) => `(await ${c}(${v}))`,
  ),
  declared(
    "generic helper",
    (c) => `function ${c}<T>(x: T): T { return x; }`,
    (v, c) => `${c}(${v})`,
  ),
  declared(
    "overwritten parameter",
    (c) => `function ${c}(x: string, y = "") { y = x; return y; }`,
    (v, c) => `${c}(${v})`,
  ),
  declared(
    "early return in a helper",
    (c) => `function ${c}(x: string) { if (!x) return ""; return x; }`,
    (v, c) => `${c}(${v})`,
  ),
  declared(
    "helper of a helper",
    (c) => `const ${c}a = (x: string) => x + "!";\nconst ${c} = (x: string) => ${c}a(${c}a(x));`,
    (v, c) => `${c}(${v})`,
  ),
  declared(
    "recursive helper",
    (c) => `function ${c}(x: string, n: number): string { return n === 0 ? x : ${c}(x, n - 1); }`,
    (v, c) => `${c}(${v}, 2)`,
  ),
  declared(
    "rest parameter",
    (c) => `const ${c} = (...xs: string[]) => xs.join(" ");`,
    (v, c) => `${c}("a", ${v})`,
  ),
  declared(
    "callback",
    (c) => `const ${c} = (f: () => string) => f();`,
    (v, c) => `${c}(() => ${v})`,
  ),
  declared(
    "callback with an argument",
    (c) => `const ${c} = (x: string, f: (s: string) => string) => f(x);`,
    (v, c) => `${c}(${v}, (s) => s + "!")`,
  ),
  declared(
    "continuation",
    (c) => `function ${c}(x: string, done: (s: string) => void) { done(x); }`,
    (v, c) => `(() => { let got = ""; ${c}(${v}, (s) => { got = s; }); return got; })()`,
  ),
  declared(
    "function from a factory",
    (c) => `const ${c} = (prefix: string) => (x: string) => prefix + x;`,
    (v, c) => `${c}("a")(${v})`,
  ),
  declared(
    "partial application of the value",
    (c) => `const ${c} = (x: string) => () => x;`,
    (v, c) => `${c}(${v})()`,
  ),
  declared(
    "table of functions",
    (c) => `const ${c} = { shorten: (x: string) => x.slice(0, 9) };`,
    (v, c) => `${c}.shorten(${v})`,
  ),
  declared(
    "function from a computed key",
    (c) => `const ${c}: Record<string, (x: string) => string> = { a: (x) => x };`,
    (v, c) => `${c}["a".trim()]!(${v})`,
  ),
  declared(
    "function in an array",
    (c) => `const ${c} = [(x: string) => x];`,
    (v, c) => `${c}.reduce((x, f) => f(x), ${v})`,
  ),
  declared(
    "writes into an object handed over",
    (c) => `function ${c}(into: { why: string }, x: string) { into.why = x; }`,
    (v, c) => `(() => { const o = { why: "" }; ${c}(o, ${v}); return o.why; })()`,
  ),
  declared(
    "generator function",
    (c) => `function* ${c}(x: string) { yield "a"; yield x; }`,
    (v, c) => `[...${c}(${v})].join()`,
  ),
  declared(
    "delegating generator",
    (c) => `function* ${c}(x: string) { yield* [x]; }`,
    (v, c) => `[...${c}(${v})].join()`,
  ),
  declared(
    "value returned by a generator",
    (c) => `function* ${c}(x: string) { yield 1; return x; }`,
    (v, c) => `(() => { const g = ${c}(${v}); g.next(); return String(g.next().value); })()`,
  ),
  declared(
    "module variable",
    (c) => `let ${c} = "";\nconst ${c}set = (x: string) => { ${c} = x; };`,
    (v, c) => `(${c}set(${v}), ${c})`,
  ),
  declared(
    "memo in a Map",
    (c) =>
      `const ${c}m = new Map<string, string>();\nconst ${c} = (x: string) => { if (!${c}m.has("k")) ${c}m.set("k", x); return ${c}m.get("k")!; };`,
    (v, c) => `${c}(${v})`,
  ),
  declared(
    "destructured parameter",
    (c) => `const ${c} = ([x]: string[]) => x!;`,
    (v, c) => `${c}([${v}])`,
  ),
  declared(
    "namespace object",
    (c) => `namespace ${c} { export const tell = (x: string) => x; }`,
    (v, c) => `${c}.tell(${v})`,
  ),
  declared(
    "lambda of a type parameter",
    (c) => `const ${c} = <T extends { why: string }>(x: T) => x.why;`,
    (v, c) => `${c}({ why: ${v} })`,
  ),
  declared(
    "tagged by an own function",
    (c) => `const ${c} = (parts: TemplateStringsArray, ...xs: string[]) => parts.join("") + xs.join("");`,
    (v, c) => `${c}\`x \${${v}}\``,
  ),
];
