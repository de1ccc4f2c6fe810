import { ts } from "ts-morph";
import { propertyName } from "../source/syntax.ts";
import { bindTo } from "./bind.ts";
import { at, type Item, noted, type Walker } from "./item.ts";
import { read } from "./step-access.ts";
import { assignTo } from "./step-assign.ts";
import { stepArgument } from "./step-call.ts";
import { stepCondition } from "./step-condition.ts";
import { stepReturn } from "./step-return.ts";

/**
 * One step: looks at what surrounds an expression that carries the value, and goes on. Default deny: syntax that is not
 * handled on purpose lets the value escape.
 */
export const step = (walker: Walker, item: Item): void => {
  const { node } = item;
  const parent = node.parent;
  if (!parent) return walker.sink("escape", "left the syntax tree", item);
  switch (parent.kind) {
    case ts.SyntaxKind.ParenthesizedExpression:
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
    case ts.SyntaxKind.NonNullExpression:
    case ts.SyntaxKind.SatisfiesExpression:
    case ts.SyntaxKind.AwaitExpression:
    case ts.SyntaxKind.ArrayLiteralExpression:
      return walker.push(at(item, parent));
    case ts.SyntaxKind.SpreadElement:
      return walker.push(
        at(item, parent.parent.kind === ts.SyntaxKind.ArrayLiteralExpression ? parent.parent : parent),
      );
    case ts.SyntaxKind.SpreadAssignment:
      return walker.push(at(item, parent.parent));
    case ts.SyntaxKind.VariableDeclaration:
      return (parent as ts.VariableDeclaration).initializer === node
        ? bindTo(walker, item, (parent as ts.VariableDeclaration).name)
        : undefined;
    case ts.SyntaxKind.BindingElement:
    case ts.SyntaxKind.Parameter:
      return bindTo(walker, item, (parent as ts.BindingElement).name); // a default value
    case ts.SyntaxKind.PropertyAssignment:
      return literalProperty(walker, item, parent as ts.PropertyAssignment);
    case ts.SyntaxKind.ShorthandPropertyAssignment:
      return walker.push(
        at(item, parent.parent, { pending: [(parent as ts.ShorthandPropertyAssignment).name.text, ...item.pending] }),
      );
    case ts.SyntaxKind.PropertyAccessExpression:
    case ts.SyntaxKind.ElementAccessExpression:
      return read(walker, item, parent as ts.PropertyAccessExpression | ts.ElementAccessExpression);
    case ts.SyntaxKind.CallExpression:
    case ts.SyntaxKind.NewExpression:
      return stepArgument(walker, item, parent as ts.CallExpression | ts.NewExpression);
    case ts.SyntaxKind.BinaryExpression:
      return stepBinary(walker, item, parent as ts.BinaryExpression);
    case ts.SyntaxKind.ConditionalExpression: {
      const conditional = parent as ts.ConditionalExpression;
      return conditional.condition === node ? stepCondition(walker, item, parent) : walker.push(at(item, parent));
    }
    case ts.SyntaxKind.IfStatement:
    case ts.SyntaxKind.WhileStatement:
    case ts.SyntaxKind.DoStatement:
    case ts.SyntaxKind.ForStatement:
    case ts.SyntaxKind.SwitchStatement:
    case ts.SyntaxKind.CaseClause:
      return stepCondition(walker, item, parent);
    case ts.SyntaxKind.PrefixUnaryExpression:
    case ts.SyntaxKind.PostfixUnaryExpression:
      return walker.push(at(item, parent));
    case ts.SyntaxKind.TemplateSpan:
      return walker.push(
        noted(item, parent.parent, "put into a text", {
          label: item.carried && item.label,
          pending: [],
          carried: item.carried || item.pending.length > 0,
        }),
      );
    case ts.SyntaxKind.ReturnStatement:
      return stepReturn(walker, item, parent);
    case ts.SyntaxKind.ArrowFunction:
      return (parent as ts.ArrowFunction).body === node ? stepReturn(walker, item, parent) : undefined;
    case ts.SyntaxKind.ForOfStatement:
    case ts.SyntaxKind.ForInStatement:
      return loopOver(walker, item, parent as ts.ForOfStatement);
    case ts.SyntaxKind.ExpressionStatement:
    case ts.SyntaxKind.VoidExpression:
    case ts.SyntaxKind.ExpressionWithTypeArguments:
      return;
    case ts.SyntaxKind.TypeOfExpression:
      return walker.push(at(item, parent, { pending: [], label: false })); // asks what it is, not what it says
    case ts.SyntaxKind.DeleteExpression:
      return;
    case ts.SyntaxKind.PropertyDeclaration:
      return assignTo(walker, item, (parent as ts.PropertyDeclaration).name);
    case ts.SyntaxKind.ExportAssignment:
      return walker.sink("content", "exported from the module", item);
    case ts.SyntaxKind.ThrowStatement:
      return thrown(walker, item, parent);
    case ts.SyntaxKind.YieldExpression:
      return walker.sink("content", "yielded to whoever reads the stream", item);
    case ts.SyntaxKind.JsxExpression:
    case ts.SyntaxKind.JsxSpreadAttribute:
      return walker.sink("content", "shown in the user interface", item);
    case ts.SyntaxKind.ComputedPropertyName:
      return usedAsKey(walker, item, parent as ts.ComputedPropertyName);
    case ts.SyntaxKind.TaggedTemplateExpression:
      return walker.sink("content", "handed to a template function", item);
    default:
      return walker.sink("escape", `used in a way that is not followed (${ts.SyntaxKind[parent.kind]})`, item);
  }
};

/** To the `catch` around it, here or around the calls that the walk came through; uncaught, it ends the run. */
const thrown = (walker: Walker, item: Item, place: ts.Node): void => {
  let frame = item.frame;
  for (let node: ts.Node = place; node.parent; node = node.parent) {
    const holder = node.parent;
    if (ts.isTryStatement(holder) && holder.tryBlock === node && holder.catchClause) {
      const name = holder.catchClause.variableDeclaration?.name;
      return name ? bindTo(walker, { ...item, frame }, name) : undefined;
    }
    if (frame && node === frame.fn) {
      node = frame.call;
      frame = frame.parent;
    }
  }
  walker.sink("neutral", "thrown", item);
};

const literalProperty = (walker: Walker, item: Item, property: ts.PropertyAssignment): void => {
  if (property.initializer !== item.node) return;
  const name = propertyName(property.name);
  const names =
    name === undefined && ts.isComputedPropertyName(property.name)
      ? walker.analysis.values.texts(property.name.expression).texts
      : [];
  if (name === undefined && !names.length) return walker.sink("content", "stored under a computed key", item);
  for (const key of name === undefined ? names : [name])
    walker.push(at(item, property.parent, { pending: [key, ...item.pending] }));
};

/** `{[v]: x}`: the value is a key, so whoever reads the keys sees it. */
const usedAsKey = (walker: Walker, item: Item, name: ts.ComputedPropertyName): void => {
  const holder = name.parent.parent;
  if (ts.isObjectLiteralExpression(holder)) walker.push(at(item, holder, { pending: [] }));
  else walker.sink("escape", "used as a member's name", item);
};

const COMPARISONS = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.InKeyword,
  ts.SyntaxKind.InstanceOfKeyword,
]);

const stepBinary = (walker: Walker, item: Item, binary: ts.BinaryExpression): void => {
  const operator = binary.operatorToken.kind;
  if (
    operator === ts.SyntaxKind.EqualsToken ||
    operator === ts.SyntaxKind.QuestionQuestionEqualsToken ||
    operator === ts.SyntaxKind.BarBarEqualsToken ||
    operator === ts.SyntaxKind.PlusEqualsToken
  ) {
    if (binary.right !== item.node) return; // overwritten
    assignTo(walker, item, binary.left);
    if (!ts.isExpressionStatement(binary.parent)) walker.push(at(item, binary));
    return;
  }
  if (COMPARISONS.has(operator)) return compared(walker, item, binary);
  if (operator === ts.SyntaxKind.CommaToken && binary.left === item.node) return;
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken && binary.left === item.node)
    return stepCondition(walker, item, binary);
  if (
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken ||
    operator === ts.SyntaxKind.AmpersandAmpersandToken
  )
    return walker.push(at(item, binary));
  walker.push(at(item, binary, { pending: [], label: false }));
};

/** Compared with a constant or another value: the outcome is a choice; compared with nothing (`null`, `""`): an existence check. */
const compared = (walker: Walker, item: Item, binary: ts.BinaryExpression): void => {
  if (item.pending.length) return; // the object around it is compared, not the value
  const other = binary.left === item.node ? binary.right : binary.left;
  const nothing =
    other.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(other) && other.text === "undefined") ||
    (ts.isStringLiteralLike(other) && other.text === "");
  const sized = ts.isPropertyAccessExpression(item.node) && /^(length|size)$/.test(item.node.name.text);
  const [tested] = walker.analysis.values.texts(other).texts;
  walker.push(at(item, binary, { pending: [], label: !nothing && !sized, tested: tested ?? item.tested }));
};

const loopOver = (walker: Walker, item: Item, loop: ts.ForOfStatement | ts.ForInStatement): void => {
  if (loop.expression !== item.node) return;
  if (ts.isVariableDeclarationList(loop.initializer))
    for (const declaration of loop.initializer.declarations) bindTo(walker, item, declaration.name);
  else assignTo(walker, item, loop.initializer);
};
