/** White space and comments, bounded so that no text makes the search quadratic. */
const GAP = String.raw`(?:\s|\/\*(?:[^*]|\*(?!\/)){0,400}\*\/|\/\/[^\n]{0,400}\n){0,40}`;
const STRING = String.raw`(?:"((?:[^"\\\n]|\\.){1,1000})"|'((?:[^'\\\n]|\\.){1,1000})'|\`((?:[^\`\\\n$]|\\.){1,1000})\`)`;
const SPECIFIER = new RegExp(
  String.raw`\b(?:from${GAP}|import${GAP}(?:\(${GAP})?|require${GAP}\(${GAP})${STRING}`,
  "g",
);
const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g;

/**
 * Module specifiers of `from`, `import`, `import()` and `require()`, each once, in order of appearance. Found without
 * parsing: strings and comments may add false ones, a literal one is not missed.
 */
export function importSpecifiers(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(SPECIFIER)) {
    const raw = match[1] ?? match[2] ?? match[3];
    if (raw !== undefined) found.add(raw.includes("\\") ? decodeEscapes(raw) : raw);
  }
  return [...found];
}

function decodeEscapes(raw: string): string {
  return raw.replace(ESCAPE, (_whole, braced?: string, four?: string, two?: string, plain?: string) => {
    const code = Number.parseInt(braced ?? four ?? two ?? "", 16);
    if (Number.isNaN(code)) return plain ?? "";
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}
