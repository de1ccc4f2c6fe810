import type { PlanContext } from "./define-codemod.ts";
import { firstFile } from "./dependency-edits.ts";
import type { TextEdit } from "./edit-plan.ts";
import type { PackageOfFile } from "./package-of-file.ts";
import { newlineOf } from "./text-style.ts";

const names = [".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", ".env.local.example"];

/** Adds a variable to the project's example of an environment, if it keeps one that does not name it yet. */
export function envExampleEdits(
  context: PlanContext,
  owner: PackageOfFile,
  variable: { readonly name: string; readonly value: string; readonly comment: string },
): TextEdit[] {
  const file = firstFile(context, owner, names);
  const text = file === undefined ? undefined : context.readText(file);
  if (file === undefined || text === undefined || new RegExp(`^\\s*#?\\s*${variable.name}\\s*=`, "m").test(text))
    return [];
  const newline = newlineOf(text);
  const values = [...text.matchAll(/^\s*\w+=(.*)$/gm)].map((it) => it[1]?.trim() ?? "");
  const isQuoted = values.length > 0 && values.filter((it) => it.startsWith('"')).length * 2 > values.length;
  const line = `${variable.name}=${isQuoted ? `"${variable.value}"` : variable.value}`;
  const endsInNewline = text === "" || text.endsWith("\n");
  const lines = [...(text.includes("#") ? ["", `# ${variable.comment}`] : []), line].join(newline);
  const added = endsInNewline ? lines + newline : newline + lines;
  return [{ file, start: text.length, end: text.length, text: added }];
}
