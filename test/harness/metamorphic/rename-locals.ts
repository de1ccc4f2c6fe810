import ts from "typescript";
import { type Metamorphism, perFile } from "./metamorphism.ts";
import { applyEdits, isSource, nodesOf, parse, type TextEdit } from "./text-edit.ts";

/** Names that mean something to a reader of logs and metrics, and so to the analyzer. */
const MEANS_SOMETHING = /log|audit|record|track|report|debug|trace|metric|span|console/i;

/** Gives every variable and parameter inside functions a new name; fields and exports keep theirs. */
export const renameLocals: Metamorphism = {
  name: "locals renamed",
  apply: perFile((path, text) => rename(path, text), isSource),
};

const rename = (path: string, text: string): string => {
  const file = parse(path, text);
  const checker = checkerOf(file);
  const renamed = new Map<ts.Symbol, string>();
  const edits: TextEdit[] = [];
  const nodes = nodesOf(file).filter(ts.isIdentifier);
  for (const id of nodes) {
    const symbol = declaredLocal(checker, id);
    if (symbol && !renamed.has(symbol)) renamed.set(symbol, `renamed${renamed.size}_`);
  }
  for (const id of nodes) edits.push(...editsOf(checker, id, renamed));
  return applyEdits(text, edits);
};

const declaredLocal = (checker: ts.TypeChecker, id: ts.Identifier): ts.Symbol | undefined => {
  const declaration = id.parent;
  const declares =
    (ts.isVariableDeclaration(declaration) || ts.isParameter(declaration) || ts.isBindingElement(declaration)) &&
    declaration.name === id;
  if (!declares || MEANS_SOMETHING.test(id.text) || id.text === "this") return undefined;
  if (!isInsideFunction(declaration) || isParameterProperty(declaration)) return undefined;
  return checker.getSymbolAtLocation(id);
};

const isInsideFunction = (node: ts.Node): boolean => {
  for (let at = node.parent; at; at = at.parent) if (ts.isFunctionLike(at) && "body" in at && at.body) return true;
  return false;
};

const isParameterProperty = (node: ts.Node): boolean => {
  const parameter = ts.findAncestor(node, ts.isParameter);
  return parameter !== undefined && ts.isParameterPropertyDeclaration(parameter, parameter.parent);
};

const editsOf = (checker: ts.TypeChecker, id: ts.Identifier, renamed: ReadonlyMap<ts.Symbol, string>): TextEdit[] => {
  const parent = id.parent;
  const [start, end] = [id.getStart(), id.end];
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === id) {
    const symbol = checker.getShorthandAssignmentValueSymbol(parent);
    const name = symbol && renamed.get(symbol);
    return name ? [{ start, end, text: `${id.text}: ${name}` }] : [];
  }
  if (ts.isPropertyAccessExpression(parent) && parent.name === id) return [];
  if (ts.isBindingElement(parent) && parent.propertyName === id) return [];
  const symbol = checker.getSymbolAtLocation(id);
  const name = symbol && renamed.get(symbol);
  if (!name) return [];
  const isShort =
    ts.isBindingElement(parent) &&
    parent.name === id &&
    !parent.propertyName &&
    !parent.dotDotDotToken &&
    ts.isObjectBindingPattern(parent.parent);
  return [{ start, end, text: isShort ? `${id.text}: ${name}` : name }];
};

/** A checker for one file without its imports: enough to tell which name is which. */
const checkerOf = (file: ts.SourceFile): ts.TypeChecker => {
  const options: ts.CompilerOptions = {
    noLib: true,
    noResolve: true,
    allowJs: true,
    types: [],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
  };
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === file.fileName ? file : undefined),
    getDefaultLibFileName: () => "",
    writeFile: () => undefined,
    getCurrentDirectory: () => "",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (name) => name === file.fileName,
    readFile: () => undefined,
  };
  return ts.createProgram([file.fileName], options, host).getTypeChecker();
};
