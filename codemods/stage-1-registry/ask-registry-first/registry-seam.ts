import { ts } from "ts-morph";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { NewFile, TextEdit } from "../../kit/edit-plan.ts";
import { registryModule } from "../../kit/emitted-packages.ts";
import { importEdits, usesRequire } from "../../kit/import-edits.ts";
import { knowsProcess } from "../../kit/knows-process.ts";
import type { PackageOfFile } from "../../kit/package-of-file.ts";
import { parseSource } from "../../kit/parse-source.ts";
import { relativeImport } from "../../kit/relative-import.ts";
import { type SeamFile, seamFile } from "../../kit/seam-file.ts";
import { textLiteral } from "../../kit/text-literal.ts";
import { styleOf, type TextStyle } from "../../kit/text-style.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { RoutingSite } from "./routing-site.ts";

/** The seam of a package as far as call sites ask the registry through it. */
export interface RegistrySeam {
  readonly seam: SeamFile;
  /** What call sites import. */
  readonly name: string;
  /** Where the cards are, or shall be. */
  readonly cardsFile: string;
  /** True where the code of the package knows `process.env`, by its kind or its types. */
  readonly hasProcess: boolean;
  /** How files that do not exist yet are written. */
  readonly style: TextStyle;
  /** True where they are `require`d. */
  readonly require: boolean;
  /** Names of sites that the seam has already. */
  readonly taken: ReadonlySet<string>;
  /** The `sites` of the seam's call; undefined where there is no such call yet. */
  readonly sites: ts.ObjectLiteralExpression | undefined;
  /** Why the seam cannot be extended; undefined where it can. */
  readonly against: string | undefined;
}

const EXPORT = "askRegistry";

/** Looks at the seam of a package, or at where it belongs. */
export function registrySeam(context: PlanContext, owner: PackageOfFile, sites: readonly RoutingSite[]): RegistrySeam {
  const users = [...new Set(sites.map((it) => it.site.file))];
  const seam = seamFile(context, owner, users);
  const first = sites[0]?.source ?? parseSource(seam.file, "");
  const source = seam.text === undefined ? undefined : parseSource(seam.file, seam.text);
  const call = source && registryCall(source);
  const options = call?.node.arguments[0];
  const listed = options && ts.isObjectLiteralExpression(options) ? propertyOf(options, "sites") : undefined;
  const object = listed && ts.isObjectLiteralExpression(listed) ? listed : undefined;
  return {
    seam,
    name: call?.name ?? EXPORT,
    cardsFile: seam.file.replace(/(\.[cm]?[jt]s)$/, "-cards$1"),
    hasProcess: !/ts$/.test(seam.file) || knowsProcess(context, owner),
    style: source ? styleOf(source, styleOf(first)) : styleOf(first),
    require: usesRequire(
      seam.text === undefined ? (users[0] ?? seam.file) : seam.file,
      source ?? first,
      owner.isModule,
    ),
    taken: new Set(object?.properties.map((it) => nameOf(it)) ?? []),
    sites: object,
    against: call && !object ? `${seam.file} has no plain list of sites in its call of registryFirst` : undefined,
  };
}

/** Adds sites to the seam, each off; makes the seam, or its question to the registry, where there is none. */
export function seamChange(
  context: PlanContext,
  registry: RegistrySeam,
  names: readonly string[],
): { readonly edits: readonly TextEdit[]; readonly newFiles: readonly NewFile[] } {
  const { seam, cardsFile, style, require, sites } = registry;
  if (names.length === 0) return { edits: [], newFiles: [] };
  const { file } = seam;
  if (sites) return { edits: [addSites(file, sites, names, style)], newFiles: [] };
  const cards = relativeImport(context, file, cardsFile);
  const text = askText(registry, names);
  if (seam.text === undefined) {
    const from = (what: string, module: string): string =>
      require
        ? `const { ${what} } = require(${textLiteral(module, style)})${style.semicolon}`
        : `import { ${what} } from ${textLiteral(module, style)}${style.semicolon}`;
    const head = [
      from("registryFirst", registryModule),
      from("cards", cards),
      "",
      "// How this app asks its registry. Made by unconduct and yours from now on: change it as you like.",
      "",
    ];
    return { edits: [], newFiles: [{ file, text: [...head, ...text].map((it) => it + style.newline).join("") }] };
  }
  const source = parseSource(file, seam.text);
  const add = [
    { module: registryModule, name: "registryFirst", local: "registryFirst", typeOnly: false },
    { module: cards, name: "cards", local: "cards", typeOnly: false },
  ];
  const end = seam.text.length;
  const gap = seam.text.endsWith("\n") ? "" : style.newline;
  return {
    edits: [
      ...importEdits({ file, source, style, add, remove: [], require }),
      { file, start: end, end, text: gap + ["", ...text].map((it) => it + style.newline).join("") },
    ],
    newFiles: [],
  };
}

function askText({ name, style, require, hasProcess }: RegistrySeam, sites: readonly string[]): string[] {
  const { indent, semicolon } = style;
  return [
    "/**",
    " * Asks the registry who runs next, and the model where the registry does not know, fails or is late. Each site is off (the",
    ` * model decides, as before), in shadow (the registry is compared with it) or live; ${name}.report() says what each`,
    hasProcess
      ? ` * showed. UNCONDUCT_REGISTRY_FIRST in the environment overrides it, such as "${sites[0]}=live,*=off".`
      : " * showed.",
    " */",
    `${require ? `exports.${name}` : `export const ${name}`} = registryFirst({`,
    `${indent}cards,`,
    ...(hasProcess ? [`${indent}environment: process.env,`] : []),
    `${indent}sites: {`,
    ...sites.map((it) => `${indent}${indent}${siteLine(it, style)}`),
    `${indent}},`,
    `})${semicolon}`,
  ];
}

const siteLine = (site: string, style: TextStyle): string =>
  `${/^[A-Za-z_$][\w$]*$/.test(site) ? site : textLiteral(site, style)}: ${textLiteral("off", style)},`;

function addSites(
  file: string,
  sites: ts.ObjectLiteralExpression,
  names: readonly string[],
  style: TextStyle,
): TextEdit {
  const source = sites.getSourceFile();
  const last = sites.properties.at(-1);
  const at = last?.getStart(source) ?? sites.getStart(source);
  const lineStart = source.text.lastIndexOf("\n", at - 1) + 1;
  const indent = /^[ \t]*/.exec(source.text.slice(lineStart))?.[0] ?? "";
  const deep = last ? indent : indent + style.indent;
  const lines = names.map((it) => style.newline + deep + siteLine(it, style)).join("");
  if (!last) {
    const start = sites.getStart(source) + 1;
    return { file, start, end: sites.end - 1, text: `${lines}${style.newline}${indent}` };
  }
  const hasComma = source.text.slice(last.end).trimStart().startsWith(",");
  const start = hasComma ? source.text.indexOf(",", last.end) + 1 : last.end;
  return { file, start, end: start, text: `${hasComma ? "" : ","}${lines}` };
}

/** The seam's call of `registryFirst`, with the name that it is exported by. */
function registryCall(source: ts.SourceFile): { readonly node: ts.CallExpression; readonly name: string } | undefined {
  let found: { readonly node: ts.CallExpression; readonly name: string } | undefined;
  walkNodes(source, (node) => {
    if (found || !ts.isCallExpression(node) || node.expression.getText(source) !== "registryFirst") return;
    const { parent } = node;
    const holder = ts.isVariableDeclaration(parent)
      ? parent.name
      : ts.isBinaryExpression(parent)
        ? parent.left
        : undefined;
    const name = holder && ts.isPropertyAccessExpression(holder) ? holder.name : holder;
    if (name && ts.isIdentifier(name)) found = { node, name: name.text };
  });
  return found;
}

/** The value of a plain property. */
export const propertyOf = (object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined => {
  const property = object.properties.find((it) => nameOf(it) === name);
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
};

const nameOf = ({ name }: ts.ObjectLiteralElementLike): string =>
  name === undefined ? "" : ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : name.getText();
