import { posix } from "node:path";
import { ts } from "ts-morph";
import type { StateSite } from "../../../contracts/audited-site.ts";
import { rootOf } from "../../kit/compile-calls.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { ParsedFile } from "./saver-site.ts";

/** The graphs whose conversations a saver keeps. */
export interface GraphsOfSaver {
  /** One for each graph, the same for savers of one graph; empty where what uses the saver could not be seen. */
  readonly ids: ReadonlySet<string>;
  /** How the code calls the first; empty where it has no name. */
  readonly name: string;
}

/** What a saver is handed to, in its own file or elsewhere: `graph.compile({ checkpointer })`, a prebuilt agent's options. */
export function graphsOfSaver(
  { consumers = [] }: StateSite,
  parse: (file: string) => ParsedFile | undefined,
): GraphsOfSaver {
  const found = consumers.flatMap(({ file, start, end }) => {
    const parsed = parse(file);
    const call = parsed && callAt(parsed, start, end);
    return call ? [graphOf(call, parsed)] : [];
  });
  return { ids: new Set(found.map((it) => it.id)), name: found[0]?.name ?? "" };
}

function callAt({ source }: ParsedFile, start: number, end: number): ts.CallExpression | ts.NewExpression | undefined {
  let found: ts.CallExpression | ts.NewExpression | undefined;
  walkNodes(source, (node) => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && node.end === end && node.getStart(source) === start)
      found ??= node;
  });
  return found;
}

function graphOf(call: ts.CallExpression | ts.NewExpression, parsed: ParsedFile) {
  const { file, source } = parsed;
  const holder =
    ts.isVariableDeclaration(call.parent) && ts.isIdentifier(call.parent.name) ? call.parent.name.text : undefined;
  if (
    ts.isCallExpression(call) &&
    ts.isPropertyAccessExpression(call.expression) &&
    call.expression.name.text === "compile"
  ) {
    const root = rootOf(call).getText(source);
    return { id: originOf(root, parsed), name: holder ?? (/^[\w$]+$/.test(root) ? root : "") };
  }
  return { id: `${file} ${call.getStart(source)}`, name: holder ?? "" };
}

/** Where a builder is from: the file that exports it, so that all files that compile it speak of one graph, else this file. */
function originOf(root: string, { file, bindings }: ParsedFile): string {
  const name = root.replace(/\(\)$/, "");
  const imported = bindings.find((it) => it.local === name);
  if (!imported) return `${moduleName(file)} ${root}`;
  const { module } = imported;
  const from = module.startsWith(".") ? moduleName(posix.join(posix.dirname(file), module)) : module;
  return `${from} ${root.replace(name, imported.imported)}`;
}

/** A file as an import may name it: without extension, and a folder for its index. */
const moduleName = (file: string): string => file.replace(/\.[cm]?[jt]sx?$/, "").replace(/(^|\/)index$/, "");
