import { ts } from "ts-morph";
import { walkNodes } from "../../kit/walk-nodes.ts";

/**
 * What a site can show the registry: the element of a loop whose rounds each ask about their own; else the first parameter of
 * the nearest function that has one (a node's state, or the messages or text that a helper was given), with further ones
 * that the question is made of, or of those that it takes apart, the names. `undefined` where there is none.
 */
export function givenText(node: ts.Node): string {
  const asked = namesAsked(node);
  for (let at = ts.findAncestor(node.parent, isGiver); at; at = ts.findAncestor(at.parent, isGiver)) {
    const names = ts.isFunctionLike(at) ? givenBy(at, asked) : roundOf(at, asked);
    if (names === undefined) continue;
    const owner = at;
    if (names.length === 0 || names.some((it) => isShadowed(node, owner, it))) return "undefined";
    const [only] = names;
    const isWhole = names.length === 1 && only !== undefined && !(ts.isFunctionLike(at) && isTakenApart(at));
    return isWhole ? only : `{ ${names.join(", ")} }`;
  }
  return "undefined";
}

type Giver = ts.SignatureDeclaration | ts.ForOfStatement;

const isGiver = (node: ts.Node): node is Giver => ts.isFunctionLike(node) || ts.isForOfStatement(node);

/** A loop's element, where the question is made of it; a loop that only tries again asks the same in each round. */
function roundOf({ initializer }: ts.ForOfStatement, asked: ReadonlySet<string>): readonly string[] | undefined {
  const [declaration] = ts.isVariableDeclarationList(initializer) ? initializer.declarations : [];
  const names = declaration ? boundNames(declaration.name).filter((it) => asked.has(it)) : [];
  return names.length > 0 ? names : undefined;
}

function givenBy(fn: ts.SignatureDeclaration, asked: ReadonlySet<string>): readonly string[] | undefined {
  const parameters = fn.parameters.filter((it) => it.name.getText() !== "this");
  const [first, ...others] = parameters;
  if (!first) return undefined;
  if (ts.isObjectBindingPattern(first.name))
    return first.name.elements.flatMap((it) => (it.dotDotDotToken ? [] : nameText(it)));
  if (!ts.isIdentifier(first.name)) return [];
  const also = others.flatMap(({ name }) => (ts.isIdentifier(name) && asked.has(name.text) ? [name.text] : []));
  return [first.name.text, ...also];
}

const isTakenApart = ({ parameters }: ts.SignatureDeclaration): boolean => {
  const first = parameters.find((it) => it.name.getText() !== "this");
  return first !== undefined && ts.isObjectBindingPattern(first.name);
};

const boundNames = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((it) => (ts.isOmittedExpression(it) ? [] : boundNames(it.name)));

/** Names that the question is made of: in the call's first argument, and in what its names are declared as in this function. */
function namesAsked(node: ts.Node): ReadonlySet<string> {
  const [question] = ts.isCallExpression(node) ? node.arguments : [];
  const names = new Set<string>();
  const around = ts.findAncestor(node.parent, ts.isFunctionLike);
  const read = (from: ts.Node): void =>
    walkNodes(from, (it) => {
      if (
        !ts.isIdentifier(it) ||
        names.has(it.text) ||
        (ts.isPropertyAccessExpression(it.parent) && it.parent.name === it)
      )
        return;
      names.add(it.text);
      const made = around && declaredAs(around, it.text);
      if (made) read(made);
    });
  if (question) read(question);
  return names;
}

function declaredAs(within: ts.Node, name: string): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  walkNodes(within, (it) => {
    if (ts.isVariableDeclaration(it) && ts.isIdentifier(it.name) && it.name.text === name) found ??= it.initializer;
  });
  return found;
}

const nameText = ({ propertyName, name }: ts.BindingElement): string[] => {
  if (!ts.isIdentifier(name)) return [];
  const isPlain = propertyName === undefined || ts.isIdentifier(propertyName);
  if (!isPlain) return [];
  return [propertyName === undefined ? name.text : `${propertyName.text}: ${name.text}`];
};

/** A function between the two binds the name anew. */
function isShadowed(node: ts.Node, owner: ts.Node, name: string): boolean {
  const local = name.slice(name.indexOf(": ") + 1).trim();
  for (let at = node.parent; at !== owner; at = at.parent) {
    if (ts.isFunctionLike(at) && at.parameters.some((it) => it.name.getText().includes(local))) return true;
    if (ts.isBlock(at) && at.parent !== owner && at.statements.some((it) => declares(it, local))) return true;
  }
  return false;
}

const declares = (statement: ts.Statement, name: string): boolean =>
  ts.isVariableStatement(statement) &&
  statement.declarationList.declarations.some((it) => new RegExp(`\\b${name}\\b`).test(it.name.getText()));
