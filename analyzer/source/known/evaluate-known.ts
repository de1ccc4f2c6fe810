import { ts } from "ts-morph";
import { hasRole } from "../surface-of.ts";
import { bare, isFunctionNode, propertyName } from "../syntax.ts";
import { callOf } from "./call-known.ts";
import { cheapPattern } from "./cheap-pattern.ts";
import { fieldOf } from "./field-of.ts";
import { isFilled } from "./is-filled.ts";
import { isMissing, type Known, known, Scope, truthOf, unknown } from "./known.ts";
import { operate } from "./operate.ts";
import type { Path } from "./path.ts";
import { Lost, Thrown } from "./paths.ts";

/** What an expression gives on one path. Throws Lost where it does what cannot be followed. */
export const evaluateKnown = (path: Path, expression: ts.Expression, scope: Scope): Known => {
  const node = bare(expression);
  const simple = literalOf(path, node, scope);
  if (simple) return simple;
  if (ts.isIdentifier(node)) return nameOf(path, node, scope);
  if (ts.isPropertyAccessExpression(node)) return memberOf(path, node, node.name.text, scope);
  if (ts.isElementAccessExpression(node)) return elementOf(path, node, scope);
  if (ts.isConditionalExpression(node))
    return path.evaluate(holds(path, node.condition, scope) ? node.whenTrue : node.whenFalse, scope);
  if (ts.isBinaryExpression(node)) return binaryOf(path, node, scope);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const truth = truthOf(path.evaluate(node.operand, scope));
    return truth === undefined ? unknown : known(!truth);
  }
  if (ts.isCallExpression(node)) return callOf(path, node, scope);
  if (ts.isNewExpression(node)) return madeOf(path, node, scope);
  if (isFunctionNode(node)) return { t: "fn", node, scope };
  if (ts.isTypeOfExpression(node)) return typeOf(path.evaluate(node.expression, scope));
  throw new Lost();
};

const typeOf = (value: Known): Known => {
  if (value.t === "unknown" || value.t === "state" || value.t === "command") return unknown;
  return known(value.t === "const" ? typeof value.value : value.t === "fn" ? "function" : "object");
};

const literalOf = (path: Path, node: ts.Expression, scope: Scope): Known | undefined => {
  if (ts.isStringLiteralLike(node)) return known(node.text);
  if (ts.isNumericLiteral(node)) return known(Number(node.text));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return known(true);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return known(false);
  if (node.kind === ts.SyntaxKind.NullKeyword) return known(null);
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map((it) => ({
      value: path.evaluate(it.expression, scope),
      text: it.literal.text,
    }));
    const texts = parts.map(({ value, text }) => (value.t === "const" ? `${value.value}${text}` : undefined));
    return texts.includes(undefined) ? unknown : known(node.head.text + texts.join(""));
  }
  if (ts.isRegularExpressionLiteral(node)) {
    const pattern = cheapPattern(node);
    return pattern ? { t: "pattern", pattern } : unknown;
  }
  if (ts.isArrayLiteralExpression(node)) return listOf(path, node, scope);
  if (ts.isObjectLiteralExpression(node)) return recordOf(path, node, scope);
  return undefined;
};

const listOf = (path: Path, node: ts.ArrayLiteralExpression, scope: Scope): Known => {
  const items: Known[] = [];
  let isOpen = false;
  for (const element of node.elements) {
    if (!ts.isSpreadElement(element)) items.push(path.evaluate(element, scope));
    else {
      const spread = path.evaluate(element.expression, scope);
      if (spread.t === "list") items.push(...spread.items);
      else isOpen = true;
    }
  }
  return isOpen ? unknown : { t: "list", items };
};

const recordOf = (path: Path, node: ts.ObjectLiteralExpression, scope: Scope): Known => {
  const fields = new Map<string, Known>();
  let open = false;
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = path.evaluate(property.expression, scope);
      if (spread.t === "record") {
        if (spread.open) fields.clear();
        open ||= spread.open;
        for (const [name, value] of spread.fields) fields.set(name, value);
      } else if (!(spread.t === "const" && !spread.value)) {
        fields.clear();
        open = true;
      }
      continue;
    }
    const name = property.name && nameOfField(path, property.name, scope);
    if (name === undefined) return { t: "record", fields: new Map(), open: true };
    if (ts.isPropertyAssignment(property)) fields.set(name, path.evaluate(property.initializer, scope));
    else if (ts.isShorthandPropertyAssignment(property)) fields.set(name, nameOf(path, property.name, scope));
    else fields.set(name, ts.isMethodDeclaration(property) ? { t: "fn", node: property, scope } : unknown);
  }
  return { t: "record", fields, open };
};

const nameOfField = (path: Path, name: ts.PropertyName, scope: Scope): string | undefined => {
  const written = propertyName(name);
  if (written !== undefined || !ts.isComputedPropertyName(name)) return written;
  const value = path.evaluate(name.expression, scope);
  return value.t === "const" ? String(value.value) : undefined;
};

/** A name: of the code that is followed, a constant of a module, a function, or what the project's values say. */
const nameOf = (path: Path, node: ts.Identifier, scope: Scope): Known => {
  if (node.text === "undefined") return known(undefined);
  const symbol = path.analysis.references.symbolOf(node);
  const held = symbol && scope.get(symbol);
  if (held) return held;
  for (const declaration of symbol?.declarations ?? []) {
    if (ts.isFunctionDeclaration(declaration) && declaration.body)
      return { t: "fn", node: declaration, scope: undefined };
    if (
      symbol &&
      ts.isVariableDeclaration(declaration) &&
      declaration.initializer &&
      isFixed(path, symbol, declaration)
    )
      return path.evaluate(declaration.initializer, new Scope());
    // What is assigned later, or filled, is nothing that a reader can rely on.
    if (ts.isVariableDeclaration(declaration) && (declaration.initializer || !isConst(declaration))) return unknown;
  }
  return textOf(path, node);
};

const isConst = ({ parent }: ts.VariableDeclaration): boolean =>
  ts.isVariableDeclarationList(parent) && (parent.flags & ts.NodeFlags.Const) !== 0;

/** A `const` of a module into which nothing is put later. */
const isFixed = (path: Path, symbol: ts.Symbol, declaration: ts.VariableDeclaration): boolean =>
  isConst(declaration) && !isFilled(path.analysis, symbol);

const textOf = (path: Path, node: ts.Expression): Known => {
  const { texts, complete } = path.analysis.values.texts(node);
  return complete && texts.length === 1 ? known(texts[0]) : unknown;
};

const memberOf = (path: Path, node: ts.PropertyAccessExpression, key: string, scope: Scope): Known => {
  const holder = path.evaluate(node.expression, scope);
  if (isMissing(holder)) return missing(node);
  const held = fieldOf(path, holder, key);
  return held.t === "unknown" ? textOfMember(path, node) : held;
};

/** What is read of nothing: nothing behind a `?.`, else it throws. */
const missing = (node: ts.Expression): Known => {
  if (ts.isOptionalChain(node)) return known(undefined);
  throw new Thrown();
};

/** A member of an enum or of a constant table; nothing of the state, whose types say what may be and not what is. */
const textOfMember = (path: Path, node: ts.PropertyAccessExpression): Known => {
  const symbol = ts.isIdentifier(node.expression) ? path.analysis.references.symbolOf(node.expression) : undefined;
  return symbol?.declarations?.some(ts.isEnumDeclaration) ? textOf(path, node) : unknown;
};

const elementOf = (path: Path, node: ts.ElementAccessExpression, scope: Scope): Known => {
  const value = path.evaluate(node.expression, scope);
  if (isMissing(value)) return missing(node);
  const key = path.evaluate(node.argumentExpression, scope);
  if (key.t === "const" && (typeof key.value === "string" || typeof key.value === "number"))
    return fieldOf(path, value, key.value);
  if (value.t !== "record" || value.open) return unknown;
  // A table that is asked for a key that is not known: each of its entries is a path, and so is none of them.
  return [...value.fields.values()].find(() => path.choose()) ?? known(undefined);
};

const binaryOf = (path: Path, node: ts.BinaryExpression, scope: Scope): Known => {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.EqualsToken) return assignmentOf(path, node, scope);
  const left = path.evaluate(node.left, scope);
  const isOr = operator === ts.SyntaxKind.BarBarToken;
  const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken;
  if (isOr || isAnd) {
    const truth = truthOf(left) ?? path.choose();
    return truth === isOr ? left : path.evaluate(node.right, scope);
  }
  if (operator === ts.SyntaxKind.QuestionQuestionToken) {
    const isNothing = isMissing(left) || (left.t === "unknown" && !path.choose());
    return isNothing ? path.evaluate(node.right, scope) : left;
  }
  return operate(operator, left, path.evaluate(node.right, scope));
};

/** `name = value`, `record.field = value`: of what the followed code has made itself. */
const assignmentOf = (path: Path, { left, right }: ts.BinaryExpression, scope: Scope): Known => {
  const value = path.evaluate(right, scope);
  const target = bare(left);
  if (ts.isIdentifier(target)) {
    const symbol = path.analysis.references.symbolOf(target);
    if (symbol && scope.assign(symbol, value)) return value;
    throw new Lost();
  }
  if (!ts.isPropertyAccessExpression(target)) throw new Lost();
  const holder = path.evaluate(target.expression, scope);
  if (holder.t !== "record") throw new Lost();
  holder.fields.set(target.name.text, value);
  return value;
};

const madeOf = (path: Path, node: ts.NewExpression, scope: Scope): Known => {
  if (hasRole(path.analysis.references, node.expression, "command")) {
    const options = node.arguments?.[0] ? path.evaluate(node.arguments[0], scope) : unknown;
    if (options.t !== "record" || options.open || options.fields.has("graph") || options.fields.has("resume"))
      throw new Lost();
    const goto = options.fields.get("goto") ?? known(undefined);
    return {
      t: "command",
      goto,
      update: options.fields.get("update") ?? { t: "record", fields: new Map(), open: false },
    };
  }
  if (ts.isIdentifier(node.expression) && node.expression.text === "Set")
    return setOf(path, node.arguments?.[0], scope);
  if (ts.isIdentifier(node.expression) && /^(Date|Map|Error)$/.test(node.expression.text)) return unknown;
  throw new Lost();
};

const setOf = (path: Path, of: ts.Expression | undefined, scope: Scope): Known => {
  const list = of ? path.evaluate(of, scope) : unknown;
  return list.t === "list" ? { t: "set", items: list.items } : unknown;
};

/** A condition; where it is not certain, both answers are paths. */
export const holds = (path: Path, condition: ts.Expression, scope: Scope): boolean =>
  truthOf(path.evaluate(condition, scope)) ?? path.choose();
