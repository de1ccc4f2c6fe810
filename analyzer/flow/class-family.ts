import { ts } from "ts-morph";
import { isGivenAway } from "../source/given-away.ts";
import { walk } from "../source/syntax.ts";
import { at, type Item, type Walker } from "./item.ts";

/**
 * Where instances of the class around a `this` are seen: every `new` of it, and every `this`, here and in the classes
 * above and below. Undefined when no class is around.
 */
export const instancesOf = (walker: Walker, self: ts.Node): readonly ts.Node[] | undefined => {
  const own = classAround(self);
  if (!own) return undefined;
  const found: ts.Node[] = [];
  for (const member of familyOf(walker, own)) {
    walk(member, (node) => {
      if (node !== member && ts.isClassLike(node)) return false;
      if (node.kind === ts.SyntaxKind.ThisKeyword) found.push(node);
      return true;
    });
    for (const use of namesOf(walker, member))
      if (ts.isNewExpression(use.parent) && use.parent.expression === use) found.push(use.parent);
  }
  return found;
};

/** The class that a `this` belongs to; undefined in a method of an object literal and in a function of its own. */
export const classAround = (self: ts.Node): ts.ClassLikeDeclaration | undefined => {
  for (let node = self; node.parent; node = node.parent) {
    if (ts.isClassLike(node)) return node;
    const ownThis = ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node);
    if (ownThis || (ts.isFunctionLike(node) && ts.isObjectLiteralExpression(node.parent))) return undefined;
  }
  return undefined;
};

/** The class, those it extends and those that extend it, in this project. */
const familyOf = (walker: Walker, own: ts.ClassLikeDeclaration): ReadonlySet<ts.ClassLikeDeclaration> => {
  const family = new Set([own]);
  for (const member of family) {
    for (const clause of member.heritageClauses ?? [])
      for (const { expression } of clause.types)
        for (const base of walker.analysis.references.symbolOf(expression)?.declarations ?? [])
          if (ts.isClassLike(base) && !base.getSourceFile().isDeclarationFile) family.add(base);
    for (const use of namesOf(walker, member)) {
      const clause = use.parent.parent;
      if (ts.isExpressionWithTypeArguments(use.parent) && ts.isHeritageClause(clause) && ts.isClassLike(clause.parent))
        family.add(clause.parent);
    }
  }
  return family;
};

/** Uses of a class's name; of a class expression, those of the variable that holds it. */
const namesOf = (walker: Walker, member: ts.ClassLikeDeclaration): readonly ts.Node[] => {
  const { checker, references } = walker.analysis;
  const holder = member.parent;
  return [member.name, ts.isVariableDeclaration(holder) ? holder.name : undefined].flatMap((name) => {
    const symbol = name && checker.getSymbolAtLocation(name);
    return symbol ? references.usesOf(references.follow(symbol)) : [];
  });
};

/** A field of a class's instance holds the value: goes on wherever that field is read, of any instance. */
export const fieldUses = (walker: Walker, item: Item, holder: ts.Expression): void => {
  const { checker, references } = walker.analysis;
  const [head, ...pending] = item.pending;
  if (head === undefined) return;
  for (const member of checker.getPropertiesOfType(checker.getApparentType(checker.getTypeAtLocation(holder)))) {
    if (head !== "*" && member.name !== head && !member.name.endsWith(`@${head}`)) continue; // `#x` is kept as `__#1@#x`
    if (!member.declarations?.some((d) => isField(d) || ts.isParameter(d))) continue;
    for (const use of references.usesOf(references.follow(member)))
      walker.push(at(item, fieldRead(use), { pending, frame: undefined }));
  }
};

/** A field as a class declares it, or as JavaScript does by writing it: `this.k = …`. */
export const isField = (declaration: ts.Declaration): declaration is ts.PropertyDeclaration | ts.BinaryExpression =>
  ts.isPropertyDeclaration(declaration) || ts.isBinaryExpression(declaration);

/** `o.k`, of the name `k` in it. */
export const fieldRead = (name: ts.Node): ts.Node =>
  ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;

/** A public field of a class that others have, or have an instance of, where nothing here reads it: they may. */
export const isShownField = (walker: Walker, own: ts.ClassLikeDeclaration | undefined, item: Item): boolean => {
  const { checker, references } = walker.analysis;
  const [head] = item.pending;
  if (head === undefined || !own || !isShown(walker, own)) return false;
  const self = own.name && checker.getSymbolAtLocation(own.name);
  const types = [checker.getTypeAtLocation(own), ...(self ? [checker.getTypeOfSymbol(self)] : [])]; // a static one's is the class
  const symbol = types.flatMap((type) => checker.getPropertyOfType(type, head) ?? [])[0];
  const field = symbol?.declarations?.find(isField);
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  if (!symbol || !field || ts.getCombinedModifierFlags(field) & hidden) return false;
  return references.usesOf(references.follow(symbol)).every((use) => isOnlyWritten(fieldRead(use)));
};

const PUTS = /^(push|unshift|add|set|append|enqueue)$/;

/** `this.k = …`, `this.k[i] = …`, `this.k.push(…);`. */
const isOnlyWritten = (field: ts.Node): boolean => {
  const { parent } = field;
  if (ts.isBinaryExpression(parent)) return parent.left === field;
  if (ts.isElementAccessExpression(parent)) return parent.expression === field && isOnlyWritten(parent);
  const call = parent.parent;
  return (
    ts.isPropertyAccessExpression(parent) &&
    PUTS.test(parent.name.text) &&
    ts.isCallExpression(call) &&
    ts.isExpressionStatement(call.parent)
  );
};

const isShown = (walker: Walker, own: ts.ClassLikeDeclaration): boolean => {
  if (isExported(own)) return true;
  if (!own.name) return false;
  return walker.analysis.references
    .namedIn(own.name.text, own.getSourceFile())
    .some((id) => isGivenAway(id) || (ts.isNewExpression(id.parent) && isGivenAway(id.parent)));
};

const isExported = (own: ts.ClassLikeDeclaration): boolean =>
  (ts.getCombinedModifierFlags(own as ts.Declaration) & ts.ModifierFlags.Export) !== 0; // classes are declarations
