import { ts } from "ts-morph";

/** `text`: copied by value in memory too; `data`: plain, but in memory all who hold it share it. */
export type DataKind = "text" | "data";

const primitives = new Set([ts.SyntaxKind.StringKeyword, ts.SyntaxKind.NumberKeyword, ts.SyntaxKind.BooleanKeyword]);

/** What JSON gives back as it was given, by its declared type; undefined where that is not sure. */
export function dataKind(
  type: ts.TypeNode,
  source: ts.SourceFile,
  within: readonly string[] = [],
): DataKind | undefined {
  const of = (it: ts.TypeNode): DataKind | undefined => dataKind(it, source, within);
  if (primitives.has(type.kind)) return "text";
  if (ts.isLiteralTypeNode(type)) return type.literal.kind === ts.SyntaxKind.BigIntLiteral ? undefined : "text";
  if (ts.isParenthesizedTypeNode(type)) return of(type.type);
  if (ts.isTypeOperatorNode(type)) return type.operator === ts.SyntaxKind.ReadonlyKeyword ? of(type.type) : undefined;
  if (ts.isUnionTypeNode(type)) return joined(type.types.map(of));
  if (ts.isArrayTypeNode(type)) return of(type.elementType) && "data";
  if (ts.isTypeLiteralNode(type)) return ofMembers(type.members, of);
  return ts.isTypeReferenceNode(type) ? ofReference(type, source, within) : undefined;
}

function ofReference(
  { typeName, typeArguments = ts.factory.createNodeArray() }: ts.TypeReferenceNode,
  source: ts.SourceFile,
  within: readonly string[],
): DataKind | undefined {
  const name = typeName.getText(source);
  if (within.includes(name)) return "data"; // of itself: as plain as its other parts
  const declared = source.statements.find(
    (it): it is ts.TypeAliasDeclaration | ts.InterfaceDeclaration =>
      (ts.isTypeAliasDeclaration(it) || ts.isInterfaceDeclaration(it)) && it.name.text === name,
  );
  const of = (it: ts.TypeNode): DataKind | undefined => dataKind(it, source, [...within, name]);
  if (declared)
    return declared.typeParameters || (ts.isInterfaceDeclaration(declared) && declared.heritageClauses)
      ? undefined
      : ts.isTypeAliasDeclaration(declared)
        ? of(declared.type)
        : ofMembers(declared.members, of);
  if (/^(Readonly|Partial|Array|ReadonlyArray|Record)$/.test(name) && typeArguments.length > 0)
    return joined(typeArguments.map(of)) && "data";
  return undefined;
}

const ofMembers = (
  members: readonly ts.TypeElement[],
  of: (type: ts.TypeNode) => DataKind | undefined,
): DataKind | undefined =>
  members.every((it) => ts.isPropertySignature(it) && it.type !== undefined && of(it.type) !== undefined)
    ? "data"
    : undefined;

const joined = (kinds: readonly (DataKind | undefined)[]): DataKind | undefined => {
  if (kinds.includes(undefined)) return undefined;
  return kinds.includes("data") ? "data" : "text";
};
