import { ts } from "ts-morph";
import type { StateSite } from "../../../contracts/audited-site.ts";
import { lineOf } from "../../kit/line-around.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { ParsedFile } from "../move-savers-to-redis/saver-site.ts";
import { type DataKind, dataKind } from "./data-kind.ts";

/** A map at module level whose entries could lie on a server: text keys, values of plain data. */
export interface SessionMap {
  readonly site: StateSite;
  readonly parsed: ParsedFile;
  readonly name: string;
  readonly declaration: ts.VariableDeclaration;
  /** What makes it. */
  readonly made: ts.NewExpression;
  /** The type of its values. */
  readonly value: ts.TypeNode;
  readonly data: DataKind;
  /** Every other place that names it. */
  readonly uses: readonly ts.Identifier[];
}

/** What a site of the audit is in the text; a reason, as the end of a sentence, where it is no such map. */
export function sessionMap(site: StateSite, parsed: ParsedFile): SessionMap | string {
  const { source } = parsed;
  const named = identifiersOf(source, site.name);
  const declared = named.find(
    (it) =>
      ts.isVariableDeclaration(it.parent) &&
      it.parent.name === it &&
      lineOf(source.text, it.getStart(source)) === site.line,
  );
  const declaration = declared?.parent;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !isAtModuleLevel(declaration))
    return "it is no variable of a module, so there may be several of it";
  if (!isConstant(declaration)) return "it is exported or can be replaced, so that others may use it in other ways";
  const { initializer } = declaration;
  if (!initializer || !ts.isNewExpression(initializer)) return "it is no Map";
  const [key, value] = typesOf(declaration, initializer);
  if (!key || !value) return "the types of its keys and values are not declared";
  if (key.kind !== ts.SyntaxKind.StringKeyword) return "its keys are no texts";
  if (named.some((it) => it !== declared && declares(it))) return "something else in the file has its name";
  const data = dataKind(value, source);
  if (data === undefined) return `its values (${oneLine(value.getText(source))}) are not surely plain data`;
  const uses = named.filter((it) => it !== declared);
  return { site, parsed, name: site.name, declaration, made: initializer, value, data, uses };
}

/** Identifiers of a text that stand for a variable, not for a member. */
function identifiersOf(source: ts.SourceFile, text: string): ts.Identifier[] {
  const found: ts.Identifier[] = [];
  walkNodes(source, (node) => {
    if (ts.isIdentifier(node) && node.text === text && !isMember(node)) found.push(node);
  });
  return found;
}

const isMember = (node: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent)) && node.parent.name === node;

const declares = (node: ts.Identifier): boolean =>
  (ts.isVariableDeclaration(node.parent) ||
    ts.isParameter(node.parent) ||
    ts.isBindingElement(node.parent) ||
    ts.isFunctionDeclaration(node.parent) ||
    ts.isImportSpecifier(node.parent)) &&
  node.parent.name === node;

const isAtModuleLevel = ({ parent }: ts.VariableDeclaration): boolean =>
  ts.isVariableStatement(parent.parent) && ts.isSourceFile(parent.parent.parent);

const isConstant = ({ parent }: ts.VariableDeclaration): boolean =>
  (parent.flags & ts.NodeFlags.Const) !== 0 &&
  ts.isVariableStatement(parent.parent) &&
  !ts.getModifiers(parent.parent)?.length;

/** The two arguments of `Map<string, Value>`, at the variable or at the constructor. */
function typesOf({ type }: ts.VariableDeclaration, made: ts.NewExpression): readonly ts.TypeNode[] {
  const declared = type && ts.isTypeReferenceNode(type) && type.typeName.getText() === "Map" ? type.typeArguments : [];
  return declared?.length ? declared : (made.typeArguments ?? []);
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ");
