import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { enclosingFunction, isFunctionNode, returnedExpressions, walk } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";
import type { Roles } from "./roles.ts";
import type { Site } from "./site.ts";

const MAX_ROUNDS = 4;
/** A text this long with a space in it is a prompt of the function's own. */
const PROMPT_LENGTH = 30;

/** Methods that make an own class look like a runnable. */
const RUNNABLE_METHODS = ["invoke", "stream", "streamEvents", "batch"];

/**
 * Calls of the project's own wrappers: shared functions that run a model with what their caller hands them and give its
 * result back, and methods named like a runnable's (`invoke`, `stream`) that end at a model. Wrappers of wrappers, four deep.
 */
export const findWrappers = (analysis: Analysis, direct: readonly Site[], roles: Roles): Site[] => {
  const found = new Map<ts.Node, Site>();
  const known = new Set<ts.Node>(direct.map((s) => s.node));
  const add = (fn: FunctionNode, next: Site[]) => {
    for (const call of analysis.values.callers(fn)) {
      if (!ts.isCallExpression(call) || known.has(call) || isInside(call, fn)) continue;
      known.add(call);
      const wrapped: Site = { node: call, kind: "explicit", runs: "wrapper", receiver: undefined, prebuilt: null };
      found.set(call, wrapped);
      next.push(wrapped);
    }
  };
  let fresh: Site[] = direct.filter((s) => s.kind === "explicit");
  for (const fn of runnableMethods(analysis, known)) if (!roles.has(fn)) add(fn, fresh);
  for (let round = 0; round < MAX_ROUNDS && fresh.length; round++) {
    const next: Site[] = [];
    for (const site of fresh) {
      const fn = owner(site.node);
      if (fn && !roles.has(fn) && isShared(fn) && isWrapper(analysis, fn, site)) add(fn, next);
    }
    fresh = next;
  }
  return [...found.values()];
};

const isInside = (node: ts.Node, outer: ts.Node): boolean =>
  node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;

/** Methods of own classes that are named like a runnable's and end at a model, at most four calls deep. */
const runnableMethods = (analysis: Analysis, sites: ReadonlySet<ts.Node>): FunctionNode[] => {
  const found: FunctionNode[] = [];
  for (const name of RUNNABLE_METHODS)
    for (const id of analysis.references.named(name)) {
      const method = id.parent;
      if (
        ts.isMethodDeclaration(method) &&
        method.name === id &&
        ts.isClassLike(method.parent) &&
        reachesSite(analysis, method, sites, 0)
      )
        found.push(method);
    }
  return found;
};

const reachesSite = (analysis: Analysis, fn: FunctionNode, sites: ReadonlySet<ts.Node>, depth: number): boolean => {
  let found = false;
  if (fn.body)
    walk(fn.body, (node) => {
      if (found) return false;
      if (sites.has(node)) found = true;
      else if (ts.isCallExpression(node) && depth < MAX_ROUNDS)
        found = analysis.values
          .functions(node.expression)
          .some((inner) => inner !== fn && reachesSite(analysis, inner, sites, depth + 1));
      return !found;
    });
  return found;
};

/** Exported, or a method: a helper that is private to its file is only a part of its caller. */
const isShared = (fn: FunctionNode): boolean => {
  if (ts.isMethodDeclaration(fn))
    return (
      !ts.getModifiers(fn)?.some((m) => m.kind === ts.SyntaxKind.PrivateKeyword) && !ts.isPrivateIdentifier(fn.name)
    );
  const maker = makerOf(fn);
  if (maker) return isShared(maker);
  const statement = ts.isVariableDeclaration(fn.parent) ? fn.parent.parent.parent : fn;
  if (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword))
    return true;
  return ts.isPropertyAssignment(fn.parent) || /\b(module\.)?exports\b/.test(fn.getSourceFile().text);
};

/** The function that gives this one back, as a factory does: `const make = (model) => async (q) => …`. */
const makerOf = (fn: FunctionNode): FunctionNode | undefined => {
  const holder = fn.parent;
  if (ts.isArrowFunction(holder) && holder.body === fn) return holder;
  return ts.isReturnStatement(holder) ? enclosingFunction(holder) : undefined;
};

/**
 * The nearest function around a node that has a name or is held by one: callbacks written in place belong to it. A
 * function that a factory gives back stands for itself, since calling the factory runs nothing.
 */
const owner = (node: ts.Node): FunctionNode | undefined => {
  let fn = enclosingFunction(node);
  while (
    fn &&
    !fn.name &&
    !makerOf(fn) &&
    !ts.isVariableDeclaration(fn.parent) &&
    !ts.isPropertyDeclaration(fn.parent) &&
    !ts.isPropertyAssignment(fn.parent)
  )
    fn = enclosingFunction(fn);
  return fn;
};

const isWrapper = (analysis: Analysis, fn: FunctionNode, site: Site): boolean => {
  if (ts.isConstructorDeclaration(fn) || ts.isGetAccessorDeclaration(fn)) return false;
  const parameters = parametersOf(analysis, fn);
  if (site.receiver && mentions(analysis, site.receiver, parameters)) return false; // runs what it is handed: the caller made that
  const inputs = inputsOf(analysis, fn, site.node, parameters);
  return inputs.fromParameters && !inputs.ownPrompt && returnsResult(analysis, fn, site.node);
};

const mentions = (analysis: Analysis, root: ts.Node, symbols: ReadonlySet<ts.Symbol>): boolean => {
  let found = false;
  walk(root, (node) => {
    const symbol = ts.isIdentifier(node) ? analysis.references.symbolOf(node) : undefined;
    if (symbol && symbols.has(symbol)) found = true;
    return !found;
  });
  return found;
};

/** A function's parameters, with the names that its first lines take out of them. */
const parametersOf = (analysis: Analysis, fn: FunctionNode): ReadonlySet<ts.Symbol> => {
  const parameters = new Set<ts.Symbol>();
  for (const parameter of fn.parameters) collectNames(analysis, parameter.name, parameters);
  if (fn.body)
    walk(fn.body, (node) => {
      if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.initializer)) {
        const symbol = analysis.references.symbolOf(node.initializer);
        if (symbol && parameters.has(symbol)) collectNames(analysis, node.name, parameters);
      }
      return !isFunctionNode(node);
    });
  return parameters;
};

/** Whether what the model is asked comes from the function's parameters, and whether the function asks something of its own. */
const inputsOf = (
  analysis: Analysis,
  fn: FunctionNode,
  call: ts.Expression,
  parameters: ReadonlySet<ts.Symbol>,
): { fromParameters: boolean; ownPrompt: boolean } => {
  const seen = new Set<ts.Symbol>();
  const queue: ts.Node[] = ts.isCallExpression(call) ? [...call.arguments] : [];
  const found = { fromParameters: false, ownPrompt: false };
  for (const root of queue)
    walk(root, (node) => {
      if (isText(node) && node.text.length >= PROMPT_LENGTH && /\s/.test(node.text.trim())) found.ownPrompt = true;
      if (
        ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
        ts.isIdentifier(node.left) &&
        mentions(analysis, node.left, parameters)
      ) {
        found.fromParameters = true; // the caller's text with something added
        return false;
      }
      if (ts.isCallExpression(node))
        for (const inner of analysis.values.functions(node.expression))
          if (inner !== fn && hasPrompt(inner)) found.ownPrompt = true;
      if (!ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node))
        return true;
      const symbol = analysis.references.symbolOf(node);
      if (!symbol || seen.has(symbol)) return true;
      seen.add(symbol);
      if (parameters.has(symbol)) found.fromParameters = true;
      else queue.push(...definitions(symbol, fn));
      return true;
    });
  return found;
};

const hasPrompt = (fn: FunctionNode): boolean => {
  let found = false;
  if (fn.body)
    walk(fn.body, (node) => {
      if (isText(node) && node.text.length >= PROMPT_LENGTH * 2 && /\s/.test(node.text.trim())) found = true;
      return !found;
    });
  return found;
};

/** Where a name inside the function, or a constant text of the module, gets its value. */
const definitions = (symbol: ts.Symbol, fn: FunctionNode): readonly ts.Node[] =>
  (symbol.declarations ?? []).flatMap((d) => {
    const source = ts.isBindingElement(d) ? declarationOf(d) : ts.isVariableDeclaration(d) ? d : undefined;
    if (!source?.initializer) return [];
    const inside = isInside(source, fn);
    return inside || isText(source.initializer) || ts.isTemplateExpression(source.initializer)
      ? [source.initializer]
      : [];
  });

const isText = (node: ts.Node): node is ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);

const declarationOf = (element: ts.BindingElement): ts.VariableDeclaration | undefined => {
  let at: ts.Node = element;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at)) at = at.parent;
  return ts.isVariableDeclaration(at) ? at : undefined;
};

const collectNames = (analysis: Analysis, name: ts.BindingName, into: Set<ts.Symbol>): void => {
  if (ts.isIdentifier(name)) {
    const symbol = analysis.checker.getSymbolAtLocation(name);
    if (symbol) into.add(symbol);
  } else
    for (const element of name.elements)
      if (!ts.isOmittedExpression(element)) collectNames(analysis, element.name, into);
};

/** Whether something made from the call's result is returned: names that hold it are followed inside the function. */
const returnsResult = (analysis: Analysis, fn: FunctionNode, call: ts.Expression): boolean => {
  const holders = new Set<ts.Symbol>();
  const carries = (root: ts.Node): boolean => {
    let found = false;
    walk(root, (node) => {
      if (node === call) found = true;
      else if (ts.isIdentifier(node) && holders.size) {
        const symbol = analysis.references.symbolOf(node);
        if (symbol && holders.has(symbol)) found = true;
      }
      return !found;
    });
    return found;
  };
  for (let size = -1; size !== holders.size; ) {
    size = holders.size;
    if (fn.body)
      walk(fn.body, (node) => {
        if (ts.isVariableDeclaration(node) && node.initializer && carries(node.initializer))
          collectNames(analysis, node.name, holders);
        else if (
          ts.isBinaryExpression(node) &&
          node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
          ts.isIdentifier(node.left) &&
          carries(node.right)
        ) {
          const symbol = analysis.references.symbolOf(node.left);
          if (symbol) holders.add(symbol);
        }
        return true;
      });
  }
  return (
    returnedExpressions(fn).some(carries) ||
    (isFunctionNode(fn) && fn.body !== undefined && ts.isBlock(fn.body) && yieldsResult(fn.body, carries))
  );
};

const yieldsResult = (body: ts.Node, carries: (node: ts.Node) => boolean): boolean => {
  let found = false;
  walk(body, (node) => {
    if (ts.isYieldExpression(node) && node.expression && carries(node.expression)) found = true;
    return !found;
  });
  return found;
};
