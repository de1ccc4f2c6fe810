import { ts } from "ts-morph";
import type { Change, TextEdit } from "../../kit/edit-plan.ts";
import { lineOf } from "../../kit/line-around.ts";
import { textLiteral } from "../../kit/text-literal.ts";
import { styleOf } from "../../kit/text-style.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import { givenText } from "./given-text.ts";
import { holds, type RoutingSite, siteChangeId } from "./routing-site.ts";

/** Puts the question to the registry around a call, whose own text stays. `ask`: local name of the seam's function. */
export function siteEdit(routing: RoutingSite, ask: string, name: string): Change {
  const { site, source, node, answers } = routing;
  const { file } = site;
  const start = node.getStart(source);
  const [before, after] = site.kind === "implicit" ? aroundNode(routing, ask, name) : aroundCall(routing, ask, name);
  return {
    id: siteChangeId(routing),
    file,
    line: lineOf(source.text, start),
    what: `asks the registry first (site ${name}, off), among ${[...answers.keys()].join(", ")}`,
    edits: [
      { file, start, end: start, text: before },
      ...deeperLines(routing),
      { file, start: node.end, end: node.end, text: after },
    ],
  };
}

function aroundCall(routing: RoutingSite, ask: string, name: string): readonly [string, string] {
  const { node } = routing;
  const { line, deep, style } = layout(routing);
  // A wait inside would be one of the inner function's own.
  const inner = holds(node, ts.isAwaitExpression) ? "async () => " : "() => ";
  const head = [`${ask}(`, `${deep}${textLiteral(name, style)},`, `${deep}${givenText(node)},`];
  return [[...head, ...answerLines(routing), deep + inner].join(style.newline), `,${style.newline}${line})`];
}

function aroundNode(routing: RoutingSite, ask: string, name: string): readonly [string, string] {
  const { line, deep, style } = layout(routing);
  const head = [`${ask}.node(`, `${deep}${textLiteral(name, style)},`, ...answerLines(routing), deep];
  return [head.join(style.newline), `,${style.newline}${line})`];
}

function answerLines(routing: RoutingSite): string[] {
  const { deep, style } = layout(routing);
  const key = (it: string): string => (/^[A-Za-z_$][\w$]*$/.test(it) ? it : textLiteral(it, style));
  const entries = [...routing.answers].map(([target, answer]) => `${deep}${style.indent}${key(target)}: ${answer},`);
  return [`${deep}{`, ...entries, `${deep}},`];
}

/** The lines of the call go one step in, but for those that begin within a text. */
function deeperLines({ site: { file }, source, node }: RoutingSite): TextEdit[] {
  const { indent } = styleOf(source);
  const texts: (readonly [number, number])[] = [];
  walkNodes(node, (at) => {
    if (ts.isNoSubstitutionTemplateLiteral(at) || ts.isTemplateExpression(at))
      texts.push([at.getStart(source), at.end]);
  });
  const starts: number[] = [];
  for (
    let at = source.text.indexOf("\n", node.getStart(source));
    at >= 0 && at < node.end;
    at = source.text.indexOf("\n", at + 1)
  )
    starts.push(at + 1);
  return starts
    .filter((at) => !/[\r\n]/.test(source.text[at] ?? "") && !texts.some(([from, to]) => from < at && at < to))
    .map((at) => ({ file, start: at, end: at, text: indent }));
}

function layout({ source, node }: RoutingSite) {
  const style = styleOf(source);
  const start = node.getStart(source);
  const lineStart = source.text.lastIndexOf("\n", start - 1) + 1;
  const line = /^[ \t]*/.exec(source.text.slice(lineStart).replace("\uFEFF", ""))?.[0] ?? "";
  return { style, line, deep: line + style.indent };
}
