import { ts } from "ts-morph";
import { isFunctionNode, propertyName } from "../../source/syntax.ts";
import { TENANT_NAME } from "../tenant-names.ts";

/**
 * A tenant's or user's id that can be named at `property`: given beside it in the same object or the one around it, or
 * a parameter or variable in scope. The nearest one; undefined when there is none.
 */
export const tenantInReach = (property: ts.ObjectLiteralElementLike): ts.Node | undefined => {
  const given = givenBeside(property.parent) ?? givenBeside(property.parent.parent.parent);
  if (given) return given;
  for (let at: ts.Node = property; at.parent; at = at.parent) {
    const found = ts.isBlock(at.parent) || ts.isSourceFile(at.parent) ? declaredBefore(at.parent, at) : undefined;
    if (found) return found;
    if (isFunctionNode(at))
      for (const parameter of at.parameters) {
        const named = nameIn(parameter.name);
        if (named) return named;
      }
  }
  return undefined;
};

const givenBeside = (object: ts.Node): ts.Node | undefined => {
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  for (const property of object.properties) {
    if (!property.name || !TENANT_NAME.test(propertyName(property.name) ?? "")) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
};

const declaredBefore = (block: ts.Block | ts.SourceFile, statement: ts.Node): ts.Node | undefined => {
  for (const other of block.statements) {
    if (other === statement || other.pos >= statement.pos) return undefined;
    if (!ts.isVariableStatement(other)) continue;
    for (const { name } of other.declarationList.declarations) {
      const found = nameIn(name);
      if (found) return found;
    }
  }
  return undefined;
};

const nameIn = (name: ts.BindingName): ts.Identifier | undefined => {
  if (ts.isIdentifier(name)) return TENANT_NAME.test(name.text) ? name : undefined;
  for (const element of name.elements) {
    const found = ts.isOmittedExpression(element) ? undefined : nameIn(element.name);
    if (found) return found;
  }
  return undefined;
};
