import { ts } from "ts-morph";
import { isFunctionNode, propertyName } from "../syntax.ts";
import { declaredValues, shorthandValues } from "./evaluate-declaration.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Env, Value } from "./value.ts";

/** Property `name` of one value: of an object literal, a class, or what `new` made of one; else unknown. */
export const propertyValues = (values: Evaluator, value: Value, name: string, at: ts.Node): readonly Value[] => {
  if (value.t === "entries") return value.entries.get(name) ?? [];
  if (value.t === "object") return objectProperty(values, value, name);
  if (value.t === "class") return classMember(values, value.node, name, "static");
  if (value.t === "made" && ts.isNewExpression(value.node)) {
    for (const made of values.of(value.node.expression))
      if (made.t === "class") return classMember(values, made.node, name, "instance");
  }
  return [{ t: "unknown", node: at }];
};

const objectProperty = (values: Evaluator, value: Value & { t: "object" }, name: string): readonly Value[] =>
  values.guard.below(() => {
    let found: readonly Value[] = [];
    for (const property of value.node.properties) {
      if (ts.isSpreadAssignment(property)) {
        const spread = values.property(values.of(property.expression, value.env), name, property);
        found = [...found, ...spread.filter((v) => v.t !== "unknown")];
      } else if (isNamed(values, property.name, name, value.env)) found = written(values, property, value.env); // the later one wins
    }
    return found;
  }) ?? [];

const isNamed = (values: Evaluator, own: ts.PropertyName, name: string, env: Env | undefined): boolean =>
  propertyName(own) === name ||
  (ts.isComputedPropertyName(own) && values.texts(own.expression, env).texts.includes(name));

const written = (
  values: Evaluator,
  property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>,
  env: Env | undefined,
): readonly Value[] => {
  if (ts.isPropertyAssignment(property)) return values.of(property.initializer, env);
  if (ts.isShorthandPropertyAssignment(property)) return shorthandValues(values, property, env);
  return isFunctionNode(property) ? [{ t: "fn", node: property, env }] : [];
};

const classMember = (
  values: Evaluator,
  node: ts.ClassLikeDeclaration,
  name: string,
  side: "static" | "instance",
): readonly Value[] => {
  const symbol = node.name && values.references.symbolOf(node.name);
  if (!symbol) return [];
  const { checker } = values;
  const type = side === "static" ? checker.getTypeOfSymbol(symbol) : checker.getDeclaredTypeOfSymbol(symbol);
  const member = checker.getPropertyOfType(type, name);
  return member ? declaredValues(values, member, undefined) : [];
};
