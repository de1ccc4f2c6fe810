import type { Carrier } from "./carrier.ts";
import { local } from "./carrier-builders.ts";

/** Ways through variables, containers and statements of one function. */
export const LOCAL_CARRIERS: readonly Carrier[] = [
  local(
    "closure",
    (v, k) => [`const ${k} = () => ${v};`],
    (k) => `${k}()`,
  ),
  local(
    "closure in an object",
    (v, k) => [`const ${k} = { tell: () => ${v} };`],
    (k) => `${k}.tell()`,
  ),
  local(
    "getter",
    (v, k) => [`const ${k} = { get why() { return ${v}; } };`],
    (k) => `${k}.why`,
  ),
  local("late assignment", (v, k) => [`let ${k} = "";`, `${k} = ${v};`]),
  local("assignment in a branch", (v, k) => [`let ${k} = "";`, `if (Date.now() > 1) ${k} = ${v};`]),
  local("assignment in try", (v, k) => [`let ${k} = "";`, `try { ${k} = ${v}; } catch { ${k} = "none"; }`]),
  local("thrown and caught", (v, k) => [
    `let ${k} = "";`,
    `try { throw new Error(${v}); } catch (e) { ${k} = (e as Error).message; }`,
  ]),
  local("thrown as it is", (v, k) => [`let ${k} = "";`, `try { throw ${v}; } catch (e) { ${k} = String(e); }`]),
  local("rejected and caught", (v, k) => [
    `const ${k} = await Promise.reject(new Error(${v})).catch((e: Error) => e.message);`,
  ]),
  local("assignment in a closure", (v, k) => [`let ${k} = "";`, `[1].forEach(() => { ${k} = ${v}; });`]),
  local("+=", (v, k) => [`let ${k} = "";`, `${k} += ${v};`]),
  local(
    "??=",
    (v, k) => [`let ${k}: string | undefined;`, `${k} ??= ${v};`],
    (k) => `${k}!`,
  ),
  local("chained assignment", (v, k) =>
    [`let ${k} = "";`, "let other: string;", `other = ${k} = ${v};`, "void other;"].map((s) =>
      s.replace(/\bother\b/g, `${k}b`),
    ),
  ),
  local(
    "array push",
    (v, k) => [`const ${k}: string[] = [];`, `${k}.push(${v});`],
    (k) => `${k}.join()`,
  ),
  local(
    "array index",
    (v, k) => [`const ${k}: string[] = [];`, `${k}[0] = ${v};`],
    (k) => `${k}.join()`,
  ),
  local(
    "array length as index",
    (v, k) => [`const ${k}: string[] = [];`, `${k}[${k}.length] = ${v};`],
    (k) => `${k}.join()`,
  ),
  local(
    "array splice",
    (v, k) => [`const ${k}: string[] = [];`, `${k}.splice(0, 0, ${v});`],
    (k) => `${k}.join()`,
  ),
  local(
    "array fill",
    (v, k) => [`const ${k} = new Array<string>(1).fill(${v});`],
    (k) => `${k}.join()`,
  ),
  local(
    "Map",
    (v, k) => [`const ${k} = new Map<string, string>();`, `${k}.set("why", ${v});`],
    (k) => `${k}.get("why")!`,
  ),
  local(
    "key of a Map",
    (v, k) => [`const ${k} = new Map<string, string>();`, `${k}.set(${v}, "x");`],
    (k) => `[...${k}.keys()].join()`,
  ),
  local(
    "Map iterated",
    (v, k) => [`const ${k} = new Map<string, string>();`, `${k}.set("why", ${v});`],
    (k) => `[...${k}].map(([, x]) => x).join()`,
  ),
  local("Map forEach", (v, k) => [
    `const ${k}m = new Map<string, string>();`,
    `${k}m.set("why", ${v});`,
    `let ${k} = "";`,
    `${k}m.forEach((x) => { ${k} = x; });`,
  ]),
  local(
    "WeakMap",
    (v, k) => [`const ${k}key = {};`, `const ${k} = new WeakMap<object, string>();`, `${k}.set(${k}key, ${v});`],
    (k) => `${k}.get(${k}key)!`,
  ),
  local(
    "Set add",
    (v, k) => [`const ${k} = new Set<string>();`, `${k}.add(${v});`],
    (k) => `[...${k}].join()`,
  ),
  local(
    "field of an object",
    (v, k) => [`const ${k} = { why: "" };`, `${k}.why = ${v};`],
    (k) => `${k}.why`,
  ),
  local(
    "computed field",
    (v, k) => [`const ${k}: Record<string, string> = {};`, `${k}[String(Date.now())] = ${v};`],
    (k) => `Object.values(${k}).join()`,
  ),
  local(
    "computed key in a literal",
    (v, k) => [`const ${k}key = ["wh", "y"].join("");`, `const ${k}: Record<string, string> = { [${k}key]: ${v} };`],
    (k) => `${k}[${k}key]!`,
  ),
  local(
    "value as a computed key",
    (v, k) => [`const ${k}: Record<string, string> = { [${v}]: "x" };`],
    (k) => `Object.keys(${k}).join()`,
  ),
  local(
    "value as an assigned key",
    (v, k) => [`const ${k}: Record<string, string> = {};`, `${k}[${v}] = "x";`],
    (k) => `Object.keys(${k}).join()`,
  ),
  local(
    "alias of an object",
    (v, k) => [`const ${k} = { why: "" };`, `const ${k}b = ${k};`, `${k}b.why = ${v};`],
    (k) => `${k}.why`,
  ),
  local(
    "alias of an array",
    (v, k) => [`const ${k}: string[] = [];`, `const ${k}b = ${k};`, `${k}b.push(${v});`],
    (k) => `${k}.join()`,
  ),
  local(
    "field of a field",
    (v, k) => [`const ${k} = { a: { b: "" } };`, `${k}.a.b = ${v};`],
    (k) => `${k}.a.b`,
  ),
  local(
    "alias of a field",
    (v, k) => [`const ${k} = { a: { b: "" } };`, `const ${k}b = ${k}.a;`, `${k}b.b = ${v};`],
    (k) => `JSON.stringify(${k})`,
  ),
  local(
    "Object.assign into",
    (v, k) => [`const ${k} = { why: "" };`, `Object.assign(${k}, { why: ${v} });`],
    (k) => `${k}.why`,
  ),
  local(
    "Object.defineProperty",
    (v, k) => [`const ${k} = { why: "" };`, `Object.defineProperty(${k}, "why", { value: ${v} });`],
    (k) => `${k}.why`,
  ),
  local(
    "Reflect.set",
    (v, k) => [`const ${k} = { why: "" };`, `Reflect.set(${k}, "why", ${v});`],
    (k) => `${k}.why`,
  ),
  local(
    "spread of an object",
    (v, k) => [`const ${k} = { ...{ why: ${v} }, more: 1 };`],
    (k) => `${k}.why`,
  ),
  local(
    "rest of an object",
    (v, k) => [`const { more: _${k}, ...${k} } = { more: 1, why: ${v} };`],
    (k) => `${k}.why`,
  ),
  local(
    "array pattern",
    (v, k) => [`const [, ${k}] = ["", ${v}];`],
    (k) => `${k}!`,
  ),
  local(
    "rest of an array",
    (v, k) => [`const [, ...${k}] = ["", ${v}];`],
    (k) => `${k}.join()`,
  ),
  local("default of a pattern", (v, k) => [`const { why: ${k} = ${v} } = {} as { why?: string };`]),
  local(
    "default of a parameter",
    (v, k) => [`const ${k} = (x = ${v}) => x;`],
    (k) => `${k}()`,
  ),
  local("swap", (v, k) => [`let ${k} = "";`, `let ${k}b = ${v};`, `[${k}, ${k}b] = [${k}b, ${k}];`]),
  local("assigned by an object pattern", (v, k) => [`let ${k} = "";`, `({ why: ${k} } = { why: ${v} });`]),
  local(
    "assigned to a field by a pattern",
    (v, k) => [`const ${k} = { at: "" };`, `({ why: ${k}.at } = { why: ${v} });`],
    (k) => `${k}.at`,
  ),
  local("for of", (v, k) => [`let ${k} = "";`, `for (const x of [${v}]) ${k} += x;`]),
  local("for of characters", (v, k) => [`let ${k} = "";`, `for (const c of ${v}) ${k} += c;`]),
  local("for in", (v, k) => [
    `const ${k}o: Record<string, string> = { why: ${v} };`,
    `let ${k} = "";`,
    `for (const x in ${k}o) ${k} += ${k}o[x];`,
  ]),
  local("for with an index", (v, k) => [
    `const ${k}t = ${v};`,
    `let ${k} = "";`,
    `for (let i = 0; i < ${k}t.length; i++) ${k} += ${k}t[i];`,
  ]),
  local("for of entries", (v, k) => [
    `let ${k} = "";`,
    `for (const [a, b] of Object.entries({ why: ${v} })) ${k} += a + b;`,
  ]),
  local("for with a value as start", (v, k) => [`let ${k} = "";`, `for (let x = ${v}; ${k} === ""; ) ${k} = x;`]),
  local("while with pop", (v, k) => [
    `const ${k}q = [${v}];`,
    `let ${k} = "";`,
    `while (${k}q.length) ${k} += ${k}q.pop()!;`,
  ]),
  local(
    "inner generator",
    (v, k) => [`const ${k} = (function* () { yield ${v}; })();`],
    (k) => `[...${k}].join()`,
  ),
  local("async generator", (v, k) => [
    `const ${k}g = (async function* () { yield ${v}; })();`,
    `let ${k} = "";`,
    `for await (const x of ${k}g) ${k} += x;`,
  ]),
  local(
    "inner class",
    (v, k) => [`class C${k} { why = ${v}; }`, `const ${k} = new C${k}();`],
    (k) => `${k}.why`,
  ),
  local(
    "inner function",
    (v, k) => [`function ${k}() { return ${v}; }`],
    (k) => `${k}()`,
  ),
  local(
    "curried",
    (v, k) => [`const ${k} = (a: string) => (b: string) => a + b;`].concat(`const ${k}r = ${k}(${v})("");`),
    (k) => `${k}r`,
  ),
  local(
    "toString of an object",
    (v, k) => [`const ${k} = { toString: () => ${v} };`],
    (k) => `\`\${${k}}\``,
  ),
  local(
    "toJSON of an object",
    (v, k) => [`const ${k} = { toJSON: () => ${v} };`],
    (k) => `JSON.stringify(${k})`,
  ),
  local(
    "Proxy",
    (v, k) => [`const ${k} = new Proxy({ why: ${v} }, {});`],
    (k) => `${k}.why`,
  ),
  local(
    "iterator by hand",
    (v, k) => [`const ${k} = { *[Symbol.iterator]() { yield ${v}; } };`],
    (k) => `[...${k}].join()`,
  ),
  local("setTimeout", (v, k) => [
    `const ${k} = await new Promise<string>((resolve) => setTimeout(() => resolve(${v}), 0));`,
  ]),
  local("setTimeout with an argument", (v, k) => [
    `const ${k} = await new Promise<string>((resolve) => setTimeout(resolve, 0, ${v}));`,
  ]),
  local("switch", (v, k) => [`let ${k} = "";`, `switch (${v}.length) { case 0: break; default: ${k} = ${v}; }`]),
  local("labelled block", (v, k) => [`let ${k} = "";`, `here: { ${k} = ${v}; if (${k} === "x") break here; }`]),
  local(
    "enriched array of objects",
    (v, k) => [`const ${k} = [{ why: ${v} }].map((x) => ({ ...x, at: 1 }));`],
    (k) => `${k}.map((x) => x.why).join()`,
  ),
  local(
    "object in a Map",
    (v, k) => [`const ${k} = new Map<string, { why: string }>();`, `${k}.set("a", { why: ${v} });`],
    (k) => `${k}.get("a")!.why`,
  ),
];
