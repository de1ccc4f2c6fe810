import { ts } from "ts-morph";
import type { FunctionRole } from "../extract/roles.ts";
import { isFunctionNode, propertyName } from "../source/syntax.ts";
import { writeState } from "./channels.ts";
import { pendings, type Store } from "./store.ts";

const CALLBACKS =
  /^(map|filter|find|findLast|findIndex|forEach|flatMap|some|every|reduce|reduceRight|sort|toSorted|then|catch|finally)$/;

/** Goes on backwards from a name: to each expression that it has its object from. */
export const originsOf = (store: Store, symbol: ts.Symbol): void => {
  for (const declaration of symbol.declarations ?? []) {
    if (ts.isVariableDeclaration(declaration)) fromVariable(store, declaration);
    else if (ts.isBindingElement(declaration)) fromPattern(store, declaration);
    else if (ts.isParameter(declaration)) fromParameter(store, declaration);
    else if (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration))
      store.walker.sink("content", `kept in ${symbol.name}, which comes from outside`, store.item);
  }
  for (const use of store.walker.analysis.references.usesOf(symbol)) {
    const parent = use.parent;
    if (ts.isBinaryExpression(parent) && parent.left === use && isAssignment(parent.operatorToken.kind))
      store.on(store, parent.right);
  }
};

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

const fromVariable = (store: Store, declaration: ts.VariableDeclaration): void => {
  const { initializer, parent } = declaration;
  if (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Ambient)
    return store.walker.sink(
      "content",
      `kept in ${declaration.name.getText()}, which is declared elsewhere`,
      store.item,
    );
  if (initializer) return store.on(store, initializer);
  const loop = parent.parent;
  if (ts.isForOfStatement(loop)) return store.on(inElements(store), loop.expression);
  if (ts.isCatchClause(parent)) store.walker.sink("escape", "kept in an error", store.item);
};

/** The object that a pattern takes apart, with the path to what the name has of it; a rest is a copy of its own. */
const fromPattern = (store: Store, element: ts.BindingElement): void => {
  const pattern = element.parent;
  const holder = pattern.parent;
  if (element.initializer) store.on(store, element.initializer);
  const key = ts.isArrayBindingPattern(pattern) ? "[]" : (propertyName(element.propertyName ?? element.name) ?? "*");
  if (element.dotDotDotToken && store.path.length === 0) return;
  const outer = element.dotDotDotToken ? store : { ...store, path: [key, ...store.path] };
  if (ts.isVariableDeclaration(holder)) fromVariable(outer, holder);
  else if (ts.isParameter(holder)) fromParameter(outer, holder);
  else fromPattern(outer, holder);
};

const fromParameter = (store: Store, parameter: ts.ParameterDeclaration): void => {
  const { walker, item } = store;
  const fn = parameter.parent;
  if (parameter.initializer) store.on(store, parameter.initializer);
  if (!isFunctionNode(fn)) return walker.sink("guard", "written into an object that was handed over", item);
  const index = fn.parameters.indexOf(parameter);
  const roles = walker.roles.get(fn) ?? [];
  for (const role of roles) inRole(store, role, index);
  const calls = item.frame?.fn === fn ? [item.frame.call] : walker.analysis.values.callers(fn);
  const frame = item.frame?.fn === fn ? item.frame.parent : undefined;
  for (const call of calls) {
    const given = call && isCaller(call) ? call.arguments : undefined;
    for (const [n, argument] of (given ?? []).entries())
      if (ts.isSpreadElement(argument) && n <= index)
        store.on({ ...inElements(store), item: { ...item, frame } }, argument.expression);
      else if (n === index || (n > index && parameter.dotDotDotToken))
        store.on({ ...store, item: { ...item, frame } }, argument);
  }
  const handed = handedBy(fn);
  if (handed) store.on(/^(then|catch|finally)$/.test(handed.method) ? store : inElements(store), handed.receiver);
  else if (!roles.length && !calls.length)
    walker.sink("guard", `written into the caller's object (${propertyName(parameter.name) ?? "parameter"})`, item);
};

/** A node's state, written in place: an update like any other. What else a graph hands out outlives the node. */
const inRole = (store: Store, role: FunctionRole, index: number): void => {
  const { walker, item } = store;
  if (role.t === "tool" || index > 0) return walker.sink("content", "kept in what the run hands to everybody", item);
  for (const pending of pendings(store))
    writeState(walker, { ...item, pending }, role.graph, role.t === "node" ? role.node : role.from);
};

/** The list (or promise) whose method hands its elements to this function, written in place. */
const handedBy = (fn: ts.Node): { readonly receiver: ts.Expression; readonly method: string } | undefined => {
  const call = fn.parent;
  if (!ts.isCallExpression(call) || !call.arguments.some((a) => a === fn)) return undefined;
  const callee = call.expression;
  return ts.isPropertyAccessExpression(callee) && CALLBACKS.test(callee.name.text)
    ? { receiver: callee.expression, method: callee.name.text }
    : undefined;
};

const inElements = (store: Store): Store => ({ ...store, path: ["[]", ...store.path] });

const isCaller = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
  ts.isCallExpression(node) || ts.isNewExpression(node);
