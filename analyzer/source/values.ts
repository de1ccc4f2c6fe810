import { ts } from "ts-morph";
import { calledValues } from "./call-values.ts";
import { Callers } from "./callers.ts";
import type { Evaluator } from "./evaluator.ts";
import { Implementations } from "./implementations.ts";
import type { References } from "./references.ts";
import { bare, isFunctionNode, propertyName } from "./syntax.ts";
import { type Caller, type Env, type FunctionNode, lookup, type Value } from "./value.ts";
import { itemsOf, objectValues } from "./value-items.ts";

const MAX_DEPTH = 24;
const MAX_VALUES = 64;
const MAX_CALLERS = 12;
const MAX_STEPS = 4000;

/**
 * Evaluates expressions without running them: follows names, properties, parameters (to the callers' arguments) and
 * returns, across files. An answer lists what the expression may be; `unknown` marks what could not be followed.
 */
export class Values implements Evaluator {
  readonly checker: ts.TypeChecker;
  readonly references: References;
  readonly implementations: Implementations;
  readonly #memo = new Map<ts.Node, readonly Value[]>();
  readonly #active = new Set<ts.Node>();
  readonly #callers: Callers;
  #steps = 0;
  #depth = 0;
  #cut = false;

  constructor(checker: ts.TypeChecker, references: References) {
    this.checker = checker;
    this.references = references;
    this.implementations = new Implementations(checker, references);
    this.#callers = new Callers(checker, references, this.implementations);
  }

  /** What `node` may be. At most 64 values; cycles and exhausted budgets become `unknown`. */
  of(node: ts.Expression, env?: Env): readonly Value[] {
    const at = bare(node);
    if (!env) {
      const known = this.#memo.get(at);
      if (known) return known;
    }
    if (this.#depth === 0) {
      this.#steps = 0;
      this.#cut = false;
    }
    if (this.#active.has(at) || this.#depth > MAX_DEPTH || ++this.#steps > MAX_STEPS) {
      this.#cut = true;
      return [{ t: "unknown", node: at }];
    }
    this.#active.add(at);
    this.#depth++;
    const values = this.#evaluate(at, env).slice(0, MAX_VALUES);
    this.#depth--;
    this.#active.delete(at);
    if (!env && (!this.#cut || this.#depth === 0)) this.#memo.set(at, values);
    return values;
  }

  /** The constant texts of an expression; `complete` is false when it may be something else as well. */
  texts(node: ts.Expression, env?: Env): { readonly texts: readonly string[]; readonly complete: boolean } {
    const texts = new Set<string>();
    let complete = true;
    for (const value of this.of(node, env)) {
      if (value.t === "text") texts.add(value.text);
      else complete = false;
    }
    if (!complete && texts.size === 0) {
      const typed = this.#literalTypes(this.checker.getTypeAtLocation(node));
      if (typed) return { texts: typed, complete: true };
    }
    return { texts: [...texts], complete: complete && texts.size > 0 };
  }

  /** Functions that an expression may be. */
  functions(node: ts.Expression, env?: Env): readonly FunctionNode[] {
    return this.of(node, env).flatMap((v) => (v.t === "fn" ? [v.node] : []));
  }

  /** Property `name` of each value. */
  property(values: readonly Value[], name: string, at: ts.Node): readonly Value[] {
    return values.flatMap((value) => this.#propertyOf(value, name, at));
  }

  /** Calls of a project function or constructor, at most 60; empty when none is known. */
  callers(fn: FunctionNode): readonly Caller[] {
    return this.#callers.of(fn);
  }

  /** Binds a parameter or variable pattern to values: one entry for each name in it. */
  bind(name: ts.BindingName, values: readonly Value[], parent: Env | undefined): Env | undefined {
    if (ts.isIdentifier(name)) {
      const symbol = this.checker.getSymbolAtLocation(name);
      return symbol ? { symbol, values, parent } : parent;
    }
    let env = parent;
    name.elements.forEach((element, index) => {
      if (ts.isOmittedExpression(element)) return;
      const inner = ts.isArrayBindingPattern(name)
        ? values.flatMap((v) => (v.t === "array" ? (v.items[index] ?? []) : [{ t: "unknown", node: element } as const]))
        : this.property(values, propertyName(element.propertyName ?? element.name) ?? "", element);
      env = this.bind(element.name, inner, env);
    });
    return env;
  }

  #literalTypes(type: ts.Type): string[] | undefined {
    const parts = type.isUnion() ? type.types : [type];
    const texts: string[] = [];
    for (const part of parts) {
      if (!part.isStringLiteral()) return undefined;
      texts.push(part.value);
    }
    return texts.length && texts.length <= MAX_VALUES ? texts : undefined;
  }

  #evaluate(node: ts.Expression, env: Env | undefined): readonly Value[] {
    if (ts.isStringLiteralLike(node)) return [{ t: "text", text: node.text }];
    if (ts.isNumericLiteral(node)) return [{ t: "literal", value: Number(node.text) }];
    if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ t: "literal", value: true }];
    if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ t: "literal", value: false }];
    if (node.kind === ts.SyntaxKind.NullKeyword) return [{ t: "literal", value: null }];
    if (ts.isTemplateExpression(node)) return this.#template(node, env);
    if (isFunctionNode(node)) return [{ t: "fn", node, env }];
    if (ts.isClassExpression(node)) return [{ t: "class", node }];
    if (ts.isObjectLiteralExpression(node)) return [{ t: "object", node, env }];
    if (ts.isArrayLiteralExpression(node)) return [this.#array(node, env)];
    if (ts.isConditionalExpression(node)) return [...this.of(node.whenTrue, env), ...this.of(node.whenFalse, env)];
    if (ts.isBinaryExpression(node)) return this.#binary(node, env);
    if (ts.isNewExpression(node)) return [{ t: "made", node, env }];
    if (ts.isCallExpression(node)) return calledValues(this, node, env);
    if (ts.isIdentifier(node)) return this.#identifier(node, env);
    if (ts.isPropertyAccessExpression(node)) return this.#access(node, node.name.text, env);
    if (ts.isElementAccessExpression(node)) return this.#element(node, env);
    return [{ t: "unknown", node }];
  }

  #template(node: ts.TemplateExpression, env: Env | undefined): readonly Value[] {
    let texts = [node.head.text];
    for (const span of node.templateSpans) {
      const part = this.texts(span.expression, env);
      if (!part.complete || texts.length * part.texts.length > MAX_VALUES) return [{ t: "unknown", node }];
      texts = texts.flatMap((head) => part.texts.map((text) => head + text + span.literal.text));
    }
    return texts.map((text) => ({ t: "text", text }));
  }

  #array(node: ts.ArrayLiteralExpression, env: Env | undefined): Value {
    const items: (readonly Value[])[] = [];
    let open = false;
    for (const element of node.elements) {
      if (!ts.isSpreadElement(element)) {
        items.push(this.of(element, env));
        continue;
      }
      for (const value of this.of(element.expression, env)) {
        if (value.t === "array") {
          items.push(...value.items);
          open ||= value.open;
        } else if (!(value.t === "literal")) open = true;
      }
    }
    return { t: "array", items, open };
  }

  #binary(node: ts.BinaryExpression, env: Env | undefined): readonly Value[] {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.QuestionQuestionEqualsToken:
      case ts.SyntaxKind.BarBarEqualsToken:
      case ts.SyntaxKind.BarBarToken:
        return [
          ...this.of(node.left, env).filter((v) => !(v.t === "literal" && !v.value)),
          ...this.of(node.right, env),
        ];
      case ts.SyntaxKind.AmpersandAmpersandToken:
      case ts.SyntaxKind.EqualsToken:
      case ts.SyntaxKind.CommaToken:
        return this.of(node.right, env);
      case ts.SyntaxKind.PlusToken: {
        const [left, right] = [this.texts(node.left, env), this.texts(node.right, env)];
        if (!left.complete || !right.complete || left.texts.length * right.texts.length > MAX_VALUES)
          return [{ t: "unknown", node }];
        return left.texts.flatMap((a) => right.texts.map((b) => ({ t: "text", text: a + b }) as const));
      }
      default:
        return [{ t: "unknown", node }];
    }
  }

  #identifier(node: ts.Identifier, env: Env | undefined): readonly Value[] {
    if (node.text === "undefined") return [{ t: "literal", value: undefined }];
    const symbol = this.references.symbolOf(node);
    if (!symbol) return this.#typed(node);
    const bound = lookup(env, symbol);
    if (bound) return bound;
    const values = (symbol.declarations ?? []).flatMap((d) => this.#declared(d, symbol, env));
    return values.length ? values : this.#typed(node);
  }

  /** The literal type the checker knows, as for `START` and constant enum members of stubs. */
  #typed(node: ts.Expression): readonly Value[] {
    const texts = this.#literalTypes(this.checker.getTypeAtLocation(node));
    return texts ? texts.map((text) => ({ t: "text", text })) : [{ t: "unknown", node }];
  }

  /** What a declaration gives its name; guarded, since declarations can refer to each other without an expression between. */
  #declared(declaration: ts.Declaration, symbol: ts.Symbol, env: Env | undefined): readonly Value[] {
    if (this.#active.has(declaration) || this.#depth > MAX_DEPTH || ++this.#steps > MAX_STEPS) {
      this.#cut = true;
      return [];
    }
    this.#active.add(declaration);
    this.#depth++;
    const values = this.#declaredBy(declaration, symbol, env);
    this.#depth--;
    this.#active.delete(declaration);
    return values;
  }

  #declaredBy(declaration: ts.Declaration, symbol: ts.Symbol, env: Env | undefined): readonly Value[] {
    if (isFunctionNode(declaration)) return declaration.body ? [{ t: "fn", node: declaration, env }] : [];
    if (ts.isClassLike(declaration)) return [{ t: "class", node: declaration }];
    if (ts.isVariableDeclaration(declaration)) return this.#variable(declaration, symbol, env);
    if (ts.isParameter(declaration)) return this.#parameter(declaration, env);
    if (ts.isBindingElement(declaration)) return this.#bound(declaration, env);
    if (ts.isEnumMember(declaration)) return this.#enumMember(declaration);
    if (ts.isPropertyAssignment(declaration)) return this.of(declaration.initializer, env);
    if (ts.isShorthandPropertyAssignment(declaration)) return this.#identifierOf(declaration, env);
    if (ts.isPropertyDeclaration(declaration)) return this.#field(declaration, symbol, env);
    if (ts.isExportAssignment(declaration)) return this.of(declaration.expression, env);
    return [];
  }

  #identifierOf(node: ts.ShorthandPropertyAssignment, env: Env | undefined): readonly Value[] {
    const symbol = this.checker.getShorthandAssignmentValueSymbol(node);
    const target = symbol && this.references.follow(symbol);
    if (!target) return [];
    return lookup(env, target) ?? (target.declarations ?? []).flatMap((d) => this.#declared(d, target, env));
  }

  #enumMember(member: ts.EnumMember): readonly Value[] {
    const value = this.checker.getConstantValue(member);
    if (typeof value === "string") return [{ t: "text", text: value }];
    return [{ t: "literal", value }];
  }

  #variable(declaration: ts.VariableDeclaration, symbol: ts.Symbol, env: Env | undefined): readonly Value[] {
    const list = declaration.parent;
    if (ts.isVariableDeclarationList(list) && ts.isForOfStatement(list.parent))
      return this.of(list.parent.expression, env).flatMap((v) => itemsOf(v, declaration));
    const values = declaration.initializer ? [...this.of(declaration.initializer, env)] : [];
    const constant = ts.isVariableDeclarationList(list) && (list.flags & ts.NodeFlags.Const) !== 0;
    if (!constant) values.push(...this.#assigned(symbol, env));
    if (values.some((v) => v.t === "array"))
      return values.map((v) => (v.t === "array" ? this.#pushed(v, symbol, env) : v));
    return values.length ? values : this.#initialType(declaration);
  }

  #initialType(declaration: ts.VariableDeclaration): readonly Value[] {
    return ts.isIdentifier(declaration.name) ? this.#typed(declaration.name) : [];
  }

  #assigned(symbol: ts.Symbol, env: Env | undefined): readonly Value[] {
    const found: Value[] = [];
    for (const id of this.references.usesOf(symbol)) {
      const target = ts.isPropertyAccessExpression(id.parent) && id.parent.name === id ? id.parent : id;
      const parent = target.parent;
      if (ts.isBinaryExpression(parent) && parent.left === target && isAssignment(parent.operatorToken.kind))
        found.push(...this.of(parent.right, env));
    }
    return found;
  }

  /** An array with what `push` and `unshift` add to it later. */
  #pushed(value: Value & { t: "array" }, symbol: ts.Symbol, env: Env | undefined): Value {
    const items = [...value.items];
    let open = value.open;
    for (const id of this.references.usesOf(symbol)) {
      const method = id.parent;
      if (
        !ts.isPropertyAccessExpression(method) ||
        method.expression !== id ||
        !/^(push|unshift)$/.test(method.name.text)
      )
        continue;
      const call = method.parent;
      if (!ts.isCallExpression(call) || call.expression !== method) continue;
      for (const argument of call.arguments) {
        if (!ts.isSpreadElement(argument)) items.push(this.of(argument, env));
        else
          for (const spread of this.of(argument.expression, env)) {
            if (spread.t === "array") items.push(...spread.items);
            else open = true;
          }
      }
    }
    return items.length === value.items.length && open === value.open ? value : { t: "array", items, open };
  }

  #parameter(declaration: ts.ParameterDeclaration, env: Env | undefined): readonly Value[] {
    const fn = declaration.parent;
    if (!isFunctionNode(fn)) return [];
    const index = fn.parameters.indexOf(declaration);
    const found: Value[] = declaration.initializer ? [...this.of(declaration.initializer, env)] : [];
    for (const call of this.callers(fn).slice(0, MAX_CALLERS)) {
      const argument = call.arguments?.[index];
      if (argument && !ts.isSpreadElement(argument)) found.push(...this.of(argument));
    }
    found.push(...this.#callbackArgument(fn, index, env));
    return found;
  }

  /** The element that an array method hands to its callback. */
  #callbackArgument(fn: FunctionNode, index: number, env: Env | undefined): readonly Value[] {
    const call = fn.parent;
    if (index !== 0 || !ts.isCallExpression(call) || call.arguments[0] !== fn) return [];
    const callee = call.expression;
    if (!ts.isPropertyAccessExpression(callee) || !ARRAY_CALLBACKS.has(callee.name.text)) return [];
    return this.of(callee.expression, env).flatMap((v) => itemsOf(v, fn));
  }

  #bound(element: ts.BindingElement, env: Env | undefined): readonly Value[] {
    const source = this.#patternSource(element.parent, env);
    const pattern = element.parent;
    const inner = ts.isArrayBindingPattern(pattern)
      ? source.flatMap((v) => (v.t === "array" ? (v.items[pattern.elements.indexOf(element)] ?? []) : []))
      : element.dotDotDotToken
        ? source
        : this.property(source, propertyName(element.propertyName ?? element.name) ?? "", element);
    return element.initializer ? [...inner, ...this.of(element.initializer, env)] : inner;
  }

  #patternSource(pattern: ts.BindingPattern, env: Env | undefined): readonly Value[] {
    const holder = pattern.parent;
    if (ts.isBindingElement(holder)) return this.#bound(holder, env);
    if (ts.isParameter(holder)) return this.#parameter(holder, env);
    const symbol = undefined as unknown as ts.Symbol; // a pattern has no symbol of its own, and is never assigned as a whole
    if (holder.initializer) return this.of(holder.initializer, env);
    return ts.isVariableDeclarationList(holder.parent) && ts.isForOfStatement(holder.parent.parent)
      ? this.#variable(holder, symbol, env)
      : [];
  }

  #field(declaration: ts.PropertyDeclaration, symbol: ts.Symbol, env: Env | undefined): readonly Value[] {
    const values = declaration.initializer ? [...this.of(declaration.initializer, env)] : [];
    values.push(...this.#assigned(symbol, undefined));
    return values.map((v) => (v.t === "array" ? this.#pushed(v, symbol, env) : v));
  }

  #access(node: ts.PropertyAccessExpression, name: string, env: Env | undefined): readonly Value[] {
    const found = this.property(this.of(node.expression, env), name, node).filter((v) => v.t !== "unknown");
    if (found.length) return found;
    const symbol = this.references.symbolOf(node.name);
    const values = symbol ? (symbol.declarations ?? []).flatMap((d) => this.#declared(d, symbol, undefined)) : [];
    return values.length ? values : this.#typed(node);
  }

  #element(node: ts.ElementAccessExpression, env: Env | undefined): readonly Value[] {
    const holders = this.of(node.expression, env);
    const key = this.texts(node.argumentExpression, env);
    if (key.complete) {
      const found = key.texts.flatMap((name) => this.property(holders, name, node)).filter((v) => v.t !== "unknown");
      return found.length ? found : this.#typed(node);
    }
    const index = this.of(node.argumentExpression, env).find((v) => v.t === "literal");
    const found = holders.flatMap((v): readonly Value[] => {
      if (v.t === "array" && index?.t === "literal" && typeof index.value === "number")
        return v.items[index.value] ?? [];
      if (v.t === "object") return objectValues(this, v);
      if (v.t === "entries") return [...v.entries.values()].flat();
      return itemsOf(v, node);
    });
    return found.length ? found : this.#typed(node);
  }

  #propertyOf(value: Value, name: string, at: ts.Node): readonly Value[] {
    if (value.t === "entries") return value.entries.get(name) ?? [];
    if (value.t === "object") return this.#objectProperty(value, name);
    if (value.t === "class") return this.#member(value.node, name, true);
    if (value.t === "made" && ts.isNewExpression(value.node)) {
      for (const made of this.of(value.node.expression))
        if (made.t === "class") return this.#member(made.node, name, false);
    }
    return [{ t: "unknown", node: at }];
  }

  #objectProperty(value: Value & { t: "object" }, name: string): readonly Value[] {
    const found: Value[] = [];
    if (this.#depth > MAX_DEPTH || ++this.#steps > MAX_STEPS) return found;
    this.#depth++;
    for (const property of value.node.properties) {
      if (ts.isSpreadAssignment(property))
        found.push(
          ...this.property(this.of(property.expression, value.env), name, property).filter((v) => v.t !== "unknown"),
        );
      else if (
        propertyName(property.name) === name ||
        (ts.isComputedPropertyName(property.name as ts.PropertyName) &&
          this.#computed(property.name as ts.ComputedPropertyName, value.env).includes(name))
      ) {
        found.length = 0;
        if (ts.isPropertyAssignment(property)) found.push(...this.of(property.initializer, value.env));
        else if (ts.isShorthandPropertyAssignment(property)) found.push(...this.#identifierOf(property, value.env));
        else if (isFunctionNode(property)) found.push({ t: "fn", node: property, env: value.env });
      }
    }
    this.#depth--;
    return found;
  }

  #computed(name: ts.ComputedPropertyName, env: Env | undefined): readonly string[] {
    return this.texts(name.expression, env).texts;
  }

  #member(node: ts.ClassLikeDeclaration, name: string, isStatic: boolean): readonly Value[] {
    const symbol = node.name && this.references.symbolOf(node.name);
    const type =
      symbol && (isStatic ? this.checker.getTypeOfSymbol(symbol) : this.checker.getDeclaredTypeOfSymbol(symbol));
    const member = type && this.checker.getPropertyOfType(type, name);
    return member ? (member.declarations ?? []).flatMap((d) => this.#declared(d, member, undefined)) : [];
  }
}

const ARRAY_CALLBACKS = new Set(["map", "forEach", "flatMap", "filter", "find", "some", "every"]);

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.EqualsToken ||
  kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
  kind === ts.SyntaxKind.BarBarEqualsToken;
