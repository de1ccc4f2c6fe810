import ts from "typescript";
import type { Metamorphism, Texts } from "./metamorphism.ts";
import { isSource, nodesOf, parse } from "./text-edit.ts";

/** Moves the first half of each module into a new file beside it, and imports it from there. */
export const splitFiles: Metamorphism = { name: "files split in two", apply: (texts) => split(texts, (path) => path) };

/** The same, with a barrel between the two halves. */
export const splitBehindBarrel: Metamorphism = {
  name: "files split in two behind a barrel",
  apply: (texts) => split(texts, (path) => `${path}-barrel`),
};

const split = (texts: Texts, through: (specifier: string) => string): Texts | null => {
  const result = new Map<string, string>();
  let changed = false;
  for (const [path, text] of texts) {
    const halves = isSource(path) && isModule(path, text) ? halvesOf(path, text) : null;
    if (!halves) {
      result.set(path, text);
      continue;
    }
    changed = true;
    const [, stem = path, ending = ""] = /^(.*?)(\.[cm]?[jt]sx?)$/.exec(path) ?? [];
    const specifier = `./${stem.split("/").at(-1)}-first`;
    const imported = through(specifier);
    result.set(`${stem}-first${ending}`, halves.first);
    if (imported !== specifier) result.set(`${stem}-first-barrel${ending}`, `export * from "${specifier}";\n`);
    result.set(
      path,
      `import { ${halves.names.join(", ")} } from "${imported}";\n${reexports(halves, imported)}${halves.second}`,
    );
  }
  return changed ? result : null;
};

interface Halves {
  readonly first: string;
  readonly second: string;
  /** What the second half imports from the first. */
  readonly names: readonly string[];
  /** What the module exported from there before. */
  readonly exported: readonly string[];
}

const reexports = ({ exported }: Halves, from: string): string =>
  exported.length ? `export { ${exported.join(", ")} } from "${from}";\n` : "";

const isModule = (path: string, text: string): boolean => /^(import|export) /m.test(text) && !/\.cjs$/.test(path);

const halvesOf = (path: string, text: string): Halves | null => {
  const file = parse(path, text);
  const imports = file.statements.filter(ts.isImportDeclaration);
  const rest = file.statements.filter((s) => !ts.isImportDeclaration(s));
  const movable = rest.findIndex((s) => namesOf(s).length === 0);
  const last = movable < 0 ? rest.length - 1 : movable;
  for (let count = Math.min(last, Math.max(1, Math.ceil(rest.length / 2))); count > 0; count--) {
    const [head, tail] = [rest.slice(0, count), rest.slice(count)];
    const later = new Set(tail.flatMap(namesOf));
    const reaches = head.some((s) => nodesOf(s).some((n) => ts.isIdentifier(n) && later.has(n.text)));
    if (reaches || tail.length === 0 || assignsTo(tail, new Set(head.flatMap(namesOf)))) continue;
    const top = imports.map((s) => s.getText()).join("\n");
    const names = head.flatMap(namesOf);
    return {
      first: `${top}\n${head.map(exported).join("\n")}\n`,
      second: `${top}\n${tail.map((s) => s.getText()).join("\n")}\n`,
      names,
      exported: head.filter(isExported).flatMap(namesOf),
    };
  }
  return null;
};

const isExported = (s: ts.Statement): boolean =>
  ts.canHaveModifiers(s) && (ts.getModifiers(s)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false);
const exported = (s: ts.Statement): string => (isExported(s) ? s.getText() : `export ${s.getText()}`);

/** Names that a top-level declaration makes; none for what is no simple declaration. */
const namesOf = (s: ts.Statement): string[] => {
  if (ts.isVariableStatement(s))
    return s.declarationList.declarations.flatMap((d) => (ts.isIdentifier(d.name) ? [d.name.text] : []));
  const named =
    ts.isFunctionDeclaration(s) ||
    ts.isClassDeclaration(s) ||
    ts.isTypeAliasDeclaration(s) ||
    ts.isInterfaceDeclaration(s) ||
    ts.isEnumDeclaration(s);
  const isDefault = ts.canHaveModifiers(s) && ts.getModifiers(s)?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword);
  return named && s.name && !isDefault ? [s.name.text] : [];
};

/** An imported name cannot be assigned to. */
const assignsTo = (statements: readonly ts.Statement[], names: ReadonlySet<string>): boolean =>
  statements.some((s) =>
    nodesOf(s).some(
      (n) =>
        ts.isBinaryExpression(n) &&
        n.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
        n.operatorToken.kind <= ts.SyntaxKind.LastAssignment &&
        ts.isIdentifier(n.left) &&
        names.has(n.left.text),
    ),
  );
