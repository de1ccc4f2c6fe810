import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { formatGenerated } from "./format-generated.ts";
import type { GeneratedFile } from "./generated-file.ts";
import { stageFolders } from "./stage-folders.ts";

interface Registry {
  /** Folder of the registry file. */
  readonly home: string;
  /** What a unit's file is called and exports. */
  readonly unit: string;
  readonly type: { readonly name: string; readonly from: string };
  readonly doc: string;
  /** Folders that hold unit folders, relative to home; empty for home itself. */
  readonly shelves: readonly string[];
}

const registries: readonly Registry[] = [
  {
    home: "analyzer/rules",
    unit: "rule",
    type: { name: "Rule", from: "./rule.ts" },
    doc: "Every rule, by id.",
    shelves: [""],
  },
  {
    home: "codemods",
    unit: "codemod",
    type: { name: "Codemod", from: "./kit/define-codemod.ts" },
    doc: "Every codemod, by stage, then id.",
    shelves: stageFolders.map(({ folder }) => folder),
  },
];

/** The registry of rules and that of codemods, from the folders below `root`; folders that start with _ are skipped. */
export const generateRegistries = (root: string): GeneratedFile[] =>
  registries.map((registry) => {
    const path = `${registry.home}/registry.ts`;
    return { path, text: formatGenerated(path, registryText(registry, unitPaths(root, registry))) };
  });

const unitPaths = (root: string, { home, unit, shelves }: Registry): string[] =>
  shelves.flatMap((shelf) => {
    const folder = join(root, home, shelf);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
      .filter((entry) => existsSync(join(folder, entry.name, `${unit}.ts`)))
      .map((entry) => (shelf === "" ? entry.name : `${shelf}/${entry.name}`))
      .sort();
  });

const registryText = ({ home, unit, type, doc }: Registry, paths: readonly string[]): string => {
  const names = paths.map((path) => camelCase(path.slice(path.lastIndexOf("/") + 1)));
  const imports = paths.map((path, index) => `import { ${unit} as ${names[index]} } from "./${path}/${unit}.ts";`);
  return [
    `// Generated from the folders of ${home}. Do not edit: run \`npm run generate\`.`,
    ...imports,
    `import type { ${type.name} } from "${type.from}";`,
    "",
    `/** ${doc} */`,
    `export const ${unit}s: readonly ${type.name}[] = [${names.join(", ")}];`,
    "",
  ].join("\n");
};

const camelCase = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
