import { posix } from "node:path";
import { ts } from "ts-morph";
import { rootOf } from "../../kit/compile-calls.ts";
import type { ParsedFile, SaverSite } from "./saver-site.ts";

/** A graph that a saver is made for in place. */
export interface GraphOfSaver {
  /** The same for savers of one graph. */
  readonly id: string;
  /** How the code calls it. */
  readonly name: string;
}

/**
 * The graph in whose making a saver is made: `x.compile({ checkpointer: new MemorySaver() })`, or a prebuilt agent's options.
 * Undefined where a variable or a field holds the saver: whoever uses it shares it already.
 */
export function graphOfSaver({ node, parsed }: SaverSite): GraphOfSaver | undefined {
  const { file, source } = parsed;
  const option = node.parent;
  const call = ts.isPropertyAssignment(option) ? option.parent.parent : option;
  if (!ts.isCallExpression(call)) return undefined;
  const holder =
    ts.isVariableDeclaration(call.parent) && ts.isIdentifier(call.parent.name) ? call.parent.name.text : undefined;
  if (ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === "compile") {
    const root = rootOf(call).getText(source);
    return { id: originOf(root, parsed), name: holder ?? (/^[\w$]+$/.test(root) ? root : "") };
  }
  return { id: `${file} ${node.getStart(source)}`, name: holder ?? "" };
}

/** Where a builder is from: the file that exports it, so that two files that compile it speak of one graph, else this file. */
function originOf(root: string, { file, bindings }: ParsedFile): string {
  const name = root.replace(/\(\)$/, "");
  const imported = bindings.find((it) => it.local === name);
  if (!imported) return `${file} ${root}`;
  const { module } = imported;
  return `${module.startsWith(".") ? posix.join(posix.dirname(file), module) : module} ${imported.imported}`;
}
