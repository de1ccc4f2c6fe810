import { ts } from "ts-morph";
import { isFunctionNode } from "../syntax.ts";
import { parameterValues } from "./evaluate-parameter.ts";
import { patternValues } from "./evaluate-pattern.ts";
import { fieldValues, variableValues, writtenFieldValues } from "./evaluate-variable.ts";
import type { Evaluator } from "./evaluator.ts";
import { type Env, lookup, type Value } from "./value.ts";

/** What the declarations of a symbol give it; guarded, since they can refer to each other without an expression between. */
export const declaredValues = (values: Evaluator, symbol: ts.Symbol, env: Env | undefined): readonly Value[] =>
  (symbol.declarations ?? []).flatMap(
    (declaration) => values.guard.inside(declaration, () => declaredBy(values, declaration, symbol, env)) ?? [],
  );

/** What `{ name }` stands for in an object literal. */
export const shorthandValues = (
  values: Evaluator,
  node: ts.ShorthandPropertyAssignment,
  env: Env | undefined,
): readonly Value[] => {
  const symbol = values.checker.getShorthandAssignmentValueSymbol(node);
  const target = symbol && values.references.follow(symbol);
  if (!target) return [];
  return lookup(env, target) ?? declaredValues(values, target, env);
};

const declaredBy = (
  values: Evaluator,
  declaration: ts.Declaration,
  symbol: ts.Symbol,
  env: Env | undefined,
): readonly Value[] => {
  if (isFunctionNode(declaration)) return declaration.body ? [{ t: "fn", node: declaration, env }] : [];
  if (ts.isClassLike(declaration)) return [{ t: "class", node: declaration }];
  if (ts.isVariableDeclaration(declaration)) return variableValues(values, declaration, symbol, env);
  if (ts.isParameter(declaration)) return parameterValues(values, declaration, env);
  if (ts.isBindingElement(declaration)) return patternValues(values, declaration, env);
  if (ts.isEnumMember(declaration)) return [enumMemberValue(values, declaration)];
  if (ts.isPropertyAssignment(declaration)) return values.of(declaration.initializer, env);
  if (ts.isShorthandPropertyAssignment(declaration)) return shorthandValues(values, declaration, env);
  if (ts.isPropertyDeclaration(declaration)) return fieldValues(values, declaration, symbol, env);
  if (ts.isBinaryExpression(declaration)) return writtenFieldValues(values, declaration, symbol);
  if (ts.isPropertySignature(declaration))
    return values.implementations.valuesOf(declaration).flatMap((given) => values.of(given).filter(isNoConstant));
  if (ts.isExportAssignment(declaration)) return values.of(declaration.expression, env);
  return [];
};

/** What some implementation is called tells nothing about the one at hand; what it runs does. */
const isNoConstant = (value: Value): boolean => value.t !== "text" && value.t !== "literal";

const enumMemberValue = (values: Evaluator, member: ts.EnumMember): Value => {
  const value = values.checker.getConstantValue(member);
  return typeof value === "string" ? { t: "text", text: value } : { t: "literal", value };
};
