import { ts } from "ts-morph";
import type { Agent } from "../../../contracts/audited-app.ts";
import { lineStart } from "../../kit/line-around.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import { importedFile } from "./imported-file.ts";
import { textsIn } from "./texts-in.ts";

/** What an agent's own code says of it. */
export interface AgentTexts {
  /** The beginning of its prompt, one or two sentences; undefined where none is seen. */
  readonly prompt: string | undefined;
  /** Names of its tools. */
  readonly tools: readonly string[];
}

/** Reads what the code that an agent is made of says, where it is written down beside the graph or one import away. */
export function agentTexts(read: SourceReader, { file, line, name }: Agent): AgentTexts {
  const source = read(file);
  if (!source) return { prompt: undefined, tools: [] };
  const made = madeAt(source, line, name);
  const code = made.flatMap((it) => definitionsOf(read, source, it));
  const texts = code.flatMap(textsIn);
  const prompt = texts.find((it) => it.trim().length >= 30 && /\s/.test(it.trim()));
  return { prompt: prompt === undefined ? undefined : opening(prompt), tools: [...new Set(code.flatMap(toolNames))] };
}

/** Identifiers in the call that adds the agent to its graph. */
function madeAt(source: ts.SourceFile, line: number, name: string): ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const [start, end] = [lineStart(source.text, line), lineStart(source.text, line + 1)];
  walkNodes(source, (node) => {
    const first = ts.isCallExpression(node) ? node.arguments[0] : undefined;
    if (!ts.isCallExpression(node) || !first || !ts.isStringLiteralLike(first) || first.text !== name) return;
    if (first.getStart(source) < start - 400 || first.getStart(source) > end) return;
    for (const argument of node.arguments.slice(1))
      walkNodes(argument, (it) => void (ts.isIdentifier(it) && found.push(it)));
  });
  return found;
}

/** What a name stands for in this file (a function, a variable, a method), or in the file that it is imported from. */
function definitionsOf(read: SourceReader, source: ts.SourceFile, { text }: ts.Identifier): readonly ts.Node[] {
  const own = declarations(source, text);
  if (own.length > 0) return own;
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (!new RegExp(`\\b${text}\\b`).test(statement.importClause?.getText() ?? "")) continue;
    const there = importedFile(read, source.fileName, statement.moduleSpecifier.text);
    if (there) return declarations(there, text);
  }
  return [];
}

function declarations(source: ts.SourceFile, name: string): ts.Node[] {
  const found: ts.Node[] = [];
  walkNodes(source, (node) => {
    const isOne =
      ts.isFunctionDeclaration(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isClassDeclaration(node);
    if (isOne && node.name?.getText(source) === name) found.push(node);
  });
  return found;
}

/** `name` of `tool(…, { name: "search" })` in a definition. */
function toolNames(node: ts.Node): string[] {
  const found: string[] = [];
  walkNodes(node, (it) => {
    if (!ts.isCallExpression(it) || !/\b(tool|DynamicStructuredTool|DynamicTool)$/.test(it.expression.getText()))
      return;
    for (const argument of it.arguments.filter(ts.isObjectLiteralExpression))
      for (const property of argument.properties)
        if (
          ts.isPropertyAssignment(property) &&
          property.name.getText() === "name" &&
          ts.isStringLiteralLike(property.initializer)
        )
          found.push(property.initializer.text);
  });
  return found;
}

/** The first sentences of a prompt, at most 240 characters. */
function opening(prompt: string): string {
  const line = prompt.replace(/\s+/g, " ").trim();
  const sentences = line.match(/[^.!?]+[.!?]+(\s|$)/g) ?? [line];
  const [first = line, second = ""] = sentences.map((it) => it.trim());
  const both = `${first} ${second}`.trim();
  const text = both.length <= 240 ? both : first;
  return text.length > 240 ? `${text.slice(0, 239)}…` : text;
}
