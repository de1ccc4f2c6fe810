import { ts } from "ts-morph";

/** True for a value that its file gives to others as it stands: `export { a }`, `export default a`, `module.exports = { a }`. */
export const isGivenAway = (node: ts.Node): boolean => {
  const { parent } = node;
  if (ts.isExportSpecifier(parent) || ts.isExportAssignment(parent)) return true;
  const isProperty =
    ts.isShorthandPropertyAssignment(parent) || (ts.isPropertyAssignment(parent) && parent.initializer === node);
  const given = isProperty ? parent.parent : node;
  return ts.isBinaryExpression(given.parent) && given.parent.right === given && writesExports(given.parent);
};

/** `module.exports = …`, `exports.a = …`, `module.exports.a = …`. */
export const writesExports = ({ left, operatorToken }: ts.BinaryExpression): boolean => {
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  let at: ts.Node = left;
  while (ts.isPropertyAccessExpression(at)) {
    if (at.name.text === "exports" && at.expression.getText() === "module") return true;
    at = at.expression;
  }
  return at !== left && ts.isIdentifier(at) && at.text === "exports";
};
