import type { PlanContext } from "./define-codemod.ts";
import type { NewFile, TextEdit } from "./edit-plan.ts";
import { importEdits, usesRequire } from "./import-edits.ts";
import type { PackageOfFile } from "./package-of-file.ts";
import { parseSource } from "./parse-source.ts";
import type { SourceReader } from "./read-source.ts";
import { seamFile } from "./seam-file.ts";
import { styleOf, type TextStyle } from "./text-style.ts";

/** How a seam is written. */
export interface SeamStyle extends TextStyle {
  readonly typescript: boolean;
  readonly require: boolean;
}

/** What a package's seam will export, and from where it takes what that is made of. */
export interface SeamExports {
  readonly owner: PackageOfFile;
  /** The files that will import it. */
  readonly users: readonly string[];
  readonly module: string;
  /** What it imports of the module. */
  readonly names: readonly string[];
  /** The exports, each a block of lines with their newlines. */
  readonly blocks: (style: SeamStyle) => readonly string[];
}

/** The seam of one package after the run. */
export interface ExtendedSeam {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  readonly newFiles: readonly NewFile[];
}

/** Lines of a doc comment that say of a function in JavaScript what its types say in TypeScript: it gives the app's type back. */
export const appTypeLines = ({ typescript }: SeamStyle): readonly string[] =>
  typescript ? [] : [" * @type {<App extends object>(app: App) => App}"];

/** Makes or extends a package's seam so that it has more exports, at its end. */
export function seamExports(context: PlanContext, read: SourceReader, wanted: SeamExports): ExtendedSeam {
  const { owner, users, module, names } = wanted;
  const seam = seamFile(context, owner, users);
  const [first = ""] = users;
  const user = read(first);
  const source = parseSource(seam.file, seam.text ?? "");
  const shown = user && styleOf(user);
  const style: SeamStyle = {
    ...(seam.text === undefined && shown ? shown : styleOf(source, shown)),
    typescript: /ts$/.test(seam.file),
    require: usesRequire(
      seam.text === undefined ? first : seam.file,
      seam.text === undefined && user ? user : source,
      owner.isModule,
    ),
  };
  const exports = wanted
    .blocks(style)
    .map((it) => style.newline + it)
    .join("");
  if (seam.text === undefined) {
    const text = importLine(style, names, module) + exports;
    return { file: seam.file, edits: [], newFiles: [{ file: seam.file, text }] };
  }
  const add = names.map((name) => ({ module, name, local: name, typeOnly: false }));
  const imports = importEdits({ file: seam.file, source, style, add, remove: [], require: style.require });
  const end = seam.text.length;
  const text = (seam.text.endsWith("\n") ? "" : style.newline) + exports;
  return { file: seam.file, edits: [...imports, { file: seam.file, start: end, end, text }], newFiles: [] };
}

function importLine(style: SeamStyle, names: readonly string[], module: string): string {
  const { quote, semicolon, newline } = style;
  const from = `${quote}${module}${quote}`;
  const list = `{ ${names.join(", ")} }`;
  const line = style.require ? `const ${list} = require(${from})` : `import ${list} from ${from}`;
  return line + semicolon + newline;
}
