import { ts } from "ts-morph";

/**
 * What a site can show the registry: the first parameter of the nearest function that has one (a node's state, or the
 * messages or text that a helper was given), or of those that it takes apart, the names. `undefined` where there is none.
 */
export function givenText(node: ts.Node): string {
  for (
    let fn = ts.findAncestor(node.parent, ts.isFunctionLike);
    fn;
    fn = ts.findAncestor(fn.parent, ts.isFunctionLike)
  ) {
    const first = fn.parameters.find((it) => it.name.getText() !== "this");
    if (!first) continue;
    if (ts.isIdentifier(first.name)) return isShadowed(node, fn, first.name.text) ? "undefined" : first.name.text;
    if (!ts.isObjectBindingPattern(first.name)) return "undefined";
    const names = first.name.elements.flatMap((it) => (it.dotDotDotToken ? [] : nameText(it)));
    return names.length > 0 && !names.some((it) => isShadowed(node, fn, it)) ? `{ ${names.join(", ")} }` : "undefined";
  }
  return "undefined";
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
