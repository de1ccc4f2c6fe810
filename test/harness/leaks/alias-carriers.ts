import type { Carrier } from "./carrier.ts";
import { local } from "./carrier-builders.ts";

const BOX = (k: string) => `const ${k} = { why: "" };`;
const why = (k: string) => `${k}.why`;

/** Ways through a second name of an object: what is written at one is read at the other. */
export const ALIAS_CARRIERS: readonly Carrier[] = [
  local(
    "alias of a list in a field",
    (v, k) => [`const ${k} = { a: { b: [] as string[] } };`, `const ${k}b = ${k}.a.b;`, `${k}b.push(${v});`],
    (k) => `${k}.a.b.join()`,
  ),
  local(
    "alias by destructuring",
    (v, k) => [`const ${k} = { a: { b: "" } };`, `const { a: ${k}a } = ${k};`, `${k}a.b = ${v};`],
    (k) => `${k}.a.b`,
  ),
  local(
    "alias by an array pattern",
    (v, k) => [`const ${k} = [{ b: "" }];`, `const [${k}b] = ${k};`, `${k}b!.b = ${v};`],
    (k) => `${k}.map((x) => x.b).join()`,
  ),
  local(
    "alias by a rest",
    (v, k) => [`const ${k} = [{ b: "" }, { b: "" }];`, `const [, ...${k}b] = ${k};`, `${k}b[0]!.b = ${v};`],
    (k) => `${k}.map((x) => x.b).join()`,
  ),
  local(
    "alias by find()",
    (v, k) => [`const ${k} = [{ id: 1, why: "" }];`, `${k}.find((x) => x.id === 1)!.why = ${v};`],
    (k) => `${k}[0]!.why`,
  ),
  local("alias in a Map", (v, k) => [
    BOX(`${k}o`),
    `const ${k}m = new Map([["a", ${k}o]]);`,
    `${k}m.get("a")!.why = ${v};`,
    `const ${k} = ${k}o.why;`,
  ]),
  local("alias set in a Map", (v, k) => [
    BOX(`${k}o`),
    `const ${k}m = new Map<string, { why: string }>();`,
    `${k}m.set("a", ${k}o);`,
    `for (const x of ${k}m.values()) x.why = ${v};`,
    `const ${k} = ${k}o.why;`,
  ]),
  local("alias by a function", (v, k) => [BOX(k), `const ${k}f = () => ${k};`, `${k}f().why = ${v};`], why),
  local("alias by a conditional", (v, k) => [BOX(k), BOX(`${k}b`), `(Date.now() > 1 ? ${k} : ${k}b).why = ${v};`], why),
  local(
    "alias by a parameter",
    (v, k) => [`const ${k}: string[] = [];`, `((xs: string[]) => { xs.push(${v}); })(${k});`],
    (k) => `${k}.join()`,
  ),
  local(
    "alias by a loop",
    (v, k) => [`const ${k} = [{ why: "" }];`, `for (const x of ${k}) x.why = ${v};`],
    (k) => `${k}[0]!.why`,
  ),
  local(
    "alias by forEach",
    (v, k) => [`const ${k} = [{ why: "" }];`, `${k}.forEach((x) => { x.why = ${v}; });`],
    (k) => `${k}[0]!.why`,
  ),
  local(
    "alias assigned later",
    (v, k) => [BOX(k), `let ${k}b = { why: "x" };`, `${k}b = ${k};`, `${k}b.why = ${v};`],
    why,
  ),
  local("alias in an object", (v, k) => [BOX(k), `const ${k}o = { box: ${k} };`, `${k}o.box.why = ${v};`], why),
  local("alias in an array", (v, k) => [BOX(k), `const ${k}o = [${k}];`, `${k}o[0]!.why = ${v};`], why),
  local("alias in a spread", (v, k) => [BOX(k), `const ${k}o = { ...{ box: ${k} } };`, `${k}o.box.why = ${v};`], why),
  local(
    "alias pushed",
    (v, k) => [BOX(k), `const ${k}o: { why: string }[] = [];`, `${k}o.push(${k});`, `${k}o[0]!.why = ${v};`],
    why,
  ),
  local(
    "alias kept in a field later",
    (v, k) => [BOX(k), `const ${k}o = { box: { why: "" } };`, `${k}o.box = ${k};`, `${k}o.box.why = ${v};`],
    why,
  ),
  local(
    "written after it was kept",
    (v, k) => [BOX(`${k}o`), `const ${k} = [${k}o];`, `${k}o.why = ${v};`],
    (k) => `${k}.map((x) => x.why).join()`,
  ),
  local(
    "alias by Object.assign",
    (v, k) => [BOX(k), `const ${k}b = Object.assign(${k}, { at: 1 });`, `${k}b.why = ${v};`],
    why,
  ),
  local("alias by an awaited promise", (v, k) => [BOX(k), `(await Promise.resolve(${k})).why = ${v};`], why),
  local(
    "alias by sort()",
    (v, k) => [`const ${k} = ["b", "a"];`, `${k}.sort().push(${v});`],
    (k) => `${k}.join()`,
  ),
  local("object behind a Proxy", (v, k) => [BOX(k), `const ${k}p = new Proxy(${k}, {});`, `${k}p.why = ${v};`], why),
  local(
    "alias captured by a closure",
    (v, k) => [BOX(k), `const ${k}f = (x: string) => { ${k}.why = x; };`, `${k}f(${v});`],
    why,
  ),
  local(
    "alias handed to a callback",
    (v, k) => [
      BOX(k),
      `const ${k}f = (use: (o: { why: string }) => void) => use(${k});`,
      `${k}f((o) => { o.why = ${v}; });`,
    ],
    why,
  ),
  local(
    "alias of two steps",
    (v, k) => [BOX(k), `const ${k}b = ${k};`, `const ${k}c = ${k}b;`, `${k}c.why = ${v};`],
    why,
  ),
  local(
    "Object.assign through an alias",
    (v, k) => [BOX(k), `const ${k}b = ${k};`, `Object.assign(${k}b, { why: ${v} });`],
    why,
  ),
  local(
    "element swapped",
    (v, k) => [`const ${k} = ["", ${v}];`, `[${k}[0], ${k}[1]] = [${k}[1]!, ${k}[0]!];`],
    (k) => `${k}[0]!`,
  ),
];
