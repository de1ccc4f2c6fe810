import { ts } from "ts-morph";
import { isGivenAway } from "../source/given-away.ts";
import { propertyName } from "../source/syntax.ts";
import { frameAround } from "./frame-around.ts";
import { at, CALL, type Item, noted, type Walker } from "./item.ts";
import { saidIn } from "./said.ts";

/** Fields of a model's answer that only wrap it, or that are no part of what it decided. */
const ENVELOPE = new Set([
  "content",
  "text",
  "tool_calls",
  "args",
  "kwargs",
  "additional_kwargs",
  "function",
  "arguments",
  "parsed",
  "raw",
  "data",
  "message",
  "choices",
  "output",
  "response",
  "candidates",
  "parts",
  "structuredResponse",
  "object",
  "messages",
  "output_text",
  "toolCalls",
  "input",
  "result",
  "value",
  "lc_kwargs",
]);
/** Of these, the ones that are the answer's text itself. */
const TEXTS = new Set(["content", "text", "output_text"]);
/** What a tool call has beside its arguments. */
const IDENTITY = new Set(["name", "id", "type"]);
const METADATA = new Set([
  "usage_metadata",
  "response_metadata",
  "usage",
  "usageMetadata",
  "token_usage",
  "finish_reason",
  "finishReason",
  "providerMetadata",
  "stop_reason",
]);

/**
 * Reads `name` of an item's value: takes it off the pending path, or notes it as a field of the result. Undefined when
 * the value does not go that way.
 */
export const readField = (walker: Walker, item: Item, name: string, node: ts.Node): Item | undefined => {
  const [head, ...rest] = item.pending;
  if (head !== undefined)
    return head === name || head === "*"
      ? at(item, node, { pending: rest, named: item.named || rest.length === 0 })
      : undefined;
  if (item.implicit) return at(item, node);
  if (METADATA.has(name)) {
    walker.sink("neutral", `token and model metadata (${name})`, item);
    return undefined;
  }
  if (item.field === "tool_calls" && IDENTITY.has(name))
    return noted(item, node, `the tool call's ${name} read`, {
      said: name === "name" ? saidIn(walker, "tool_calls") : null,
    });
  if (item.field === "tool_calls" && name === "args") return at(item, node, { label: false }); // that there are arguments decides nothing
  if (name === "tool_calls")
    return noted(item, node, "tool calls read", { label: true, field: item.field ?? "tool_calls" });
  if (ENVELOPE.has(name) && !walker.shape?.has(name)) return at(item, node, { plain: TEXTS.has(name) });
  if (item.field !== null && item.field !== "tool_calls") return at(item, node, { said: null });
  if (walker.shape && item.hops > 0 && !walker.shape.has(name) && !IDENTITY.has(name)) return undefined; // the schema is closed
  const shape = walker.shape?.get(name);
  const label =
    item.label && item.field !== "tool_calls" ? item.label : shape?.kind === "label" || shape?.kind === "flag";
  return noted(item, node, `field ${name} read`, { field: name, label, said: saidIn(walker, name), plain: true });
};

/** Binds a value to a name or pattern and goes on at its uses. */
export const bindTo = (walker: Walker, item: Item, name: ts.BindingName): void => {
  if (ts.isIdentifier(name)) return usesOf(walker, item, name);
  for (const element of name.elements) {
    if (ts.isOmittedExpression(element)) continue;
    if (ts.isArrayBindingPattern(name)) {
      bindTo(walker, item, element.name);
      continue;
    }
    if (element.dotDotDotToken) {
      bindTo(walker, item, element.name);
      continue;
    }
    const key = propertyName(element.propertyName ?? element.name);
    if (key === undefined) {
      walker.sink("escape", "taken apart by a computed key", item);
      continue;
    }
    const inner = readField(walker, item, key, element);
    if (inner) bindTo(walker, inner, element.name);
  }
};

/** Goes on at every use of a declared name. */
export const usesOf = (walker: Walker, item: Item, name: ts.Node): void => {
  const { references } = walker.analysis;
  const symbol = walker.analysis.checker.getSymbolAtLocation(name);
  if (!symbol) return walker.sink("content", `kept in ${name.getText()}, a global that nothing declares`, item);
  if (!item.pending.includes(CALL) && isVisibleOutside(walker, symbol))
    // of a function, its calls here are followed
    walker.sink("content", `kept in ${symbol.name}, which is exported`, item);
  const frame = frameAround(item.frame, symbol);
  for (const use of references.usesOf(references.follow(symbol))) {
    const parent = use.parent;
    const member = ts.isPropertyAccessExpression(parent) && parent.name === use;
    walker.push(at(item, member ? parent : use, { frame }));
  }
};

/** A module-level variable that other modules can read, in ways that are not seen here. */
export const isVisibleOutside = (walker: Walker, symbol: ts.Symbol): boolean =>
  symbol.declarations?.some((d) => {
    if (!ts.isVariableDeclaration(d) || !ts.isVariableStatement(d.parent.parent)) return false;
    if (ts.getModifiers(d.parent.parent)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)) return true;
    return walker.analysis.references.namedIn(symbol.name, d.getSourceFile()).some(isGivenAway);
  }) ?? false;
