import { ts } from "ts-morph";
import type { Hop } from "../../../contracts/audited-app.ts";
import type { TextEdit } from "../../kit/edit-plan.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { styleOf } from "../../kit/text-style.ts";
import { uncast } from "./graph-calls.ts";
import type { HopSite } from "./hop-site.ts";
import { literalFor } from "./literal-for.ts";

/** What an agent's own code has to do from now on. */
export interface ReturnChange {
  /** True where its `Command`s go back to the conductor. */
  readonly commands: boolean;
  /** Text of calls that the conductor made on the hop. */
  readonly calls: readonly string[];
}

/** Edits to what an agent returns: its commands go on to the next one, and what the conductor wrote is written here. */
export function rewriteReturns(read: SourceReader, site: HopSite, change: ReturnChange): TextEdit[] | string {
  const writes = Object.entries(site.hop.writes ?? {});
  if (!change.commands && writes.length === 0 && change.calls.length === 0) return [];
  const { returns, from } = site.hop;
  if (returns === null || returns.length === 0)
    return `${from} is no function whose return values are written in the project`;
  const edits: TextEdit[] = [];
  for (const place of returns) {
    const source = read(place.file);
    const node = source && expressionAt(source, place);
    if (!source || !node) return `${place.file} cannot be read as UTF-8 text`;
    const own = rewriteOne(source, node, site, change);
    if (typeof own === "string") return `${from}: ${own} (${place.file}:${place.line})`;
    edits.push(...own);
  }
  const [first] = returns;
  const source = first && read(first.file);
  const node = source && first && expressionAt(source, first);
  return source && node && change.commands ? [...edits, ...returnTypeEdits(source, node, site)] : edits;
}

function rewriteOne(source: ts.SourceFile, node: ts.Expression, site: HopSite, { commands, calls }: ReturnChange) {
  const edits: TextEdit[] = [];
  const at = uncast(node);
  const writes = Object.entries(site.hop.writes ?? {});
  if (commands) {
    const options = commandOptions(at);
    if (!options) return "it returns something else than a new Command, written in place";
    const goto = assigned(options, "goto");
    if (!goto || !ts.isStringLiteralLike(uncast(goto)) || (uncast(goto) as ts.StringLiteral).text !== site.conductor)
      return `its Command does not name ${site.conductor} in place`;
    const name = uncast(goto);
    edits.push({ file: source.fileName, start: name.getStart(source) + 1, end: name.end - 1, text: site.hop.to });
    if (writes.length > 0) {
      const update = assigned(options, "update");
      const literal = update && uncast(update);
      if (update && !(literal && ts.isObjectLiteralExpression(literal)))
        return "the update of its Command is not written in place";
      edits.push(
        literal && ts.isObjectLiteralExpression(literal)
          ? addFields(source, literal, fieldTexts(source, writes))
          : addFields(source, options, [`update: { ${fieldTexts(source, writes).join(", ")} }`]),
      );
    }
  } else if (writes.length > 0) {
    if (!ts.isObjectLiteralExpression(at))
      return "what it returns is not written in place, and has to hold more from now on";
    edits.push(addFields(source, at, fieldTexts(source, writes)));
  }
  if (calls.length === 0) return edits;
  const statement = node.parent;
  if (!ts.isReturnStatement(statement) || !(ts.isBlock(statement.parent) || ts.isCaseOrDefaultClause(statement.parent)))
    return "it returns from within an expression, where no call can be put before";
  const { newline, semicolon } = styleOf(source);
  const start = statement.getStart(source);
  const indent = /[ \t]*$/.exec(source.text.slice(0, start))?.[0] ?? "";
  return [
    ...edits,
    { file: source.fileName, start, end: start, text: calls.map((it) => it + semicolon + newline + indent).join("") },
  ];
}

/** The expression of a place; the offsets of a file with a byte order mark may be counted with it or without. */
function expressionAt(
  source: ts.SourceFile,
  { start, end }: NonNullable<Hop["returns"]>[number],
): ts.Expression | undefined {
  const find = (from: number, to: number): ts.Expression | undefined => {
    const visit = (node: ts.Node): ts.Node | undefined => {
      if (from < node.getStart(source) || to > node.end)
        return ts.isSourceFile(node) ? ts.forEachChild(node, visit) : undefined;
      return node.getStart(source) === from && node.end === to ? node : ts.forEachChild(node, visit);
    };
    return visit(source) as ts.Expression | undefined; // the audit lists expressions
  };
  return find(start, end) ?? find(start + 1, end + 1);
}

function commandOptions(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  if (!ts.isNewExpression(node) || !/(^|\.)Command$/.test(node.expression.getText())) return undefined;
  const options = node.arguments?.[0];
  return options && ts.isObjectLiteralExpression(options) ? options : undefined;
}

function assigned(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const it of literal.properties) {
    if (it.name?.getText() !== name) continue;
    if (ts.isPropertyAssignment(it)) return it.initializer;
    if (ts.isShorthandPropertyAssignment(it)) return it.name;
  }
  return undefined;
}

const fieldTexts = (source: ts.SourceFile, writes: readonly (readonly [string, unknown])[]): string[] =>
  writes.map(([name, value]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : literalFor(source, name);
    return `${key}: ${literalFor(source, value)}`;
  });

/** What may stand between the last field of a literal and the end of its line where that is a comment. */
const lastLine = /^(,?)([ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*))(?=\r?\n)/;

/** Puts fields at the end of an object literal, on lines of their own where its fields have such, after what is said of the last one. */
function addFields(source: ts.SourceFile, literal: ts.ObjectLiteralExpression, fields: readonly string[]): TextEdit {
  const file = source.fileName;
  const last = literal.properties.at(-1);
  if (!last) return { file, start: literal.getStart(source), end: literal.end, text: `{ ${fields.join(", ")} }` };
  const before = source.text.slice(0, last.getStart(source));
  const line = /\r?\n[ \t]*$/.exec(before)?.[0];
  const between = line ?? " ";
  const [said, comma, comment] = lastLine.exec(source.text.slice(last.end)) ?? [];
  if (line === undefined || said === undefined)
    return { file, start: last.end, end: last.end, text: fields.map((it) => `,${between}${it}`).join("") };
  const text = `,${comment}${between}${fields.join(`,${between}`)}${comma}`;
  return { file, start: last.end, end: last.end + said.length, text };
}

/** `Promise<Command<"boss">>` names where the function's commands go. */
function returnTypeEdits(source: ts.SourceFile, returned: ts.Expression, { conductor, hop }: HopSite): TextEdit[] {
  const fn = ts.findAncestor(returned, ts.isFunctionLike);
  const edits: TextEdit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) && node.literal.text === conductor)
      edits.push({ file: source.fileName, start: node.getStart(source) + 1, end: node.end - 1, text: hop.to });
    ts.forEachChild(node, visit);
  };
  if (fn?.type) visit(fn.type);
  return edits;
}
