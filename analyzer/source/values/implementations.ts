import { ts } from "ts-morph";
import type { References } from "../references.ts";
import { isFunctionNode, propertyName } from "../syntax.ts";
import { heirOf, isExtended } from "./heir-of.ts";
import type { FunctionNode } from "./value.ts";

const MAX_LEVELS = 4;
/** More than this is taken as seen enough. */
const MAX_FOUND = 24;

/** Connects members of interfaces and base classes with what implements or overrides them. */
export class Implementations {
  readonly #checker: ts.TypeChecker;
  readonly #references: References;
  readonly #memo = new Map<ts.Symbol, readonly FunctionNode[]>();
  readonly #given = new Map<ts.PropertySignature, readonly ts.Expression[]>();
  readonly #contexts = new Map<ts.ObjectLiteralExpression, readonly ts.Type[]>();

  constructor(checker: ts.TypeChecker, references: References) {
    this.#checker = checker;
    this.#references = references;
  }

  /** Bodies that a call of this member may run: its own, overriding ones, and those of implementing classes and object literals. */
  of(member: ts.Symbol): readonly FunctionNode[] {
    const known = this.#memo.get(member);
    if (known) return known;
    this.#memo.set(member, []); // a cycle adds nothing
    const found = new Set<FunctionNode>();
    for (const declaration of member.declarations ?? []) {
      if (isFunctionNode(declaration) && declaration.body) found.add(declaration);
      const owner = declaration.parent;
      const name = propertyName((declaration as ts.NamedDeclaration).name as ts.PropertyName); // members have property names
      if (!name || !(ts.isClassLike(owner) || ts.isInterfaceDeclaration(owner) || ts.isTypeLiteralNode(owner)))
        continue;
      for (const fn of this.#below(owner, name)) found.add(fn);
    }
    const result = [...found].slice(0, MAX_FOUND);
    this.#memo.set(member, result);
    return result;
  }

  /** Members of interfaces and base classes that a method stands for: calls of those run it. */
  specifying(fn: FunctionNode): readonly ts.Symbol[] {
    const owner = fn.parent;
    const holder = ts.isPropertyAssignment(owner) || ts.isPropertyDeclaration(owner) ? owner : fn;
    const name = propertyName(holder.name);
    if (!name) return [];
    const container = holder.parent;
    const types = ts.isClassLike(container)
      ? this.#basesOf(container)
      : ts.isObjectLiteralExpression(container)
        ? this.#contextOf(container)
        : [];
    return types.flatMap((type) => {
      const member = this.#checker.getPropertyOfType(type, name);
      return member ? [this.#references.follow(member)] : [];
    });
  }

  /** What implementing classes and object literals give a property of an interface, as written, constants left out; at most 24. */
  valuesOf(property: ts.PropertySignature): readonly ts.Expression[] {
    const known = this.#given.get(property);
    if (known) return known;
    const found: ts.Expression[] = [];
    for (const given of this.#findValues(property)) {
      if (found.length === MAX_FOUND) break;
      found.push(given);
    }
    this.#given.set(property, found);
    return found;
  }

  *#findValues(property: ts.PropertySignature): Generator<ts.Expression, void> {
    const owner = property.parent;
    const name = propertyName(property.name);
    if (!name || !(ts.isInterfaceDeclaration(owner) || ts.isTypeLiteralNode(owner))) return;
    const heirs = ts.isInterfaceDeclaration(owner) ? this.#heirs(owner.name) : [];
    for (const heir of heirs)
      for (const member of heir.members)
        if (ts.isPropertyDeclaration(member) && propertyName(member.name) === name && member.initializer)
          yield member.initializer;
    for (const id of this.#references.named(name)) {
      const member = id.parent;
      const given = ts.isPropertyAssignment(member)
        ? member.initializer
        : ts.isShorthandPropertyAssignment(member)
          ? member.name
          : undefined;
      // most literals with a `name` or a `type` give a constant: asking for their type contexts costs seconds
      if (!given || isConstant(given) || !ts.isObjectLiteralExpression(member.parent)) continue;
      if (this.#isOf(member.parent, name, owner)) yield given;
    }
  }

  /** True when the type context of an object literal has the property from this interface. */
  #isOf(literal: ts.ObjectLiteralExpression, name: string, owner: MembersOwner): boolean {
    if (!this.#references.reaches(literal.getSourceFile(), owner.getSourceFile())) return false;
    if (!hasRequired(literal, owner)) return false;
    return this.#contextOf(literal).some((type) =>
      this.#checker.getPropertyOfType(type, name)?.declarations?.some((d) => d.parent === owner),
    );
  }

  #basesOf(node: ts.ClassLikeDeclaration): readonly ts.Type[] {
    const found: ts.Type[] = [];
    let level: readonly ts.Type[] = (node.heritageClauses ?? []).flatMap((c) =>
      c.types.map((t) => this.#checker.getTypeAtLocation(t)),
    );
    for (let i = 0; i < MAX_LEVELS && level.length; i++) {
      found.push(...level);
      level = level.flatMap((type) => (type.isClassOrInterface() ? this.#checker.getBaseTypes(type) : []));
    }
    return found;
  }

  #contextOf(node: ts.ObjectLiteralExpression): readonly ts.Type[] {
    const known = this.#contexts.get(node);
    if (known) return known;
    const type = this.#checker.getContextualType(node);
    const context = type && !(type.flags & ts.TypeFlags.Any) ? [type] : [];
    this.#contexts.set(node, context);
    return context;
  }

  #below(owner: ts.Node, name: string): readonly FunctionNode[] {
    const found: FunctionNode[] = [];
    const id = (owner as ts.NamedDeclaration).name; // classes and interfaces only
    const queue: ts.Node[] = id ? [id] : [];
    for (let level = 0; queue.length && level < MAX_LEVELS; level++)
      for (const base of queue.splice(0))
        for (const heir of this.#heirs(base)) {
          if (heir.name) queue.push(heir.name);
          for (const member of heir.members) {
            if (propertyName(member.name) !== name) continue;
            if (isFunctionNode(member) && member.body) found.push(member);
            else if (ts.isPropertyDeclaration(member) && member.initializer && isFunctionNode(member.initializer))
              found.push(member.initializer);
          }
        }
    found.push(...this.#literals(owner, name));
    return found;
  }

  #heirs(name: ts.Node): readonly ts.ClassLikeDeclaration[] {
    const symbol = this.#references.symbolOf(name);
    return (symbol ? this.#references.usesWhere(symbol, isExtended) : []).flatMap((use) => heirOf(use) ?? []);
  }

  /** Functions in object literals that the type context says to be the interface. */
  #literals(owner: ts.Node, name: string): readonly FunctionNode[] {
    if (!ts.isInterfaceDeclaration(owner) && !ts.isTypeLiteralNode(owner)) return [];
    const found: FunctionNode[] = [];
    for (const id of this.#references.named(name)) {
      const member = id.parent;
      const fn = ts.isMethodDeclaration(member)
        ? member
        : ts.isPropertyAssignment(member) && isFunctionNode(member.initializer)
          ? member.initializer
          : undefined;
      if (!fn || !ts.isObjectLiteralExpression(member.parent)) continue;
      if (this.#isOf(member.parent, name, owner)) found.push(fn);
    }
    return found;
  }
}

type MembersOwner = ts.InterfaceDeclaration | ts.TypeLiteralNode;

/**
 * False where a literal lacks a member that its type context would demand: a look at the names, where the checker would
 * resolve the call that the literal is an argument of.
 */
const hasRequired = (literal: ts.ObjectLiteralExpression, owner: MembersOwner): boolean => {
  const given = new Set<string>();
  for (const member of literal.properties) {
    const name = ts.isSpreadAssignment(member) ? undefined : propertyName(member.name);
    if (name === undefined) return true; // a spread or a computed name may give any
    given.add(name);
  }
  return owner.members.every((member) => {
    const name = member.questionToken || !member.name ? undefined : propertyName(member.name);
    return name === undefined || given.has(name);
  });
};

/** Written as a constant: it says nothing about what runs. */
const isConstant = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isNumericLiteral(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  node.kind === ts.SyntaxKind.NullKeyword;
