import { posix } from "node:path";
import { ts } from "ts-morph";
import type { PlanContext } from "./define-codemod.ts";
import { moduleResolution } from "./module-resolution.ts";
import { packageOfFile } from "./package-of-file.ts";
import { isSourceFile, parseSource } from "./parse-source.ts";
import { walkNodes } from "./walk-nodes.ts";

type ExtensionStyle = "none" | "output" | "source";

/** How `from` should name `to` in an import: with the ending that the file, else its package, gives to others. */
export function relativeImport(context: PlanContext, from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  const full = path.startsWith(".") ? path : `./${path}`;
  const style = extensionStyle(context, from, to);
  if (style === "source") return full;
  if (style === "none") return full.replace(/\.[cm]?[jt]sx?$/, "");
  return full.replace(/\.([cm]?)tsx?$/, ".$1js");
}

function extensionStyle(context: PlanContext, from: string, to: string): ExtensionStyle {
  // `.mjs`, `.cjs` and their TypeScript forms are found by no resolver without their ending.
  if (/\.[cm][jt]s$/.test(to)) return /ts$/.test(to) && shown(context, from) === "source" ? "source" : "output";
  const own = shown(context, from);
  if (own !== undefined) return own;
  const { folder, isModule } = packageOfFile(context, from);
  const isEsm = /\.m[jt]s$/.test(from) || (isModule && !/\.c[jt]s$/.test(from));
  const resolution = moduleResolution(context, from);
  // Node finds no ES module without its ending, whatever files beside this one get away with.
  if (isEsm && resolution === "node16") return "output";
  const prefix = folder === "" ? "" : `${folder}/`;
  const others = context.files.filter((it) => it.startsWith(prefix) && isSourceFile(it)).slice(0, mostFiles);
  for (const other of others) {
    const style = shown(context, other);
    if (style !== undefined) return style;
  }
  return /\.m[jt]s$/.test(from) || (isEsm && resolution !== "bundler") ? "output" : "none";
}

const mostFiles = 40;

/** What the file's own relative imports end in; undefined where it has none of source files. */
function shown(context: PlanContext, file: string): ExtensionStyle | undefined {
  const text = context.readText(file);
  if (text === undefined) return undefined;
  const counts = { none: 0, output: 0, source: 0 };
  walkNodes(parseSource(file, text), (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined || !/^\.{1,2}\//.test(specifier) || /\.(json|css|svg|md|node)$/.test(specifier)) return;
    if (/\.[cm]?tsx?$/.test(specifier)) counts.source++;
    else if (/\.[cm]?jsx?$/.test(specifier)) counts.output++;
    else counts.none++;
  });
  const best = Math.max(...Object.values(counts));
  if (best === 0) return undefined;
  return counts.output === best ? "output" : counts.none === best ? "none" : "source";
}

function specifierOf(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== "require")
    return undefined;
  const argument = node.arguments[0];
  return argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}
