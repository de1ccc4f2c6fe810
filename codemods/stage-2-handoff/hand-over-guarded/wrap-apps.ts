import type { ts } from "ts-morph";
import type { AuditedApp } from "../../../contracts/audited-app.ts";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { Change, TextEdit } from "../../kit/edit-plan.ts";
import { importEdits, usesRequire } from "../../kit/import-edits.ts";
import { lineOf } from "../../kit/line-around.ts";
import { relativeImport } from "../../kit/relative-import.ts";
import { styleOf } from "../../kit/text-style.ts";
import { boundText, type HandoffEntry } from "./handoff-text.ts";

/** An app whose compiled graph will be handed to a function of the seam. */
export interface GuardedApp {
  /** Names its change. */
  readonly id: string;
  readonly app: AuditedApp;
  readonly entry: HandoffEntry;
  readonly source: ts.SourceFile;
  readonly calls: readonly ts.CallExpression[];
}

/** A name that none of `taken` is. */
export const freeName = (name: string, taken: readonly string[]): string =>
  [name, ...taken.map((_, index) => `${name}${index + 2}`)].find((it) => !taken.includes(it)) ?? name;

/** Puts each app's function of the seam around its `compile()`, and imports it. */
export function wrapApps(
  context: PlanContext,
  apps: readonly GuardedApp[],
  seam: string,
  isModule: boolean,
): { readonly changes: readonly Change[]; readonly imports: readonly TextEdit[] } {
  const locals = new Map(apps.map((it) => [it, localName(it)]));
  const changes = apps.map((app): Change => {
    const { id, source, calls, entry } = app;
    const local = locals.get(app) ?? entry.name;
    const file = app.app.graph.file;
    const [first] = calls;
    const edits = calls.flatMap((call): TextEdit[] => [
      { file, start: call.getStart(source), end: call.getStart(source), text: `${local}(` },
      { file, start: call.end, end: call.end, text: ")" },
    ]);
    const line = first ? lineOf(source.text, first.getStart(source)) : app.app.graph.line;
    const what = entry.chains.map((it) => `${it.agents.join(" -> ")}, guarded (${boundText(it)})`).join("; ");
    return { id, file, line, what: `hands over along ${what}`, edits };
  });
  const files = [...new Set(apps.map((it) => it.app.graph.file))];
  const imports = files.flatMap((file) => {
    const own = apps.filter((it) => it.app.graph.file === file);
    const source = own[0]?.source;
    if (!source) return [];
    const module = relativeImport(context, file, seam);
    const add = own.map((it) => ({
      module,
      name: it.entry.name,
      local: locals.get(it) ?? it.entry.name,
      typeOnly: false,
    }));
    return importEdits({
      file,
      source,
      style: styleOf(source),
      add,
      remove: [],
      require: usesRequire(file, source, isModule),
    });
  });
  return { changes, imports };
}

/** The function's own name unless the file uses that for something else. */
function localName({ entry, source }: GuardedApp): string {
  const isTaken = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(source.text);
  return isTaken(entry.name)
    ? freeName(`${entry.name}Guarded`, isTaken(`${entry.name}Guarded`) ? [`${entry.name}Guarded`] : [])
    : entry.name;
}
