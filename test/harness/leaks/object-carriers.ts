import type { Carrier } from "./carrier.ts";
import { declared, local, throughObject } from "./carrier-builders.ts";

const PUT = 'why = ""; put(x: string) { this.why = x; }';
const put = (v: string, o: string) => `${o}.put(${v})`;
const none = () => "";

/** Further ways through classes, instances and functions of the module. */
export const OBJECT_CARRIERS: readonly Carrier[] = [
  throughObject("destructured instance", PUT, put, (o) => `(({ why }: { why: string }) => why)(${o})`),
  throughObject("spread of an instance", PUT, put, (o) => `({ ...${o} }).why`),
  throughObject("entries of an instance", PUT, put, (o) => `Object.values(${o}).join()`),
  throughObject("instance in a list", PUT, put, (o) => `[${o}].map((x) => x.why).join()`),
  throughObject("list of instances as JSON", PUT, put, (o) => `JSON.stringify([${o}])`),
  throughObject("instance by a key", PUT, put, (o) => `(${o} as unknown as Record<string, string>)["wh" + "y"]!`),
  throughObject(
    "instance by an alias",
    PUT,
    (v, o) => `const same${o} = ${o}; same${o}.put(${v})`,
    (o) => `${o}.why`,
  ),
  throughObject(
    "bound method",
    PUT,
    (v, o) => `const put${o} = ${o}.put.bind(${o}); put${o}(${v})`,
    (o) => `${o}.why`,
  ),
  throughObject(
    "borrowed method",
    PUT,
    (v, o) => `Reflect.apply(${o}.put, ${o}, [${v}])`,
    (o) => `${o}.why`,
  ),
  throughObject(
    "method called with call()",
    PUT,
    (v, o) => `${o}.put.call(${o}, ${v})`,
    (o) => `${o}.why`,
  ),
  throughObject("returns this", `${PUT} self() { return this; }`, put, (o) => `${o}.self().why`),
  throughObject(
    "method that hands out the object",
    `${PUT} all() { return { ...this }; }`,
    put,
    (o) => `${o}.all().why`,
  ),
  throughObject("Symbol.toPrimitive", `${PUT} [Symbol.toPrimitive]() { return this.why; }`, put, (o) => `\`\${${o}}\``),
  throughObject(
    "getter of a getter",
    `${PUT} get a() { return this.why; } get b() { return this.a; }`,
    put,
    (o) => `${o}.b`,
  ),
  throughObject(
    "private method",
    `#why = ""; #keep(x: string) { this.#why = x; } put(x: string) { this.#keep(x); } tell() { return this.#why; }`,
    put,
    (o) => `${o}.tell()`,
  ),
  throughObject(
    "object in a field",
    `box = { why: "" }; put(x: string) { this.box.why = x; } tell() { return this.box.why; }`,
    put,
    (o) => `${o}.tell()`,
  ),
  throughObject(
    "alias of a field's object",
    `box = { why: "" }; put(x: string) { const b = this.box; b.why = x; } tell() { return this.box.why; }`,
    put,
    (o) => `${o}.tell()`,
  ),
  throughObject(
    "destructured this",
    `box = { why: "" }; put(x: string) { const { box } = this; box.why = x; } tell() { return JSON.stringify(this.box); }`,
    put,
    (o) => `${o}.tell()`,
  ),
  throughObject(
    "callback of the object",
    `${PUT} run(f: (x: string) => string) { return f(this.why); }`,
    put,
    (o) => `${o}.run((x) => x)`,
  ),
  throughObject(
    "static list",
    `static all: string[] = []; put(x: string) { Own.all.push(x); }`,
    put,
    (_o, C) => `${C}.all.join()`,
  ),
  throughObject("singleton", `static one = new Own(); ${PUT}`, none, (_o, C) => `(${C}.one.put($v), ${C}.one.why)`),
  throughObject(
    "static factory",
    `constructor(readonly why = "") {} static of(x: string) { return new Own(x); }`,
    none,
    (_o, C) => `${C}.of($v).why`,
  ),
  throughObject(
    "static factory that fills",
    `why = ""; static of(x: string) { const o = new Own(); o.why = x; return o; }`,
    none,
    (_o, C) => `${C}.of($v).why`,
  ),
  throughObject(
    "previous value",
    `last = ""; swap(x: string) { const before = this.last; this.last = x; return before; }`,
    none,
    (o) => `(${o}.swap($v), ${o}.swap(""))`,
  ),
  throughObject("async method", `${PUT} async tell() { return this.why; }`, put, (o) => `(await ${o}.tell())`),
  throughObject("generator method", `${PUT} *each() { yield this.why; }`, put, (o) => `[...${o}.each()].join()`),
  {
    name: "super method",
    carry: (v, n) => ({
      module: [
        `class Base${n} { put(x: string) { return x; } }\nclass Carrier${n} extends Base${n} { override put(x: string) { return super.put(x) + "!"; } }`,
      ],
      value: `new Carrier${n}().put(${v})`,
    }),
  },
  {
    name: "kept by the base, told by the heir",
    carry: (v, n) => ({
      module: [
        `class Base${n} { protected why = ""; put(x: string) { this.why = x; } }\nclass Carrier${n} extends Base${n} { all() { return JSON.stringify(this); } }`,
      ],
      body: [`const object${n} = new Carrier${n}();`, `object${n}.put(${v});`],
      value: `object${n}.all()`,
    }),
  },
  {
    name: "mixin",
    carry: (v, n) => ({
      module: [
        `const Mix${n} = (Base: new () => object) => class extends Base { why = ""; put(x: string) { this.why = x; } };\nclass Plain${n} {}`,
      ],
      body: [`const object${n} = new (Mix${n}(Plain${n}))();`, `object${n}.put(${v});`],
      value: `object${n}.why`,
    }),
  },
  local(
    "static block",
    (v, k) => [`class C${k} { static why: string; static { this.why = ${v}; } }`],
    (k) => `C${k}.why`,
  ),
  local("class expression", (v, k) => [
    `const C${k} = class { constructor(readonly why: string) {} };`,
    `const ${k} = new C${k}(${v}).why;`,
  ]),
  local("setter of an object", (v, k) => [
    `let ${k} = "";`,
    `const ${k}o = { set why(x: string) { ${k} = x; } };`,
    `${k}o.why = ${v};`,
  ]),
  local(
    "method of an object that keeps",
    (v, k) => [`const ${k} = { why: "", put(x: string) { this.why = x; } };`, `${k}.put(${v});`],
    (k) => `${k}.why`,
  ),
  local(
    "method of an object that tells",
    (v, k) => [`const ${k} = { why: "", tell() { return this.why; } };`, `${k}.why = ${v};`],
    (k) => `${k}.tell()`,
  ),
  local(
    "property of a function",
    (v, k) => [`const ${k} = Object.assign(() => "x", { why: "" });`, `${k}.why = ${v};`],
    (k) => `${k}.why`,
  ),
  declared(
    "box of closures",
    (c) =>
      `const ${c}make = () => { let x = ""; return { put(s: string) { x = s; }, tell: () => x }; };\nconst ${c} = ${c}make();`,
    (v, c) => `(${c}.put(${v}), ${c}.tell())`,
  ),
  declared(
    "pair of closures",
    (c) =>
      `const ${c}make = () => { let x = ""; return [() => x, (s: string) => { x = s; }] as const; };\nconst [${c}get, ${c}set] = ${c}make();`,
    (v, c) => `(${c}set(${v}), ${c}get())`,
  ),
  declared(
    "previous value of a variable",
    (c) => `let ${c}last = "";\nconst ${c} = (x: string) => { const before = ${c}last; ${c}last = x; return before; };`,
    (v, c) => `(${c}(${v}), ${c}(""))`,
  ),
  declared(
    "chain of functions",
    (c) => `const ${c} = (...fs: ((x: string) => string)[]) => (x: string) => fs.reduce((a, f) => f(a), x);`,
    (v, c) => `${c}((s) => s, (s) => s + "!")(${v})`,
  ),
  declared(
    "decorated function",
    (c) => `const ${c}wrap = (f: (x: string) => string) => (x: string) => f(x);\nconst ${c} = ${c}wrap((x) => x);`,
    (v, c) => `${c}(${v})`,
  ),
  declared(
    "callback in options",
    (c) => `const ${c} = (o: { text: string; done: (s: string) => void }) => o.done(o.text);`,
    (v, c) => `(() => { let got = ""; ${c}({ text: ${v}, done: (s) => { got = s; } }); return got; })()`,
  ),
  declared(
    "closure handed to a helper that keeps what it gives",
    (c) => `let ${c}kept = "";\nconst ${c} = (f: () => string) => { ${c}kept = f(); return 1; };`,
    (v, c) => `(${c}(() => ${v}), ${c}kept)`,
  ),
  declared(
    "closure by name handed to a helper",
    (c) => `let ${c}kept = "";\nconst ${c} = (f: () => string) => { ${c}kept = f(); return 1; };`,
    (v, c) => `(() => { const tell = () => ${v}; tell(); ${c}(tell); return ${c}kept; })()`,
  ),
  declared(
    "default of another parameter",
    (c) => `const ${c} = (a: string, b = a) => b;`,
    (v, c) => `${c}(${v})`,
  ),
  declared(
    "spread over parameters",
    (c) => `const ${c} = (_a: string, _b: string, x: string) => x;`,
    (v, c) => `${c}(...(["", "", ${v}] as const))`,
  ),
  declared(
    "rest handed on",
    (c) => `const ${c}f = (_a: string, x: string) => x;\nconst ${c} = (...xs: [string, string]) => ${c}f(...xs);`,
    (v, c) => `${c}("", ${v})`,
  ),
  declared(
    "arguments handed on",
    (c) =>
      `const ${c}f = (x: string) => x;\nfunction ${c}(_x: string) { return ${c}f.apply(null, arguments as unknown as [string]); }`,
    (v, c) => `${c}(${v})`,
  ),
  declared(
    "visitor",
    (c) => `const ${c} = (x: string, visitor: { text(s: string): void }) => visitor.text(x);`,
    (v, c) => `(() => { const got: string[] = []; ${c}(${v}, { text(s) { got.push(s); } }); return got.join(); })()`,
  ),
  declared(
    "list of the module through a function",
    (c) => `const ${c}all: string[] = [];\nconst ${c} = () => ${c}all;`,
    (v, c) => `(${c}().push(${v}), ${c}all.join())`,
  ),
  declared(
    "object of the module through an alias",
    (c) => `const ${c} = { why: "" };\nconst ${c}same = ${c};`,
    (v, c) => `((${c}same.why = ${v}), ${c}.why)`,
  ),
];
