import type { Carrier } from "./carrier.ts";
import { throughObject } from "./carrier-builders.ts";

const none = () => "";

/** Ways through classes of the project's own; many have methods named like those of the standard containers. */
export const CLASS_CARRIERS: readonly Carrier[] = [
  throughObject(
    "field with a getter",
    '#why = ""; put(x: string) { this.#why = x; } get why() { return this.#why; }',
    (v, o) => `${o}.put(${v})`,
    (o) => `${o}.why`,
  ),
  throughObject(
    "public field",
    'why = "";',
    (v, o) => `${o}.why = ${v}`,
    (o) => `${o}.why`,
  ),
  throughObject(
    "setter",
    '#why = ""; set why(x: string) { this.#why = x; } tell() { return this.#why; }',
    (v, o) => `${o}.why = ${v}`,
    (o) => `${o}.tell()`,
  ),
  throughObject(
    "private field read by a method",
    'private why = ""; put(x: string) { this.why = x; } tell() { return this.why; }',
    (v, o) => `${o}.put(${v})`,
    (o) => `${o}.tell()`,
  ),
  throughObject(
    "constructor",
    "why: string; constructor(x: string) { this.why = x; }",
    none,
    (o) => `${o}.why`,
    (C) => `new ${C}($v)`,
  ),
  throughObject(
    "parameter property",
    "constructor(readonly why: string) {}",
    none,
    (o) => `${o}.why`,
    (C) => `new ${C}($v)`,
  ),
  throughObject(
    "own method set",
    'all = ""; set(x: string) { this.all += x; return this; }',
    (v, o) => `${o}.set(${v})`,
    (o) => `${o}.all`,
  ),
  throughObject(
    "own methods set and get",
    "#in: Record<string, string> = {}; set(k: string, x: string) { this.#in[k] = x; } get(k: string) { return this.#in[k]!; }",
    (v, o) => `${o}.set("k", ${v})`,
    (o) => `${o}.get("k")`,
  ),
  throughObject(
    "own method add",
    "all: string[] = []; add(x: string) { this.all.push(x); }",
    (v, o) => `${o}.add(${v})`,
    (o) => `${o}.all.join()`,
  ),
  throughObject(
    "own method push",
    "all: string[] = []; push(x: string) { this.all = [...this.all, x]; }",
    (v, o) => `${o}.push(${v})`,
    (o) => `${o}.all.join()`,
  ),
  throughObject(
    "own method append",
    "all: string[] = []; append(x: string) { this.all.unshift(x); }",
    (v, o) => `${o}.append(${v})`,
    (o) => `${o}.all.join()`,
  ),
  throughObject(
    "own method delete",
    'gone = ""; delete(x: string) { this.gone = x; }',
    (v, o) => `${o}.delete(${v})`,
    (o) => `${o}.gone`,
  ),
  throughObject(
    "own method log",
    'last = ""; log(x: string) { this.last = x; }',
    (v, o) => `${o}.log(${v})`,
    (o) => `${o}.last`,
  ),
  throughObject(
    "own method test",
    'last = ""; test(x: string) { this.last = x; return true; }',
    (v, o) => `${o}.test(${v})`,
    (o) => `${o}.last`,
  ),
  throughObject(
    "own method has",
    'last = ""; has(x: string) { this.last = x; return true; }',
    (v, o) => `${o}.has(${v})`,
    (o) => `${o}.last`,
  ),
  throughObject("own method slice", "slice(x: string) { return x; }", none, (o) => `${o}.slice($v)`),
  throughObject(
    "method map of an own class",
    "map(f: (x: string) => string, x: string) { return f(x); }",
    none,
    (o) => `${o}.map((x) => x, $v)`,
  ),
  throughObject("static field", 'static why = "";', none, (_o, C) => `((${C}.why = $v), ${C}.why)`),
  throughObject(
    "static method",
    'static #why = ""; static put(x: string) { Own.#why = x; } static tell() { return Own.#why; }',
    none,
    (_o, C) => `(${C}.put($v), ${C}.tell())`,
  ),
  throughObject(
    "chained builder",
    '#t = ""; title(x: string) { this.#t = x; return this; } build() { return { title: this.#t }; }',
    none,
    (o) => `${o}.title($v).build().title`,
  ),
  throughObject(
    "array in a field",
    "items: string[] = []; put(x: string) { this.items.push(x); } all() { return this.items.slice(); }",
    (v, o) => `${o}.put(${v})`,
    (o) => `${o}.all().join()`,
  ),
  throughObject(
    "Map in a field",
    'm = new Map<string, string>(); put(x: string) { this.m.set("k", x); } tell() { return this.m.get("k")!; }',
    (v, o) => `${o}.put(${v})`,
    (o) => `${o}.tell()`,
  ),
  throughObject(
    "element of a field",
    "r: Record<string, string> = {}; put(k: string, x: string) { this.r[k] = x; } tell() { return JSON.stringify(this.r); }",
    (v, o) => `${o}.put("k", ${v})`,
    (o) => `${o}.tell()`,
  ),
  throughObject(
    "element of this",
    "[k: string]: unknown; put(k: string, x: string) { this[k] = x; }",
    (v, o) => `${o}.put("k", ${v})`,
    (o) => `String(${o}["k"])`,
  ),
  throughObject(
    "arrow member",
    'why = ""; put = (x: string) => { this.why = x; };',
    (v, o) => `${o}.put(${v})`,
    (o) => `${o}.why`,
  ),
  throughObject(
    "method taken off",
    'why = ""; put = (x: string) => { this.why = x; };',
    (v, o) => `const { put: put${o} } = ${o}; put${o}(${v})`,
    (o) => `${o}.why`,
  ),
  throughObject(
    "Object.assign to this",
    'why = ""; put(x: string) { Object.assign(this, { why: x }); }',
    (v, o) => `${o}.put(${v})`,
    (o) => `${o}.why`,
  ),
  throughObject(
    "iterator",
    "all: string[] = []; put(x: string) { this.all.push(x); } *[Symbol.iterator]() { yield* this.all; }",
    (v, o) => `${o}.put(${v})`,
    (o) => `[...${o}].join()`,
  ),
  throughObject(
    "toString",
    'why = ""; put(x: string) { this.why = x; } toString() { return this.why; }',
    (v, o) => `${o}.put(${v})`,
    (o) => `\`\${${o}}\``,
  ),
  throughObject(
    "toJSON",
    'why = ""; put(x: string) { this.why = x; } toJSON() { return this.why; }',
    (v, o) => `${o}.put(${v})`,
    (o) => `JSON.stringify({ o: ${o} })`,
  ),
  throughObject(
    "JSON of the object",
    'why = ""; put(x: string) { this.why = x; }',
    (v, o) => `${o}.put(${v})`,
    (o) => `JSON.stringify(${o})`,
  ),
  throughObject(
    "listener",
    "#f: (x: string) => void = () => undefined; on(f: (x: string) => void) { this.#f = f; } emit(x: string) { this.#f(x); }",
    none,
    (o) => `(() => { let got = ""; ${o}.on((x) => { got = x; }); ${o}.emit($v); return got; })()`,
  ),
  throughObject(
    "list of listeners",
    "#fs: ((x: string) => void)[] = []; on(f: (x: string) => void) { this.#fs.push(f); } emit(x: string) { for (const f of this.#fs) f(x); }",
    none,
    (o) => `(() => { let got = ""; ${o}.on((x) => { got = x; }); ${o}.emit($v); return got; })()`,
  ),
  {
    name: "inherited method",
    carry: (v, n) => ({
      module: [
        `class Base${n} { why = ""; put(x: string) { this.why = x; } }\nclass Carrier${n} extends Base${n} { tell() { return this.why; } }`,
      ],
      body: [`const object${n} = new Carrier${n}();`, `object${n}.put(${v});`],
      value: `object${n}.tell()`,
    }),
  },
  {
    name: "overridden method",
    carry: (v, n) => ({
      module: [
        `abstract class Base${n} { abstract put(x: string): string; }\nclass Carrier${n} extends Base${n} { put(x: string) { return x; } }\nconst object${n}: Base${n} = new Carrier${n}();`,
      ],
      value: `object${n}.put(${v})`,
    }),
  },
  {
    name: "super call",
    carry: (v, n) => ({
      module: [
        `class Base${n} { constructor(readonly why: string) {} }\nclass Carrier${n} extends Base${n} { constructor(x: string) { super(x); } }`,
      ],
      value: `new Carrier${n}(${v}).why`,
    }),
  },
  {
    name: "extends Map",
    carry: (v, n) => ({
      module: [`class Carrier${n} extends Map<string, string> {}`],
      body: [`const object${n} = new Carrier${n}();`, `object${n}.set("k", ${v});`],
      value: `object${n}.get("k")!`,
    }),
  },
  {
    name: "extends Array",
    carry: (v, n) => ({
      module: [`class Carrier${n} extends Array<string> {}`],
      body: [`const object${n} = new Carrier${n}();`, `object${n}.push(${v});`],
      value: `object${n}.join()`,
    }),
  },
  {
    name: "interface with an implementation",
    carry: (v, n) => ({
      module: [
        `interface Port${n} { put(x: string): string }\nclass Carrier${n} implements Port${n} { put(x: string) { return x; } }\nconst object${n}: Port${n} = new Carrier${n}();`,
      ],
      value: `object${n}.put(${v})`,
    }),
  },
  {
    name: "extends Error",
    carry: (v, n) => ({
      module: [`class Carrier${n} extends Error { constructor(readonly why: string) { super("x"); } }`],
      value: `new Carrier${n}(${v}).why`,
    }),
  },
];
