import type { PlanContext } from "../../kit/define-codemod.ts";
import type { NewFile, TextEdit } from "../../kit/edit-plan.ts";
import { handoffModule } from "../../kit/emitted-packages.ts";
import { importEdits, usesRequire } from "../../kit/import-edits.ts";
import type { PackageOfFile } from "../../kit/package-of-file.ts";
import { parseSource } from "../../kit/parse-source.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { seamFile } from "../../kit/seam-file.ts";
import { styleOf } from "../../kit/text-style.ts";
import { type HandoffEntry, type HandoffStyle, handoffText } from "./handoff-text.ts";

/** The seam of one package after the run. */
export interface HandoffSeam {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  readonly newFiles: readonly NewFile[];
}

/** Makes or extends the package's seam so that it exports one function for each app; `users` are the files that will import it. */
export function handoffSeam(
  context: PlanContext,
  read: SourceReader,
  owner: PackageOfFile,
  users: readonly string[],
  entries: readonly HandoffEntry[],
): HandoffSeam {
  const seam = seamFile(context, owner, users);
  const [first = ""] = users;
  const user = read(first);
  const source = parseSource(seam.file, seam.text ?? "");
  const shown = user && styleOf(user);
  const style: HandoffStyle = {
    ...(seam.text === undefined && shown ? shown : styleOf(source, shown)),
    typescript: /ts$/.test(seam.file),
    require: usesRequire(
      seam.text === undefined ? first : seam.file,
      seam.text === undefined && user ? user : source,
      owner.isModule,
    ),
  };
  const exports = entries.map((it) => style.newline + handoffText(it, style)).join("");
  if (seam.text === undefined)
    return { file: seam.file, edits: [], newFiles: [{ file: seam.file, text: importLine(style) + exports }] };
  const add = [{ module: handoffModule, name: "withHandoffs", local: "withHandoffs", typeOnly: false }];
  const imports = importEdits({ file: seam.file, source, style, add, remove: [], require: style.require });
  const end = seam.text.length;
  const text = (seam.text.endsWith("\n") ? "" : style.newline) + exports;
  return { file: seam.file, edits: [...imports, { file: seam.file, start: end, end, text }], newFiles: [] };
}

function importLine({ quote, semicolon, newline, require }: HandoffStyle): string {
  const from = `${quote}${handoffModule}${quote}`;
  const line = require ? `const { withHandoffs } = require(${from})` : `import { withHandoffs } from ${from}`;
  return line + semicolon + newline;
}
