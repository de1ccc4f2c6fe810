import { ts } from "ts-morph";
import { LIBRARIES } from "../source/program/program-paths.ts";
import { bare } from "../source/syntax.ts";
import { isVisibleOutside } from "./bind.ts";
import { classAround, fieldRead, fieldUses, instancesOf, isField, isShownField } from "./class-family.ts";
import { frameAround } from "./frame-around.ts";
import type { Item, Walker } from "./item.ts";
import { originsOf } from "./origins.ts";
import { pendings, type Store, seenAt } from "./store.ts";
import { storeInCall } from "./store-in-call.ts";

const MAX_PATH = 5;
const MAX_DEPTH = 24;

/**
 * The object that `holder` stands for now has the value at `pending`: goes on wherever that object is seen. Its other
 * names are found backwards, from where `holder` has it; where that is not followed, the value escapes.
 */
export const storeInto = (walker: Walker, item: Item, holder: ts.Expression, pending: readonly string[]): void =>
  storeIn({ walker, item: { ...item, pending }, path: [], depth: 0, seen: new Set(), on: storeIn }, holder);

/** Goes on from one expression that the object is reached from. */
const storeIn = (store: Store, holder: ts.Expression): void => {
  const { walker, item, seen } = store;
  const to = bare(holder);
  const key = `${to.getSourceFile().fileName}|${to.pos}|${to.end}|${store.path.join(".")}`;
  if (seen.has(key)) return;
  seen.add(key);
  if (store.path.length > MAX_PATH || store.depth > MAX_DEPTH)
    return walker.sink("escape", "kept too deep in objects to follow", item);
  const next = { ...store, depth: store.depth + 1 };
  if (ts.isIdentifier(to)) return inName(next, to);
  if (to.kind === ts.SyntaxKind.ThisKeyword || to.kind === ts.SyntaxKind.SuperKeyword) return inInstance(next, to);
  if (ts.isPropertyAccessExpression(to)) {
    inField(next, to);
    return storeIn({ ...next, path: [to.name.text, ...store.path] }, to.expression);
  }
  if (ts.isElementAccessExpression(to)) return inElement(next, to);
  if (ts.isCallExpression(to)) return storeInCall(next, to);
  if (ts.isConditionalExpression(to)) for (const side of [to.whenTrue, to.whenFalse]) storeIn(next, side);
  else if (ts.isBinaryExpression(to)) for (const side of [to.left, to.right]) storeIn(next, side);
  else if (ts.isObjectLiteralExpression(to)) inObject(next, to);
  else if (ts.isArrayLiteralExpression(to)) inArray(next, to);
  else if (ts.isNewExpression(to)) inNew(next, to);
  else if (!isFresh(to)) walker.sink("escape", "stored in an object that is not followed", item);
};

const inName = (store: Store, name: ts.Identifier): void => {
  const { walker, item } = store;
  const { references } = walker.analysis;
  const symbol = references.symbolOf(name);
  if (!symbol) return walker.sink("escape", "stored in a name that does not resolve", item);
  if (isVisibleOutside(walker, symbol)) walker.sink("content", `kept in ${symbol.name}, which is exported`, item);
  if (symbol.declarations?.every((d) => d.getSourceFile().fileName.startsWith(LIBRARIES)))
    return walker.sink("content", `kept in ${symbol.name}, which everything can read`, item);
  if (store.path.length === 0) fieldUses(walker, item, name);
  if (store.path.length === 0 && isShownField(walker, symbol.declarations?.find(ts.isClassLike), item))
    walker.sink("content", "kept in a public field of an exported class", item);
  if (store.path.length > 0) for (const use of references.usesOf(symbol)) inContents(store, use);
  const frame = frameAround(item.frame, symbol);
  for (const use of references.usesOf(symbol)) seenAt(store, use, { frame });
  originsOf({ ...store, item: { ...item, frame } }, symbol);
};

/** `this`: every instance of the class, and every `this` of its methods. */
const inInstance = (store: Store, node: ts.Expression): void => {
  const instances = instancesOf(store.walker, node);
  if (!instances) return store.walker.sink("escape", "kept in a `this` that is not followed", store.item);
  if (store.path.length === 0) fieldUses(store.walker, store.item, node);
  if (pendings(store).some((pending) => isShownField(store.walker, classAround(node), { ...store.item, pending })))
    store.walker.sink("content", "kept in a public field of an exported class", store.item);
  for (const instance of instances) seenAt(store, instance, { frame: undefined });
};

/** `o.list`, where `list` is a field of a class: it holds the same object wherever it is read. */
const inField = (store: Store, access: ts.PropertyAccessExpression): void => {
  const { references } = store.walker.analysis;
  const symbol = references.symbolOf(access.name);
  const declaration = symbol?.declarations?.find(isField);
  if (!symbol || !declaration) return;
  if (ts.isPropertyDeclaration(declaration) && declaration.initializer) storeIn(store, declaration.initializer);
  for (const use of references.usesOf(symbol)) {
    const read = fieldRead(use);
    seenAt(store, read, { frame: undefined });
    const parent = read.parent;
    if (ts.isBinaryExpression(parent) && parent.left === read) storeIn(store, parent.right);
  }
};

const inElement = (store: Store, access: ts.ElementAccessExpression): void => {
  const keys = store.walker.analysis.values.texts(access.argumentExpression);
  const names = keys.complete ? keys.texts.filter((text) => !/^\d+$/.test(text)) : [];
  if (names.length === 0 || names.length < keys.texts.length)
    storeIn({ ...store, path: ["[]", ...store.path] }, access.expression);
  for (const name of names) storeIn({ ...store, path: [name, ...store.path] }, access.expression);
};

/** An object made in place: what it was made of may be what is written. */
const inObject = (store: Store, literal: ts.ObjectLiteralExpression): void => {
  const [head, ...rest] = store.path;
  if (head === undefined) return;
  for (const property of literal.properties) {
    if (ts.isSpreadAssignment(property)) {
      storeIn(store, property.expression);
      continue;
    }
    const name = property.name && ts.isComputedPropertyName(property.name) ? undefined : property.name.text;
    if (head !== "[]" && head !== "*" && name !== undefined && name !== head) continue;
    if (ts.isPropertyAssignment(property)) storeIn({ ...store, path: rest }, property.initializer);
    else if (ts.isShorthandPropertyAssignment(property)) storeIn({ ...store, path: rest }, property.name);
  }
};

const inArray = (store: Store, literal: ts.ArrayLiteralExpression): void => {
  const [head, ...rest] = store.path;
  if (head === undefined) return;
  const path = head === "[]" ? rest : store.path;
  for (const element of literal.elements)
    if (ts.isSpreadElement(element)) storeIn(store, element.expression);
    else if (!ts.isOmittedExpression(element)) storeIn({ ...store, path }, element);
};

/** What is put into a container elsewhere (`list.push(x)`, `o.k = x`) may be what is written in it. */
const inContents = (store: Store, name: ts.Identifier): void => {
  const [head, ...rest] = store.path;
  const access = name.parent;
  const outer = access?.parent;
  if (!outer || !(ts.isPropertyAccessExpression(access) || ts.isElementAccessExpression(access))) return;
  if (access.expression !== name) return;
  const key = ts.isPropertyAccessExpression(access) ? access.name.text : undefined;
  if (ts.isCallExpression(outer) && outer.expression === access && key && head === "[]" && PUTS.test(key))
    for (const argument of key === "set" ? outer.arguments.slice(1) : outer.arguments) // a map's key is no element
      if (ts.isSpreadElement(argument)) store.on(store, argument.expression);
      else store.on({ ...store, path: rest }, argument);
  if (ts.isBinaryExpression(outer) && outer.left === access && (key === undefined || key === head || head === "[]"))
    store.on({ ...store, path: rest }, outer.right);
};

const PUTS = /^(push|unshift|add|set|splice|fill|concat)$/;

/** A new object is nobody else's yet, but for those that a stranger makes; a container is made of what it is given. */
const inNew = (store: Store, made: ts.NewExpression): void => {
  const declarations = store.walker.analysis.references.symbolOf(made.expression)?.declarations;
  const known = declarations?.length && made.expression.getText() !== "Proxy";
  if (/^(Map|WeakMap|Set|WeakSet|Array|WeakRef)$/.test(made.expression.getText()) && store.path.length > 0)
    for (const argument of made.arguments ?? [])
      for (const path of [store.path, ["[]", ...store.path]]) store.on({ ...store, path }, argument);
  if (!known) store.walker.sink("escape", `kept in an object that ${made.expression.getText()} makes`, store.item);
};

/** Functions, classes, constants: no other name for them here. */
const isFresh = (node: ts.Expression): boolean =>
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isClassExpression(node) ||
  ts.isLiteralExpression(node) ||
  ts.isTemplateExpression(node) ||
  ts.isPrefixUnaryExpression(node) ||
  ts.isMetaProperty(node) ||
  node.kind === ts.SyntaxKind.NullKeyword ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword;
