import { ts } from "ts-morph";
import type { StateSite } from "../../../contracts/audited-site.ts";
import type { PlanContext } from "../../kit/define-codemod.ts";
import { type ImportBinding, importBindings, importedName } from "../../kit/import-bindings.ts";
import { lineOf } from "../../kit/line-around.ts";
import { parseSource } from "../../kit/parse-source.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";

/** A parsed file with its imports. */
export interface ParsedFile {
  readonly file: string;
  readonly source: ts.SourceFile;
  readonly bindings: readonly ImportBinding[];
}

/** An in-memory saver or store that the audit found, at its place in the text. */
export interface SaverSite {
  readonly site: StateSite;
  readonly parsed: ParsedFile;
  readonly kind: "saver" | "store";
  /** What makes it: `new MemorySaver()`, or `SqliteSaver.fromConnString(":memory:")`. */
  readonly node: ts.NewExpression | ts.CallExpression;
  /** Where its class comes from. */
  readonly module: string;
  readonly className: string;
}

/** What a site of the audit is in the text; a reason where it is not one expression that can be replaced. */
export function locate(site: StateSite, parsed: ParsedFile): SaverSite | string {
  const onLine = savers(parsed).filter(
    (it) => lineOf(parsed.source.text, it.node.getStart(parsed.source)) === site.line,
  );
  const own = onLine.filter((it) => it.className === site.name || it.localName === site.name);
  const [found, second] = own;
  if (found && !second) return { site, parsed, kind: site.kind === "store" ? "store" : "saver", ...found };
  if (second) return `${own.length} of ${site.name} are made on one line; put each on a line of its own`;
  return `${site.name} is not made with \`new\` from an import here; use a database saver in its place by hand`;
}

/** True where a site's class is the project's own: declared in the file, or imported from another file of the project. */
export function isOwnClass({ name }: StateSite, { source, bindings }: ParsedFile): boolean {
  if (bindings.some((it) => it.local === name && /^\.{1,2}(\/|$)/.test(it.module))) return true;
  let found = false;
  walkNodes(source, (node) => {
    if (ts.isClassLike(node) && node.name?.text === name) found = true;
  });
  return found;
}

/** Names the change of one saver, for people who take or decline it. */
export const changeId = ({ parsed, node }: SaverSite): string =>
  `move-savers-to-redis ${parsed.file}:${node.getStart(parsed.source)}`;

/** Reads and parses a file, at most once a plan. */
export function fileParser(context: PlanContext): (file: string) => ParsedFile | undefined {
  const known = new Map<string, ParsedFile | undefined>();
  return (file) => {
    if (!known.has(file)) {
      const text = context.readText(file);
      const source = text === undefined ? undefined : parseSource(file, text);
      known.set(file, source && { file, source, bindings: importBindings(source) });
    }
    return known.get(file);
  };
}

interface Found {
  readonly node: ts.NewExpression | ts.CallExpression;
  readonly module: string;
  readonly className: string;
  readonly localName: string;
}

function savers({ source, bindings }: ParsedFile): Found[] {
  const found: Found[] = [];
  walkNodes(source, (node) => {
    const callee = ts.isNewExpression(node)
      ? node.expression
      : ts.isCallExpression(node)
        ? receiverOf(node)
        : undefined;
    const from = callee && importedName(bindings, callee);
    if (!from || (!ts.isNewExpression(node) && !ts.isCallExpression(node))) return;
    const localName = ts.isIdentifier(callee) ? callee.text : from.name;
    found.push({ node, module: from.module, className: from.name, localName });
  });
  return found;
}

const receiverOf = (call: ts.CallExpression): ts.Expression | undefined =>
  ts.isPropertyAccessExpression(call.expression) && /^from[A-Z]/.test(call.expression.name.text)
    ? call.expression.expression
    : undefined;
