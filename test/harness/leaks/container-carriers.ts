import type { Carrier } from "./carrier.ts";
import { inline, local } from "./carrier-builders.ts";

const joined = (k: string) => `${k}.join()`;

/** Ways through less usual containers, reflection and the callbacks of the standard library. */
export const CONTAINER_CARRIERS: readonly Carrier[] = [
  local(
    "Symbol key",
    (v, k) => [`const ${k}s = Symbol("s");`, `const ${k}: Record<symbol, string> = {};`, `${k}[${k}s] = ${v};`],
    (k) => `${k}[${k}s]!`,
  ),
  local(
    "Symbol key in a literal",
    (v, k) => [`const ${k}s = Symbol("s");`, `const ${k} = { [${k}s]: ${v} };`],
    (k) => `${k}[${k}s]!`,
  ),
  local(
    "WeakRef",
    (v, k) => [`const ${k} = new WeakRef({ why: ${v} });`],
    (k) => `${k}.deref()!.why`,
  ),
  local("Proxy with a set trap", (v, k) => [
    `let ${k} = "";`,
    `const ${k}p = new Proxy({ why: "" }, { set(_t, _p, x) { ${k} = String(x); return true; } });`,
    `${k}p.why = ${v};`,
  ]),
  local(
    "Proxy with a get trap",
    (v, k) => [`const ${k} = new Proxy({} as { why: string }, { get: () => ${v} });`],
    (k) => `${k}.why`,
  ),
  inline("Reflect.get", (v) => `String(Reflect.get({ why: ${v} }, "why"))`),
  inline("Reflect.apply", (v) => `String(Reflect.apply((x: string) => x, null, [${v}]))`),
  inline("Object.create", (v) => `(Object.create({ why: ${v} }) as { why: string }).why`),
  local(
    "prototype",
    (v, k) => [`const ${k} = {} as { why: string };`, `Object.setPrototypeOf(${k}, { why: ${v} });`],
    (k) => `${k}.why`,
  ),
  inline("Object.freeze", (v) => `Object.freeze({ why: ${v} }).why`),
  inline("Object.entries of the key", (v) => `Object.entries({ [${v}]: 1 }).map(([a]) => a).join()`),
  inline("array with()", (v) => `[""].with(0, ${v}).join()`),
  inline("flat()", (v) => `[[${v}]].flat().join()`),
  inline("Array.of", (v) => `Array.of(${v}).join()`),
  inline("iterator's next()", (v) => `String([${v}][Symbol.iterator]().next().value)`),
  inline("bytes", (v) => `new TextDecoder().decode(new TextEncoder().encode(${v}))`),
  inline("Intl", (v) => `new Intl.ListFormat("en").format([${v}])`),
  inline("optional call", (v) => `(((x: string) => x) as ((x: string) => string) | undefined)?.(${v})!`),
  inline("optional chain", (v) => `(({ a: { b: ${v} } } as { a?: { b?: string } }).a?.b ?? "")`),
  inline("charAt and friends", (v) => `${v}.split("").map((c, i) => c.charAt(0) + String(i)).reverse().join("")`),
  inline("codes", (v) => `String.fromCharCode(...[...${v}].map((c) => c.charCodeAt(0)))`),
  inline("match()", (v) => `(${v}.match(/[^]+/)?.[0] ?? "")`),
  inline("matchAll()", (v) => `[...${v}.matchAll(/[^]+/g)].map((m) => m[0]).join()`),
  inline("named group", (v) => `(/(?<why>[^]+)/.exec(${v})?.groups?.["why"] ?? "")`),
  inline("padEnd", (v) => `"x".padEnd(99, ${v})`),
  inline("replacement text", (v) => `"x".replace("x", ${v})`),
  inline("sort in place", (v) => `["b", ${v}].sort().join()`),
  local("callback of replace()", (v, k) => [`let ${k} = "";`, `${v}.replace(/[^]+/, (m) => { ${k} = m; return m; });`]),
  local("reviver of JSON.parse", (v, k) => [
    `let ${k} = "";`,
    `JSON.parse(JSON.stringify({ a: ${v} }), (_n, x) => { ${k} = String(x); return x; });`,
  ]),
  local("replacer of JSON.stringify", (v, k) => [
    `let ${k} = "";`,
    `JSON.stringify({ a: ${v} }, (_n, x) => { ${k} = String(x); return x; });`,
  ]),
  local("callback of Array.from", (v, k) => [`let ${k} = "";`, `Array.from([${v}], (x) => { ${k} = x; });`]),
  local("comparator of sort()", (v, k) => [
    `let ${k} = "";`,
    `[${v}, "a"].sort((a, b) => { ${k} += a + b; return 0; });`,
  ]),
  local("some() as a loop", (v, k) => [`let ${k} = "";`, `[${v}].some((x) => { ${k} = x; return true; });`]),
  local("third argument of map()", (v, k) => [
    `let ${k} = "";`,
    `[${v}].map((_x, _i, all) => { ${k} = all.join(); });`,
  ]),
  local("callback by name", (v, k) => [
    `let ${k} = "";`,
    `const ${k}f = (x: string) => { ${k} = x; };`,
    `[${v}].forEach(${k}f);`,
  ]),
  inline("String as a callback", (v) => `[${v}].map(String).join()`),
  inline("reduce into a list", (v) => `[${v}].reduce((all, x) => { all.push(x); return all; }, [] as string[]).join()`),
  inline(
    "reduce into an object",
    (v) => `Object.values([${v}].reduce<Record<string, string>>((all, x) => ({ ...all, [x.length]: x }), {})).join()`,
  ),
  local("reduce, seen in the next round", (v, k) => [
    `let ${k} = "";`,
    `["", ${v}, ""].reduce((a, b) => { ${k} += a; return b; });`,
  ]),
  inline("start of reduce", (v) => `["x"].reduce((a, b) => a + b, ${v})`),
  local("key of Map.forEach", (v, k) => [
    `let ${k} = "";`,
    `new Map([[${v}, 1]]).forEach((_x, key) => { ${k} = key; });`,
  ]),
  local("Set.forEach", (v, k) => [`let ${k} = "";`, `new Set([${v}]).forEach((x) => { ${k} = x; });`]),
  local(
    "Map in a Map",
    (v, k) => [
      `const ${k} = new Map<string, Map<string, string>>([["a", new Map<string, string>()]]);`,
      `${k}.get("a")!.set("b", ${v});`,
    ],
    (k) => `${k}.get("a")!.get("b")!`,
  ),
  local("array entries()", (v, k) => [`let ${k} = "";`, `for (const [, x] of [${v}].entries()) ${k} += x;`]),
  local("stack", (v, k) => [`const ${k}: string[] = [];`, `${k}.unshift(${v});`], joined),
  local("&&=", (v, k) => [`let ${k} = "x";`, `${k} &&= ${v};`]),
  local("||=", (v, k) => [`let ${k} = "";`, `${k} ||= ${v};`]),
  local("assignment in a condition", (v, k) => [`let ${k} = "";`, `if ((${k} = ${v})) void 0;`]),
  local("assignment in an argument", (v, k) => [`let ${k} = "";`, `String((${k} = ${v}));`]),
  local("finally", (v, k) => [`let ${k} = "";`, `try { void 0; } finally { ${k} = ${v}; }`]),
  local("labelled continue", (v, k) => [
    `let ${k} = "";`,
    `${k}out: for (const x of [${v}]) { for (;;) { ${k} = x; continue ${k}out; } }`,
  ]),
  local("do while", (v, k) => [`let ${k} = "";`, `do { ${k} += ${v}; } while (${k}.length < 1);`]),
  local("nested default", (v, k) => [`const { a: { b: ${k} = ${v} } = {} } = {} as { a?: { b?: string } };`]),
  local(
    "nested rest",
    (v, k) => [`const { a: { x: _${k}, ...${k} } } = { a: { x: 1, why: ${v} } };`],
    (k) => `${k}.why`,
  ),
  local("destructured in a loop", (v, k) => [`let ${k} = "";`, `for (const { why } of [{ why: ${v} }]) ${k} = why;`]),
  local("pattern assigned in a loop", (v, k) => [`let ${k} = "";`, `for ({ why: ${k} } of [{ why: ${v} }]) void 0;`]),
  local("rest assigned", (v, k) => [`let ${k}: string[] = [];`, `[, ...${k}] = ["", ${v}];`], joined),
  local(
    "rest of an object assigned",
    (v, k) => [`let ${k}: { why?: string } = {};`, `({ ...${k} } = { why: ${v} });`],
    (k) => `${k}.why!`,
  ),
  local("default assigned by a pattern", (v, k) => [
    `let ${k} = "";`,
    `({ why: ${k} = ${v} } = {} as { why?: string });`,
  ]),
];
