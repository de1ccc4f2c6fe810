import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, isFunctionNode, returnedExpressions } from "../source/syntax.ts";
import type { FunctionNode } from "../source/values/value.ts";

const MAX_DEPTH = 6;

/**
 * False when an object is known to be made by hand, from a literal: it has the type of a graph's state, but no run of the
 * graph ever gave it. In doubt true.
 */
export const mayBeState = (analysis: Analysis, node: ts.Expression, depth = 0): boolean => {
  if (depth > MAX_DEPTH) return true;
  const at = bare(node);
  if (ts.isObjectLiteralExpression(at))
    return at.properties.some((p) => ts.isSpreadAssignment(p) && mayBeState(analysis, p.expression, depth + 1));
  if (ts.isCallExpression(at)) {
    const functions = analysis.values.functions(at.expression).filter((fn) => fn.body);
    return (
      !functions.length ||
      functions.some((fn) => returnedExpressions(fn).some((r) => mayBeState(analysis, r, depth + 1)))
    );
  }
  if (!ts.isIdentifier(at)) return true;
  const declarations = analysis.references.symbolOf(at)?.declarations ?? [];
  return !declarations.length || declarations.some((d) => mayHoldState(analysis, d, depth + 1));
};

const mayHoldState = (analysis: Analysis, declaration: ts.Declaration, depth: number): boolean => {
  if (ts.isParameter(declaration) && isFunctionNode(declaration.parent))
    return mayBeHanded(analysis, declaration, declaration.parent, depth);
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return true;
  const given = [...(declaration.initializer ? [declaration.initializer] : []), ...assigned(analysis, declaration)];
  return !given.length || given.some((g) => mayBeState(analysis, g, depth));
};

/** Everything that a variable is set to after its declaration. */
const assigned = (analysis: Analysis, declaration: ts.VariableDeclaration): readonly ts.Expression[] => {
  const symbol = analysis.checker.getSymbolAtLocation(declaration.name);
  return (symbol ? analysis.references.usesOf(symbol) : []).flatMap((use) => {
    const parent = use.parent;
    const written =
      ts.isBinaryExpression(parent) && parent.left === use && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return written ? [parent.right] : [];
  });
};

/** A parameter holds what callers hand over; where nobody is known to call, anybody may. */
const mayBeHanded = (
  analysis: Analysis,
  parameter: ts.ParameterDeclaration,
  fn: FunctionNode,
  depth: number,
): boolean => {
  const index = fn.parameters.indexOf(parameter);
  const callers = analysis.values.callers(fn);
  if (!callers.length) return true;
  return callers.some((call) => {
    const argument = call.arguments?.[index];
    return argument === undefined || ts.isSpreadElement(argument) || mayBeState(analysis, argument, depth);
  });
};
