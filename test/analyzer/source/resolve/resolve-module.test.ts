import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createResolver,
  type Resolution,
  type ResolverOptions,
} from "../../../../analyzer/source/resolve/resolve-module.ts";
import { scanMemory } from "../../../../analyzer/source/scan/scan-memory.ts";

/** Files by path; an object becomes JSON. */
type Files = Readonly<Record<string, string | object>>;

const resolverOf = (files: Files, options?: ResolverOptions) => {
  const texts = Object.entries(files).map(
    ([path, text]) => [path, typeof text === "string" ? text : JSON.stringify(text)] as const,
  );
  return createResolver(scanMemory(new Map(texts)), options);
};
const resolve = (files: Files, specifier: string, from: string, options?: ResolverOptions): Resolution =>
  resolverOf({ [from]: "", ...files }, options).resolve(specifier, from);

const file = (path: string): Resolution => ({ kind: "file", path, guessed: false });
const guess = (path: string): Resolution => ({ kind: "file", path, guessed: true });
const external = (packageName: string): Resolution => ({ kind: "external", packageName });
const missing: Resolution = { kind: "missing" };

/** Empty files at these paths. */
const at = (...paths: readonly string[]): Files => Object.fromEntries(paths.map((path) => [path, ""]));

describe("relative imports", () => {
  it.each([
    ["./b", ["src/b.ts"], "src/b.ts"],
    ["./b.js", ["src/b.ts"], "src/b.ts"],
    ["./b.js", ["src/b.tsx"], "src/b.tsx"],
    ["./b.js", ["src/b.js"], "src/b.js"],
    ["./b.js", ["src/b.js", "src/b.ts"], "src/b.ts"],
    ["./b.mjs", ["src/b.mts", "src/b.ts"], "src/b.mts"],
    ["./b.cjs", ["src/b.cts"], "src/b.cts"],
    ["./b.jsx", ["src/b.ts", "src/b.tsx"], "src/b.tsx"],
    ["./b.ts", ["src/b.ts", "src/b.tsx"], "src/b.ts"],
    ["./b", ["src/b.d.ts", "src/b.js"], "src/b.js"],
    ["./b", ["src/b.d.ts"], "src/b.d.ts"],
    ["./b", ["src/b.ts", "src/b/index.ts"], "src/b.ts"],
    ["./b/", ["src/b.ts", "src/b/index.tsx"], "src/b/index.tsx"],
    ["./b/index.js", ["src/b/index.ts"], "src/b/index.ts"],
    [".", ["src/index.ts"], "src/index.ts"],
    ["./", ["src/index.ts"], "src/index.ts"],
    ["..", ["index.mjs"], "index.mjs"],
    ["../lib/./x/../b", ["lib/b.ts"], "lib/b.ts"],
    ["./client.server", ["src/client.server.ts"], "src/client.server.ts"],
    ["./data.js", ["src/data.js.ts"], "src/data.js.ts"],
    ["./b?worker", ["src/b.ts"], "src/b.ts"],
    ["./b.ts?raw", ["src/b.ts"], "src/b.ts"],
    ["./[id]/(x)/größe 1", ["src/[id]/(x)/größe 1.tsx"], "src/[id]/(x)/größe 1.tsx"],
  ])("%s among %j is %s", (specifier, files, expected) => {
    expect(resolve(at(...files), specifier, "src/a.ts")).toEqual(file(expected));
  });

  it.each(["./gone", "../../outside", "./style.css", "./", "../..", "./x\u0000y"])("%j is missing", (specifier) => {
    expect(resolve(at("src/b.ts"), specifier, "src/a.ts")).toEqual(missing);
  });

  it("of a folder follow its package.json", () => {
    const files = { "src/b/package.json": { main: "./lib/main.js" }, ...at("src/b/lib/main.ts", "src/b/index.ts") };
    expect(resolve(files, "./b", "src/a.ts")).toEqual(file("src/b/lib/main.ts"));
  });

  it.each([
    ["../dist/tools/x.js", "src/tools/x.ts"],
    ["../dist", "src/main.ts"],
    ["../lib/tools/x", "src/tools/x.ts"],
  ])("of build output %s mean the source", (specifier, expected) => {
    const files = { "package.json": { main: "dist/main.js" }, ...at("src/tools/x.ts", "src/main.ts") };
    expect(resolve(files, specifier, "examples/a.ts")).toEqual(file(expected));
  });
});

describe("bare imports", () => {
  it.each([
    ["express", "express"],
    ["@scope/pkg/deep/file.js", "@scope/pkg"],
    ["lodash/fp", "lodash"],
    ["node:fs/promises", "node:fs/promises"],
    ["npm:openai@4.1.0/resources", "openai"],
    ["https://esm.sh/@langchain/openai@0.0.1/x", "@langchain/openai"],
    ["virtual:generated", "virtual:generated"],
  ])("%s is of the package %s", (specifier, packageName) => {
    expect(resolve({}, specifier, "a.ts")).toEqual(external(packageName));
  });

  it.each(["@/gone", "~/gone", "#gone", "/gone", "$lib/gone", "", " ", `\${name}`, "@"])(
    "%j is missing",
    (specifier) => {
      expect(resolve({}, specifier, "a.ts")).toEqual(missing);
    },
  );
});

describe("packages of the framework", () => {
  const options: ResolverOptions = { isFramework: (name) => name.startsWith("@langchain/") || name === "ai" };
  const monorepo = {
    "libs/graph/package.json": { name: "@langchain/langgraph", exports: { ".": "./dist/index.js" } },
    "libs/graph/src/index.ts": "",
  };

  it("stay external where the repository holds their source", () => {
    expect(resolve(monorepo, "@langchain/langgraph", "examples/a.ts", options)).toEqual(
      external("@langchain/langgraph"),
    );
    expect(resolve(monorepo, "@langchain/langgraph", "examples/a.ts")).toEqual(file("libs/graph/src/index.ts"));
  });

  it("stay external where paths lead to their source or to declarations", () => {
    const paths = (to: string) => ({
      "tsconfig.json": { compilerOptions: { paths: { "@langchain/langgraph": [to] } } },
    });
    const toSource = { ...monorepo, ...paths("./libs/graph/src/index.ts") };
    expect(resolve(toSource, "@langchain/langgraph", "examples/a.ts", options)).toEqual(
      external("@langchain/langgraph"),
    );
    const toTypes = { ...paths("./types/graph.d.ts"), ...at("types/graph.d.ts") };
    expect(resolve(toTypes, "@langchain/langgraph", "a.ts", options)).toEqual(external("@langchain/langgraph"));
  });

  it("are shadowed by the app's own code when its config maps the name onto it", () => {
    const files = { "tsconfig.json": { compilerOptions: { baseUrl: "src" } }, ...at("src/ai/tools.ts") };
    expect(resolve(files, "ai/tools", "src/a.ts", options)).toEqual(file("src/ai/tools.ts"));
    expect(resolve(files, "ai", "src/a.ts", options)).toEqual(external("ai"));
  });
});

describe("tsconfig paths", () => {
  const config = (compilerOptions: object, more: object = {}) => ({ compilerOptions, ...more });

  it("are relative to the config that declares them, or to its baseUrl", () => {
    const files = at("app/src/x.ts", "app/code/x.ts");
    const own = { "app/tsconfig.json": config({ paths: { "~x/*": ["./src/*"] } }), ...files };
    expect(resolve(own, "~x/x", "app/a.ts")).toEqual(file("app/src/x.ts"));
    const based = { "app/tsconfig.json": config({ baseUrl: "code", paths: { "~x/*": ["*"] } }), ...files };
    expect(resolve(based, "~x/x", "app/a.ts")).toEqual(file("app/code/x.ts"));
  });

  it("prefer the exact pattern, then the longest text before the star, and try targets in order", () => {
    const paths = { "@/*": ["src/*"], "@/ui/*": ["gone/*", "ui/*"], "@/ui/one": ["special.ts"], "*.css": ["css/*"] };
    const files = { "tsconfig.json": config({ paths }), ...at("src/a.ts", "src/ui/b.ts", "ui/b.ts", "special.ts") };
    expect(resolve(files, "@/a", "src/m.ts")).toEqual(file("src/a.ts"));
    expect(resolve(files, "@/ui/b", "src/m.ts")).toEqual(file("ui/b.ts"));
    expect(resolve(files, "@/ui/one", "src/m.ts")).toEqual(file("special.ts"));
  });

  it("are found in any config of any parent folder, the nearest first", () => {
    const files = {
      "tsconfig.base.json": config({ paths: { "@root/*": ["shared/*"], "@x": ["shared/x.ts"] } }),
      "app/tsconfig.json": { references: [{ path: "./tsconfig.app.json" }] },
      "app/tsconfig.app.json": config({ paths: { "@app/*": ["./src/*"], "@x": ["./src/x.ts"] } }),
      ...at("shared/x.ts", "app/src/x.ts"),
    };
    expect(resolve(files, "@app/x", "app/src/m.ts")).toEqual(file("app/src/x.ts"));
    expect(resolve(files, "@root/x", "app/src/m.ts")).toEqual(file("shared/x.ts"));
    expect(resolve(files, "@x", "app/src/m.ts")).toEqual(file("app/src/x.ts"));
    expect(resolve(files, "@x", "other/m.ts")).toEqual(file("shared/x.ts"));
  });

  it("come through extends: a list, a missing base, a workspace package, a template for the leaf's folder", () => {
    const files = {
      "packages/config/package.json": { name: "@acme/tsconfig" },
      "packages/config/base.json": config({ paths: { "#own/*": [`\${configDir}/lib/*`] } }),
      "packages/config/lib.json": { extends: "./base" },
      "app/tsconfig.json": { extends: ["./.generated/tsconfig.json", "@acme/tsconfig/lib.json", "@gone/preset"] },
      ...at("app/lib/x.ts"),
    };
    expect(resolve(files, "#own/x", "app/a.ts")).toEqual(file("app/lib/x.ts"));
  });

  it("of the file itself replace those of its base", () => {
    const files = {
      "tsconfig.base.json": config({ paths: { "@a": ["base.ts"], "@b": ["base.ts"] } }),
      "app/tsconfig.json": { extends: "../tsconfig.base.json", compilerOptions: { paths: { "@a": ["own.ts"] } } },
      ...at("base.ts", "app/own.ts"),
    };
    expect(resolve(files, "@a", "app/m.ts")).toEqual(file("app/own.ts"));
  });

  it("survive a circle of extends, with the same answer wherever it is entered", () => {
    const files = {
      "a/tsconfig.json": { extends: "../b/tsconfig.json", compilerOptions: { baseUrl: "." } },
      "b/tsconfig.json": { extends: "../a/tsconfig.json", compilerOptions: { paths: { "@x": ["x.ts"] } } },
      ...at("a/x.ts"),
    };
    expect(resolve(files, "@x", "a/m.ts")).toEqual(file("a/x.ts"));
    expect(resolve(files, "@x", "b/m.ts")).toEqual(file("a/x.ts"));
  });

  it("are read from a config with comments, a byte order mark, Windows slashes, or a broken end", () => {
    const text = `\ufeff{ // main\n "compilerOptions": { "paths": { "@/*": [".\\\\code\\\\*",], }, }, "include": [ }`;
    expect(resolve({ "tsconfig.json": text, ...at("code/x.ts") }, "@/x", "a.ts")).toEqual(file("code/x.ts"));
  });

  it("of jsconfig.json count too, and baseUrl alone is enough for bare names", () => {
    const files = { "jsconfig.json": config({ baseUrl: "./app" }), ...at("app/tools/x.js") };
    expect(resolve(files, "tools/x", "app/a.js")).toEqual(file("app/tools/x.js"));
  });
});

describe("workspaces", () => {
  const pkg = (json: object, ...files: readonly string[]): Files => ({
    "packages/core/package.json": { name: "@acme/core", ...json },
    ...at(...files.map((path) => `packages/core/${path}`)),
  });

  it.each([
    ["main in dist", { main: "dist/index.js" }, ["src/index.ts"], "", "src/index.ts"],
    ["types in dist", { types: "./dist/types/index.d.ts" }, ["src/index.ts"], "", "src/index.ts"],
    [
      "two formats",
      { exports: { import: "./dist/esm/i.mjs", require: "./dist/cjs/i.cjs" } },
      ["src/i.ts"],
      "",
      "src/i.ts",
    ],
    ["nested conditions", { exports: { ".": { node: { import: ["./build/m.js"] } } } }, ["src/m.tsx"], "", "src/m.tsx"],
    ["a plain exports text", { exports: "./lib/index.js" }, ["src/index.mts"], "", "src/index.mts"],
    ["source beside the build", { exports: { ".": "./dist/src/a.js" } }, ["src/a.ts"], "", "src/a.ts"],
    ["source at the package's root", { main: "dist/a.js" }, ["a.ts"], "", "a.ts"],
    ["an entry by name", { exports: { "./x": "./dist/sub/x.js" } }, ["src/sub/x.ts"], "/x", "src/sub/x.ts"],
    ["a pattern", { exports: { "./*": "./dist/*.js" } }, ["src/a/b.ts"], "/a/b", "src/a/b.ts"],
    ["a pattern with an end", { exports: { "./*.js": "./dist/*.js" } }, ["src/a.ts"], "/a.js", "src/a.ts"],
    ["a folder mapping", { exports: { "./f/": "./src/f/" } }, ["src/f/x.ts"], "/f/x.js", "src/f/x.ts"],
    [
      "code before declarations",
      { exports: { types: "./index.d.ts", default: "./index.js" } },
      ["index.d.ts", "index.js"],
      "",
      "index.js",
    ],
    ["no entry at all", {}, ["src/index.ts"], "", "src/index.ts"],
    ["no exports, deep in src", {}, ["src/a/b.ts"], "/a/b", "src/a/b.ts"],
    ["no exports, deep in dist", { main: "dist/index.js" }, ["src/a.ts"], "/dist/a", "src/a.ts"],
    ["exports that name nothing here", { exports: { ".": "./gone.js" } }, ["src/index.ts"], "", "src/index.ts"],
  ])("are found by %s", (_what, json, files, subpath, expected) => {
    expect(resolve(pkg(json, ...files), `@acme/core${subpath}`, "apps/web/a.ts")).toEqual(
      file(`packages/core/${expected}`),
    );
  });

  it("follow the compiler's own outDir and rootDir", () => {
    const files = {
      ...pkg({ main: "./compiled/main.js" }, "code/main.ts"),
      "packages/core/tsconfig.json": { compilerOptions: { outDir: "compiled", rootDir: "code" } },
    };
    expect(resolve(files, "@acme/core", "a.ts")).toEqual(file("packages/core/code/main.ts"));
  });

  it("of one name in several folders mean the nearest", () => {
    const files = {
      "examples/a/agent/package.json": { name: "agent" },
      "examples/b/agent/package.json": { name: "agent" },
      ...at("examples/a/agent/index.ts", "examples/b/agent/index.ts"),
    };
    expect(resolve(files, "agent", "examples/b/web/m.ts")).toEqual(file("examples/b/agent/index.ts"));
  });

  it("may import themselves by name", () => {
    expect(resolve(pkg({}, "src/index.ts"), "@acme/core", "packages/core/src/x.ts")).toEqual(
      file("packages/core/src/index.ts"),
    );
  });

  it("without a file for the specifier leave it external", () => {
    expect(resolve(pkg({}), "@acme/core/gone", "a.ts")).toEqual(external("@acme/core"));
  });
});

describe("package imports", () => {
  const files = (imports: object): Files => ({
    "app/package.json": { imports },
    ...at("app/src/db/x.ts", "app/src/t.ts"),
  });

  it.each([
    ["#db/x", { "#db/*": "./dist/db/*.js" }],
    ["#db/x.js", { "#db/*": "./src/db/*" }],
    ["#x", { "#x": { development: "./src/db/x.ts", default: "./dist/db/x.js" } }],
  ])("%s follows %j", (specifier, imports) => {
    expect(resolve(files(imports), specifier, "app/src/m.ts")).toEqual(file("app/src/db/x.ts"));
  });

  it("may name another package, and go round in circles", () => {
    expect(resolve(files({ "#dep": "lodash/fp" }), "#dep", "app/m.ts")).toEqual(external("lodash"));
    expect(resolve(files({ "#a": "#b", "#b": "#a" }), "#a", "app/m.ts")).toEqual(missing);
  });

  it("of the framework stay external", () => {
    const options = { isFramework: (name: string) => name === "ai" };
    expect(resolve(files({ "#ai": "ai" }), "#ai", "app/m.ts", options)).toEqual(external("ai"));
  });
});

describe("customs without a config", () => {
  it.each([
    ["@/x", "apps/web/src/x.ts"],
    ["~/x", "apps/web/app/x.ts"],
    ["#/x", "apps/web/x.ts"],
    ["$lib/x", "apps/web/src/lib/x.ts"],
    ["src/x", "apps/web/src/x.ts"],
    ["/src/x", "apps/web/src/x.ts"],
  ])("%s is guessed to be %s", (specifier, path) => {
    expect(resolve(at(path), specifier, "apps/web/src/deep/m.ts")).toEqual(guess(path));
  });

  it("look in the nearest folder first", () => {
    expect(resolve(at("src/x.ts", "apps/web/src/x.ts"), "@/x", "apps/web/m.ts")).toEqual(guess("apps/web/src/x.ts"));
    expect(resolve(at("src/x.ts"), "@/x", "apps/web/m.ts")).toEqual(guess("src/x.ts"));
  });

  it("yield to a config", () => {
    const files = {
      "tsconfig.json": { compilerOptions: { paths: { "@/*": ["lib/*"] } } },
      ...at("lib/x.ts", "src/x.ts"),
    };
    expect(resolve(files, "@/x", "m.ts")).toEqual(file("lib/x.ts"));
  });
});

describe("odd input", () => {
  const word = fc.constantFrom(
    "extends",
    "compilerOptions",
    "paths",
    "baseUrl",
    "outDir",
    "name",
    "exports",
    "imports",
    "main",
  );
  const text = fc.constantFrom(
    "@/*",
    "*",
    "./*",
    "#x",
    "@a",
    "..",
    "../..",
    "/",
    "",
    "./tsconfig.json",
    "dist",
    `\${configDir}/x`,
    "__proto__",
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 5 },
      text,
      fc.constantFrom(null, 1, true),
      fc.array(tie("json"), { maxLength: 3 }),
      tie("object"),
    ),
    object: fc.dictionary(fc.oneof(word, text), tie("json"), { maxKeys: 4, noNullPrototype: true }),
  }));
  const specifier = fc.oneof(text, fc.constantFrom("@a/b", "x", "./a", "@/a", "#x/y", "./dist/a.js"), fc.string());

  it("in any config never throws, and an answer is a listed file", () => {
    fc.assert(
      fc.property(json, json, fc.string(), specifier, (tsconfig, manifest, broken, wanted) => {
        const files = { "a.ts": "", "src/b.ts": "", "p/c.ts": "", "tsconfig.json": JSON.stringify(tsconfig) ?? "" };
        const configs = { "package.json": JSON.stringify(manifest) ?? "", "p/package.json": `{"name":"@a",${broken}` };
        const answer = resolve({ ...files, ...configs }, wanted, "p/c.ts");
        if (answer.kind === "file") expect(Object.keys(files)).toContain(answer.path);
      }),
      { numRuns: 500 },
    );
  });

  it("gives the same answers whatever is asked first", () => {
    const files: Files = {
      "tsconfig.json": { compilerOptions: { paths: { "@x/*": ["src/*"] } } },
      "p/package.json": { name: "@x/b" },
      ...at("src/a.ts", "p/index.ts", "src/m.ts", "p/m.ts"),
    };
    const specifiers = ["@x/a", "@x/b", "@/a", "./m", "@x/gone"];
    const questions = specifiers.flatMap((it) => ["src/m.ts", "p/m.ts"].map((from): [string, string] => [it, from]));
    const wanted = new Map(questions.map((question) => [question, resolverOf(files).resolve(...question)]));
    fc.assert(
      fc.property(fc.shuffledSubarray(questions, { minLength: questions.length }), (order) => {
        const resolver = resolverOf(files);
        for (const question of order) expect(resolver.resolve(...question)).toEqual(wanted.get(question));
      }),
      { numRuns: 30 },
    );
  });
});
