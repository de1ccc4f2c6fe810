import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { bare, isFunctionNode, propertyName, returnedExpressions } from "../../source/syntax.ts";
import type { Value } from "../../source/values/value.ts";
import type { Roles } from "../roles.ts";
import { type FoundFact, factAt } from "./found-fact.ts";

/**
 * Classes whose instances come back from LangGraph's serializer as they were: JsonPlusSerializer (checkpoint 1.x) knows
 * Set, Map, RegExp, Error and Uint8Array. In a task, which is plain JSON, those are lost too.
 */
const KEPT = /^(Set|Map|RegExp|Error|TypeError|RangeError|Uint8Array|Array|Object|String|Number|Boolean)$/;

/** Values in `configurable` that no other process can be handed, and values that nodes write and no saver brings back. */
export const unserialisableFacts = (analysis: Analysis, roles: Roles): FoundFact[] => {
  const found: FoundFact[] = [];
  for (const id of analysis.references.named("configurable")) {
    const holder = id.parent;
    if (!ts.isPropertyAssignment(holder) || holder.name !== id) continue;
    const object = bare(holder.initializer);
    if (ts.isObjectLiteralExpression(object)) found.push(...lostIn(analysis, object, "configurable"));
  }
  for (const [fn, of] of roles)
    if (of.some((role) => role.t === "node"))
      for (const returned of returnedExpressions(fn)) {
        const object = bare(returned);
        if (ts.isObjectLiteralExpression(object)) found.push(...lostIn(analysis, object, "state"));
      }
  return found;
};

const lostIn = (analysis: Analysis, object: ts.ObjectLiteralExpression, where: string): FoundFact[] =>
  object.properties.flatMap((property) => {
    const what = lostBy(analysis, property, where === "state");
    const name = propertyName(property.name);
    return what && name ? [factAt(analysis, property, "unserialisable", `${what} in ${where}`)] : [];
  });

const lostBy = (analysis: Analysis, property: ts.ObjectLiteralElementLike, isState: boolean): string | undefined => {
  if (ts.isMethodDeclaration(property)) return "function";
  const value = ts.isPropertyAssignment(property)
    ? property.initializer
    : ts.isShorthandPropertyAssignment(property)
      ? property.name
      : undefined;
  if (!value) return undefined;
  if (isFunctionNode(bare(value))) return "function";
  for (const held of analysis.values.of(value)) {
    const what = kindOf(analysis, held, isState);
    if (what) return what;
  }
  return undefined;
};

const kindOf = (analysis: Analysis, value: Value, isState: boolean): string | undefined => {
  if (value.t === "fn") return "function";
  if (value.t === "class") return "class";
  if (value.t !== "made" || !ts.isNewExpression(value.node)) return undefined;
  const name = value.node.expression.getText();
  if (isMessage(analysis, value.node)) return undefined;
  if (name === "Date") return isState ? "Date (comes back as text)" : undefined;
  if (KEPT.test(name)) return isState ? undefined : /^(Set|Map|RegExp)$/.test(name) ? `${name}` : undefined;
  if (/(Stream|Socket|Controller|Emitter|Client|Response|Request|Promise|WeakMap|WeakSet)$/.test(name)) return name;
  return /^[A-Z]\w*$/.test(name) ? `instance of ${name}` : undefined;
};

/** Messages and the like know how to write themselves (`lc_serializable`), as does what extends a framework's class. */
const isMessage = (analysis: Analysis, node: ts.NewExpression): boolean => {
  const type = analysis.checker.getTypeAtLocation(node);
  const declared = type.symbol?.declarations ?? [];
  return (
    /(Message|Command|Send|Document)$/.test(node.expression.getText()) ||
    declared.some((d) => !analysis.loaded.pathOf(d.getSourceFile()) && d.getSourceFile().fileName.startsWith("/stubs/"))
  );
};
