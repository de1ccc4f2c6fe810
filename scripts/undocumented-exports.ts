import ts from "typescript";

/** An exported name without a doc comment. */
export interface UndocumentedExport {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
}

/** The names that a module's text exports by declaration without a doc comment; re-exports have theirs where they come from. */
export const undocumentedExports = (file: string, text: string): UndocumentedExport[] => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const declared = source.statements.flatMap(declarationsOf);
  const exportedByName = new Set(source.statements.flatMap(localExportNames));
  const exported = declared.filter(({ name, statement }) => hasExport(statement) || exportedByName.has(name));
  const documented = new Set(exported.filter(({ statement }) => isDocumented(statement)).map(({ name }) => name));
  const bare = exported.filter(({ name }) => !documented.has(name));
  // Overloads and a type beside a value of the same name count once.
  return [...new Map(bare.reverse().map((it) => [it.name, it])).values()].reverse().map(({ name, statement }) => ({
    name,
    line: source.getLineAndCharacterOfPosition(statement.getStart()).line + 1,
  }));
};

interface Declared {
  readonly name: string;
  readonly statement: ts.Statement;
}

const declarationsOf = (statement: ts.Statement): Declared[] => {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations
      .flatMap(({ name }) => namesOf(name))
      .map((name) => ({ name, statement }));
  }
  if (ts.isExportAssignment(statement)) return [{ name: "default", statement }];
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    return [{ name: statement.name?.text ?? "default", statement }];
  }
  return [];
};

const namesOf = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));

/** Names in `export { a, b as c }`, as they are called inside the module. */
const localExportNames = (statement: ts.Statement): string[] =>
  ts.isExportDeclaration(statement) && !statement.moduleSpecifier && statement.exportClause
    ? ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
      : []
    : [];

const hasExport = (statement: ts.Statement): boolean =>
  ts.isExportAssignment(statement) ||
  (ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));

/** True with a `/** … *\/` right above that says something. */
const isDocumented = (statement: ts.Statement): boolean => {
  const comments = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  return comments.some((doc) => (ts.getTextOfJSDocComment(doc.comment) ?? "").trim() !== "");
};
