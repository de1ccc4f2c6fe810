import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What {@link generateTree} wrote. */
export interface GeneratedTree {
  readonly files: number;
  /** Those that name a framework. */
  readonly frameworkFiles: number;
}

const app = join(import.meta.dirname, "../../fixtures/apps/research-desk/src");
/** Ordinary files: how many a package holds, and about how long each is, in lines. */
const [packageSize, fileLines] = [60, 130];

/**
 * Writes a monorepo of `size` TypeScript files, of which one in a hundred names a framework: copies of a fixture app in
 * packages of their own, among packages of ordinary code that import each other and, here and there, an app. The same
 * size gives the same bytes.
 */
export const generateTree = (folder: string, size: number): GeneratedTree => {
  const appFiles = readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(app.length + 1));
  const texts = new Map(appFiles.map((path) => [path, readFileSync(join(app, path), "utf8")]));
  const naming = [...texts.values()].filter((text) => text.includes("@langchain/")).length;
  const copies = Math.max(1, Math.round(size / 100 / naming));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("package.json", `{ "name": "generated", "private": true, "workspaces": ["packages/*"] }\n`);
  write("tsconfig.json", `{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022" } }\n`);
  for (let copy = 0; copy < copies; copy++) {
    write(`packages/desk-${copy}/package.json`, `{ "name": "@generated/desk-${copy}", "exports": "./src/graph.ts" }\n`);
    for (const [path, text] of texts) write(`packages/desk-${copy}/src/${path}`, `${text}// desk ${copy}\n`);
  }
  const ordinary = size - copies * texts.size;
  for (let index = 0; index < ordinary; index++) {
    const at = Math.floor(index / packageSize);
    if (index % packageSize === 0) write(`packages/part-${at}/package.json`, `{ "name": "@generated/part-${at}" }\n`);
    write(`packages/part-${at}/src/${nameOf(index)}`, ordinaryFile(index, copies));
  }
  return { files: ordinary + copies * texts.size, frameworkFiles: copies * naming };
};

const nameOf = (index: number): string => `module-${index % packageSize}.ts`;

const ordinaryFile = (index: number, copies: number): string => {
  const near = [1, 2, 3].filter((step) => index % packageSize >= step);
  const imports = near.map(
    (step) => `import { total${index - step} } from "./${nameOf(index - step).slice(0, -3)}.ts";`,
  );
  if (index % 500 === 250) imports.push(`import * as desk from "@generated/desk-${index % copies}";\nvoid desk;`);
  const parts = Array.from({ length: Math.round(fileLines / 13) }, (_, part) => ordinaryPart(index, part));
  const sum = near.map((step) => ` + total${index - step}([])`).join("");
  return `${imports.join("\n")}
${parts.join("\n")}
export const total${index} = (rows: readonly Row${index}_0[]): number => rows.length${sum};
`;
};

const ordinaryPart = (index: number, part: number): string => `
export interface Row${index}_${part} {
  readonly id: string;
  readonly amount: number;
  readonly tags: readonly string[];
}

/** Groups rows by their first tag and sums them up; rows without one are left out. */
export function summary${index}_${part}(rows: readonly Row${index}_${part}[], limit = ${part + 10}): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { amount, tags: [tag] } of rows.slice(0, limit)) if (tag) sums.set(tag, (sums.get(tag) ?? 0) + amount * ${index % 97});
  return sums;
}`;
