import { ts } from "ts-morph";
import { answersBeside } from "./answers-calls.ts";
import { bindTo } from "./bind.ts";
import { at, type Item, noted, type Walker } from "./item.ts";
import { read } from "./step-access.ts";
import { assignTo } from "./step-assign.ts";
import { stepBinary } from "./step-binary.ts";
import { stepArgument } from "./step-call.ts";
import { stepCondition } from "./step-condition.ts";
import { stepKey, stepProperty, stepShorthand, stepSpread } from "./step-literal.ts";
import { stepLoop } from "./step-loop.ts";
import { stepReturn } from "./step-return.ts";
import { stepAwait, stepThrow } from "./step-throw.ts";

/** Goes on from an item whose parent is a node of type `N`. */
type Handler<N extends ts.Node = ts.Node> = (walker: Walker, item: Item, parent: N) => void;

const on = <N extends ts.Node>(handler: Handler<N>, ...kinds: readonly N["kind"][]): [ts.SyntaxKind, Handler][] =>
  kinds.map((kind) => [kind, handler as Handler]); // the table hands it nodes of these kinds only

/** The parent has the same value. */
const same: Handler = (walker, item, parent) => walker.push(at(item, parent));

/** The same, and what it comes to stays known. */
const judged: Handler = (walker, item, parent) => walker.push(at(item, parent, { outcome: item.outcome }));

const negated: Handler<ts.PrefixUnaryExpression> = (walker, item, parent) =>
  walker.push(
    at(item, parent, {
      reshaped: true,
      said: null,
      outcome: item.outcome !== null && parent.operator === ts.SyntaxKind.ExclamationToken ? !item.outcome : null,
    }),
  );

/** An element of a list. */
const listed: Handler<ts.ArrayLiteralExpression> = (walker, item, parent) =>
  walker.push(
    at(item, parent, {
      listed: true,
      answered:
        item.answered ||
        (walker.callsTools && !item.pending.length && answersBeside(walker.analysis, parent, item.node)),
    }),
  );

/** Nobody sees the value. */
const dropped: Handler = () => undefined;

/** Whoever is named sees the value. */
const shown =
  (what: string): Handler =>
  (walker, item) =>
    walker.sink("content", what, item);

const spread: Handler = (walker, item, element) =>
  same(walker, item, ts.isArrayLiteralExpression(element.parent) ? element.parent : element);

const declared: Handler<ts.VariableDeclaration> = (walker, item, { initializer, name }) =>
  initializer === item.node ? bindTo(walker, item, name) : undefined;

/** A default value. */
const defaulted: Handler<ts.BindingElement | ts.ParameterDeclaration> = (walker, item, { name }) =>
  bindTo(walker, item, name);

const answered: Handler<ts.ArrowFunction> = (walker, item, fn) =>
  fn.body === item.node ? stepReturn(walker, item, fn) : undefined;

const field: Handler<ts.PropertyDeclaration> = (walker, item, { name }) => assignTo(walker, item, name);

/** `typeof v` asks what it is, not what it says. */
const asked: Handler = (walker, item, parent) =>
  walker.push(at(item, parent, { pending: [], label: false, measured: true, said: null }));

const chosen: Handler<ts.ConditionalExpression> = (walker, item, parent) =>
  parent.condition === item.node ? stepCondition(walker, item, parent) : same(walker, item, parent);

/** `${v}` and nothing else. */
const isAlone = ({ pending }: Item, template: ts.Node): boolean =>
  !pending.length &&
  ts.isTemplateExpression(template) &&
  template.templateSpans.length === 1 &&
  template.head.text === "" &&
  template.templateSpans[0]?.literal.text === "";

const intoText: Handler = (walker, item, { parent }) =>
  walker.push(
    noted(item, parent, "put into a text", {
      label: item.carried && item.label,
      reshaped: true,
      said: isAlone(item, parent) ? item.said : null,
      pending: [],
      carried: item.carried || item.pending.length > 0,
    }),
  );

/** How the value goes on, by the kind of what is around it; any kind that is not listed lets it escape. */
export const STEPS: ReadonlyMap<ts.SyntaxKind, Handler> = new Map([
  ...on(judged, ts.SyntaxKind.ParenthesizedExpression),
  ...on(negated, ts.SyntaxKind.PrefixUnaryExpression),
  ...on(
    same,
    ts.SyntaxKind.AsExpression,
    ts.SyntaxKind.TypeAssertionExpression,
    ts.SyntaxKind.NonNullExpression,
    ts.SyntaxKind.SatisfiesExpression,
    ts.SyntaxKind.PostfixUnaryExpression,
  ),
  ...on(listed, ts.SyntaxKind.ArrayLiteralExpression),
  ...on(
    dropped,
    ts.SyntaxKind.ExpressionStatement,
    ts.SyntaxKind.VoidExpression,
    ts.SyntaxKind.ExpressionWithTypeArguments,
    ts.SyntaxKind.DeleteExpression,
  ),
  ...on(spread, ts.SyntaxKind.SpreadElement),
  ...on(stepSpread, ts.SyntaxKind.SpreadAssignment),
  ...on(declared, ts.SyntaxKind.VariableDeclaration),
  ...on(defaulted, ts.SyntaxKind.BindingElement, ts.SyntaxKind.Parameter),
  ...on(stepProperty, ts.SyntaxKind.PropertyAssignment),
  ...on(stepShorthand, ts.SyntaxKind.ShorthandPropertyAssignment),
  ...on(stepKey, ts.SyntaxKind.ComputedPropertyName),
  ...on(read, ts.SyntaxKind.PropertyAccessExpression, ts.SyntaxKind.ElementAccessExpression),
  ...on(stepArgument, ts.SyntaxKind.CallExpression, ts.SyntaxKind.NewExpression),
  ...on(stepBinary, ts.SyntaxKind.BinaryExpression),
  ...on(chosen, ts.SyntaxKind.ConditionalExpression),
  ...on(
    stepCondition,
    ts.SyntaxKind.IfStatement,
    ts.SyntaxKind.WhileStatement,
    ts.SyntaxKind.DoStatement,
    ts.SyntaxKind.ForStatement,
    ts.SyntaxKind.SwitchStatement,
    ts.SyntaxKind.CaseClause,
  ),
  ...on(intoText, ts.SyntaxKind.TemplateSpan),
  ...on(stepReturn, ts.SyntaxKind.ReturnStatement),
  ...on(answered, ts.SyntaxKind.ArrowFunction),
  ...on(stepLoop, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.ForInStatement),
  ...on(asked, ts.SyntaxKind.TypeOfExpression),
  ...on(field, ts.SyntaxKind.PropertyDeclaration),
  ...on(stepAwait, ts.SyntaxKind.AwaitExpression),
  ...on(stepThrow, ts.SyntaxKind.ThrowStatement),
  ...on(shown("exported from the module"), ts.SyntaxKind.ExportAssignment),
  ...on(shown("yielded to whoever reads the stream"), ts.SyntaxKind.YieldExpression),
  ...on(shown("shown in the user interface"), ts.SyntaxKind.JsxExpression, ts.SyntaxKind.JsxSpreadAttribute),
  ...on(shown("handed to a template function"), ts.SyntaxKind.TaggedTemplateExpression),
]);
