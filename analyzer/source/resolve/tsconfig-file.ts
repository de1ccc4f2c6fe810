import { memberOf, recordOf, textOf, textsOf } from "./json-shape.ts";

/** What one tsconfig or jsconfig says itself, before its bases are merged in. Paths as written. */
export interface TsconfigFile {
  readonly extends: readonly string[];
  readonly baseUrl?: string;
  readonly outDir?: string;
  readonly rootDir?: string;
  /** Targets by pattern; absent when the file has no `paths`. */
  readonly paths?: ReadonlyMap<string, readonly string[]>;
}

/** True for `tsconfig*.json` and `jsconfig*.json`. */
export const isTsconfigName = (name: string): boolean => /^[tj]sconfig[^/]*\.json$/.test(name);

/** The bases that a parsed config names, as written. */
export const extendsOf = (json: unknown): string[] => textsOf(memberOf(json, "extends")).map(forwardSlashes);

/** Takes from a parsed config what resolution needs. Members of the wrong type count as absent. */
export function tsconfigFile(json: unknown): TsconfigFile {
  const options = memberOf(json, "compilerOptions");
  const pathOption = (key: string): string | undefined => {
    const text = textOf(memberOf(options, key));
    return text === undefined ? undefined : forwardSlashes(text);
  };
  const baseUrl = pathOption("baseUrl");
  const outDir = pathOption("outDir");
  const rootDir = pathOption("rootDir");
  const paths = recordOf(memberOf(options, "paths"));
  return {
    extends: extendsOf(json),
    ...(baseUrl !== undefined && { baseUrl }),
    ...(outDir !== undefined && { outDir }),
    ...(rootDir !== undefined && { rootDir }),
    ...(paths && {
      paths: new Map(Object.entries(paths).map(([key, to]) => [key, textsOf(to).map(forwardSlashes)] as const)),
    }),
  };
}

function forwardSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
