/** One `export … from`, or `module.exports = require(…)`, as its text says it. */
export interface ReExport {
  readonly specifier: string;
  /** What it passes on, by the name that importers use, with the name it has there; "all" for a star or a `require`. */
  readonly names: ReadonlyMap<string, string> | "all";
}

/** What a file exports, found without parsing. */
export interface TextExports {
  /** Names of its own. */
  readonly names: ReadonlySet<string>;
  /** True where some names cannot be told from the text: a destructured export, CommonJS. */
  readonly isOpen: boolean;
  readonly from: readonly ReExport[];
}

const DECLARED =
  /\bexport\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:const\s+enum|const|let|var|function\s*\*?|class|interface|type|enum|namespace|module)\s+([\w$]+)/g;
const LIST = /\bexport\s+(?:type\s+)?\{([^}]*)\}(?:\s*from\s*["']([^"']+)["'])?/g;
const STAR = /\bexport\s+(?:type\s+)?\*(?:\s+as\s+([\w$]+))?\s*from\s*["']([^"']+)["']/g;
const REQUIRED = /\bexports\s*=\s*require\(\s*["']([^"']+)["']/g;
const OPEN = /\bexport\s+(?:const|let|var)\s*[{[]|\bexports\b|\bexport\s*=/;
const LISTED = /([\w$]+)(?:\s+as\s+([\w$]+))?\s*(?:,|$)/g;

/** Reads the exports off a text: strings and comments may add false ones. */
export const exportsByText = (text: string): TextExports => {
  const names = new Set([...text.matchAll(DECLARED)].map((match) => match[1] ?? ""));
  const from: ReExport[] = [];
  for (const [, list = "", specifier] of text.matchAll(LIST)) {
    const listed = namesOf(list);
    if (specifier === undefined) for (const name of listed.keys()) names.add(name);
    else from.push({ specifier, names: listed });
  }
  for (const [, as, specifier = ""] of text.matchAll(STAR))
    from.push({ specifier, names: as === undefined ? "all" : new Map([[as, as]]) });
  for (const [, specifier = ""] of text.matchAll(REQUIRED)) from.push({ specifier, names: "all" });
  return { names, isOpen: OPEN.test(text), from };
};

const namesOf = (list: string): ReadonlyMap<string, string> =>
  new Map([...list.matchAll(LISTED)].map(([, name = "", as]) => [as ?? name, name]));
