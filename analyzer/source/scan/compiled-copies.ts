import { childOf, folderOf, foldersUp, joinInside, nameOf } from "../inside-path.ts";
import { readJsonc } from "../read-jsonc.ts";
import { isTsconfigName, tsconfigFile } from "../resolve/tsconfig-file.ts";
import type { ScannedFile } from "../source-tree.ts";
import { isDeclarationPath } from "./source-names.ts";

type Files = ReadonlyMap<string, Pick<ScannedFile, "specifiers">>;

const SCRIPT = /\.([cm]?)jsx?$/;
const ENDING = /\.[cm]?[jt]sx?$/;
/** What compilers import of their own. */
const RUNTIME = /^(?:tslib|react\/jsx(?:-dev)?-runtime|@swc\/helpers|@babel\/runtime)(?:\/|$)/;

/**
 * The JavaScript files that a compiler wrote of other files of the folder, committed with them: beside its source (`a.js` of
 * `a.ts`), or at the same path in the `outDir` of a tsconfig. One that imports what its source does not is no copy of it.
 */
export const compiledCopies = (files: Files, configs: ReadonlyMap<string, string>): readonly string[] => {
  const readFrom = outputsOf(configs);
  return [...files.keys()].filter((path) => {
    const sources = SCRIPT.test(path) ? [...typed(path), ...written(readFrom, path)] : [];
    return sources.some((source) => !isDeclarationPath(source) && importsNoMore(files, path, source));
  });
};

const importsNoMore = (files: Files, path: string, source: string): boolean => {
  const given = files.get(source);
  if (given === undefined) return false;
  const stems = new Set(given.specifiers.map(stemOf));
  return files.get(path)?.specifiers.every((it) => stems.has(stemOf(it)) || RUNTIME.test(it)) ?? false;
};

/** Compilers may write the endings of relative imports anew. */
const stemOf = (specifier: string): string => (specifier.startsWith(".") ? specifier.replace(ENDING, "") : specifier);

/** The TypeScript files of which a compiler makes this one beside them, by its extension. */
const typed = (path: string): readonly string[] => {
  const [ending = "", kind = ""] = SCRIPT.exec(path) ?? [];
  const stem = path.slice(0, path.length - ending.length);
  return [`${stem}.${kind}ts`, ...(kind === "" ? [`${stem}.tsx`] : [])];
};

/** The files of which a compiler makes this one in its output folder. */
const written = (readFrom: ReadonlyMap<string, readonly string[]>, path: string): readonly string[] =>
  foldersUp(folderOf(path)).flatMap((folder) =>
    (readFrom.get(folder) ?? []).flatMap((from) => {
      const source = childOf(from, path.slice(folder.length + 1));
      return [...typed(source), source];
    }),
  );

/** By folder that is written to, where its files may come from. A folder that a config itself lies in tells nothing apart. */
const outputsOf = (configs: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> => {
  const outputs = new Map<string, readonly string[]>();
  for (const [path, text] of configs) {
    if (!isTsconfigName(nameOf(path)) || !text.includes("outDir")) continue;
    const { outDir, rootDir } = tsconfigFile(readJsonc(text).value);
    const home = folderOf(path);
    const to = outDir === undefined ? undefined : joinInside(home, outDir);
    if (to === undefined || foldersUp(home).includes(to)) continue;
    const root = rootDir === undefined ? undefined : joinInside(home, rootDir);
    const from = root === undefined ? [home, childOf(home, "src")] : [root];
    outputs.set(
      to,
      from.filter((folder) => folder !== to),
    );
  }
  return outputs;
};
