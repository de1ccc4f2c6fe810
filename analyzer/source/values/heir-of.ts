import { ts } from "ts-morph";

/** The class that names another class or an interface in its `extends` or `implements`, from that name. */
export const heirOf = (use: ts.Identifier): ts.ClassLikeDeclaration | undefined => {
  const clause = use.parent.parent;
  return ts.isExpressionWithTypeArguments(use.parent) && ts.isHeritageClause(clause) && ts.isClassLike(clause.parent)
    ? clause.parent
    : undefined;
};

/** True where a class names what it extends or implements. */
export const isExtended = (use: ts.Identifier): boolean => heirOf(use) !== undefined;
