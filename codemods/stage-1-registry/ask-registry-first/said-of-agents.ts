import { ts } from "ts-morph";
import { plainName } from "../../../contracts/plain-name.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import { textsIn } from "./texts-in.ts";

/**
 * What some files say of each agent: a prompt in a line of its own, such as `- retrieval: finds passages`, else a table by the
 * agents' names. The first that does.
 */
export function saidOfAgents(
  read: SourceReader,
  files: readonly string[],
  names: readonly string[],
): ReadonlyMap<string, string> {
  const sources = files.flatMap((file) => read(file) ?? []);
  const lines = sources.flatMap(textsIn).flatMap((it) => it.split("\n"));
  const said = new Map<string, string>();
  for (const line of lines) {
    const [, name = "", what = ""] =
      /^[\s>*•\d.)-]*["'`*_[(]*([\p{L}\p{N}_ -]{1,60}?)["'`*_\])]*\s*(?::|=>|->|–|—|\s-\s)\s*(.+)$/u.exec(line) ?? [];
    const agent = names.find((it) => plainName(it) === plainName(name));
    const text = tidy(what);
    if (agent !== undefined && text !== "" && !said.has(agent)) said.set(agent, text);
  }
  for (const [name, what] of sources.flatMap(tabled)) {
    const agent = names.find((it) => plainName(it) === plainName(name));
    if (agent !== undefined && !said.has(agent)) said.set(agent, tidy(what));
  }
  return said;
}

/** `{ dining: "You run the restaurant." }`: sentences by name. */
function tabled(source: ts.SourceFile): [string, string][] {
  const found: [string, string][] = [];
  walkNodes(source, (node) => {
    if (!ts.isPropertyAssignment(node) || !ts.isStringLiteralLike(node.initializer)) return;
    const name =
      node.name
        .getText(source)
        .replace(/[[\]"'`]/g, "")
        .split(".")
        .at(-1) ?? "";
    if (/\S\s+\S+\s+\S/.test(node.initializer.text)) found.push([name, node.initializer.text]);
  });
  return found;
}

/** One line without marks around it, at most 400 characters. */
const tidy = (text: string): string => {
  const line = text
    .replace(/[*_`"']{2,}/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 400 ? `${line.slice(0, 399)}…` : line;
};
