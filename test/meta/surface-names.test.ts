import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { SURFACE } from "../../analyzer/source/surface/surface.ts";
import { exportsOf, isInstalled, modulesOf } from "./surface-declarations.ts";

const manifest = fileURLToPath(new URL("../../package.json", import.meta.url));
const modules = fileURLToPath(new URL("../../node_modules/@langchain", import.meta.url));

/** Installed packages that a pattern such as `@langchain/*` may stand for. */
const PACKAGES = [
  ...Object.keys((JSON.parse(readFileSync(manifest, "utf8")) as { devDependencies: object }).devDependencies), // npm's format
  ...readdirSync(modules).map((name) => `@langchain/${name}`),
];

/** Names of the table that the installed version lacks, with the version or package that has them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  SqliteSaver: "@langchain/langgraph-checkpoint-sqlite, which builds native code and is not installed here",
  OpenAIApi: "openai 3",
  experimental_generateText: "ai 3.0",
  ToolLoopAgent: "ai 6",
};
/** Module patterns of installed packages that only other versions have. */
const OLD_MODULES = [
  "langchain/schema*",
  "langchain/prompts*",
  "langchain/llms/*",
  "langchain/output_parsers*",
  "langchain/vectorstores/*",
  "langchain/experimental/*",
  "langchain/agents",
  "langchain/chains",
  "langchain/chains/*",
];

interface Checked {
  readonly group: string;
  /** Patterns that no module of the installed package matches. */
  readonly unmatched: readonly string[];
  /** Names that no module of the group exports. */
  readonly unknown: readonly string[];
}

let checked: readonly Checked[];
beforeAll(() => {
  const patterns = SURFACE.map((group) =>
    group.modules.map((m) => ({ m, found: modulesOf(m, [...new Set(PACKAGES)]) })),
  );
  const all = exportsOf([...new Set(patterns.flat().flatMap((p) => p.found))]);
  checked = SURFACE.map((group, n) => {
    const own = patterns[n] ?? [];
    const real = own.flatMap((p) => p.found).flatMap((specifier) => all.get(specifier) ?? []);
    const names = new Set(real.flatMap((exported) => [...exported]));
    return {
      group: group.modules.join(" "),
      unmatched: own
        .filter(({ m, found }) => isInstalled(m.replace(/\*$/, "")) && !found.some((specifier) => all.get(specifier)))
        .map(({ m }) => m),
      unknown: real.length ? Object.keys(group.exports).filter((name) => !names.has(name)) : [],
    };
  });
}, 60_000);

describe("names of the surface table", () => {
  it("are exported by the installed packages' declarations, or are known to be of another version", () => {
    const unknown = checked.flatMap(({ group, unknown }) =>
      unknown.filter((name) => !(name in ELSEWHERE)).map((name) => `${name} of ${group}`),
    );
    expect(unknown).toEqual([]);
  });

  it("stand for modules that resolve, or are known to be of another version", () => {
    expect(checked.flatMap((c) => c.unmatched).sort()).toEqual([...OLD_MODULES].sort());
  });

  it("are excused only as long as they are missing", () => {
    const missing = new Set(checked.flatMap((c) => c.unknown));
    expect(Object.keys(ELSEWHERE).filter((name) => !missing.has(name))).toEqual([]);
  });

  it("include every constructor of agents that the framework's own packages export", () => {
    const own = [
      "langchain",
      "@langchain/langgraph/prebuilt",
      "@langchain/langgraph-supervisor",
      "@langchain/langgraph-swarm",
      "deepagents",
    ];
    const made = [...exportsOf(own)].flatMap(([specifier, names]) =>
      [...(names ?? [])]
        .filter((name) => /^create\w*(Agent|Supervisor|Swarm)$/.test(name))
        .map((name) => ({ specifier, name })),
    );
    expect(made.length).toBeGreaterThan(4);
    const lacking = made.filter(
      ({ specifier, name }) => !SURFACE.some((g) => g.modules.includes(specifier) && Object.hasOwn(g.exports, name)),
    );
    expect(lacking).toEqual([]);
  });
});
