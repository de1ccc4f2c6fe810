import { joinInside } from "../inside-path.ts";

const OUTPUT = /^(?:dist|build|lib|out|output|es|esm|cjs|umd|types|typings|commonjs|module)$/;
const BUILT = /(?:\.d)?\.[cm]?[jt]sx?$/;

/** Where a package's compiler reads and writes, relative to the root of the audited folder. */
export interface CompilerFolders {
  readonly outDir: string;
  readonly rootDir: string;
}

/**
 * Paths, best first, at which the source of a file may lie that `package.json` names: the file itself, then by the
 * compiler's `outDir` and `rootDir`, then by custom (`dist/esm/x.d.ts` is `src/x`). `target` is as written in the
 * package at `folder`; the paths have no extension where it is not certain.
 */
export function sourceCandidates(folder: string, target: string, compilers: readonly CompilerFolders[]): string[] {
  const path = joinInside(folder, target);
  if (path === undefined) return [];
  const stem = path.replace(BUILT, "");
  const candidates = [path];
  for (const { outDir, rootDir } of compilers) {
    const source = stem.startsWith(`${outDir}/`) ? joinInside(rootDir, stem.slice(outDir.length + 1)) : undefined;
    if (source !== undefined) candidates.push(source);
  }
  const inside = folder === "" ? stem : stem.slice(folder.length + 1);
  const isInside = folder === "" || stem.startsWith(`${folder}/`);
  return isInside ? [...candidates, ...byCustom(folder, inside)] : candidates;
}

function byCustom(folder: string, inside: string): string[] {
  const parts = inside.split("/");
  let first = 0;
  while (first < parts.length - 1 && OUTPUT.test(parts[first] ?? "")) first++;
  if (first === 0) return [];
  const rest = parts.slice(first).join("/");
  const unpacked = parts.slice(1).join("/");
  const source = rest.includes("src/") ? rest.slice(rest.lastIndexOf("src/")) : `src/${rest}`;
  const tried = [source, `src/${unpacked}`, `lib/${rest}`, `source/${rest}`, rest, unpacked];
  return [...new Set(tried)].map((path) => joinInside(folder, path)).filter((path) => path !== undefined);
}
