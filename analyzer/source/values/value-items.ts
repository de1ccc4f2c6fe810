import { ts } from "ts-morph";
import { propertyName } from "../syntax.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Value } from "./value.ts";

/** The elements of an array value, or one unknown. */
export const itemsOf = (value: Value, at: ts.Node): readonly Value[] => {
  if (value.t === "array") return value.open ? [...value.items.flat(), { t: "unknown", node: at }] : value.items.flat();
  if (value.t === "literal") return [];
  return [{ t: "unknown", node: at }];
};

/** The constant keys of an object literal with what they hold; spreads are opened. */
export const objectEntries = (
  values: Evaluator,
  value: Value & { t: "object" },
  opened: ReadonlySet<ts.Node> = new Set(),
): readonly (readonly [string, readonly Value[]])[] => {
  const inside = new Set([...opened, value.node]); // an object may be spread into itself: `all = {...all, more}`
  const entries = new Map<string, readonly Value[]>();
  for (const property of value.node.properties) {
    if (ts.isSpreadAssignment(property)) {
      for (const inner of values.of(property.expression, value.env))
        for (const [key, v] of inner.t === "entries"
          ? inner.entries
          : inner.t === "object" && !inside.has(inner.node)
            ? objectEntries(values, inner, inside)
            : [])
          entries.set(key, v);
      continue;
    }
    const computed = ts.isComputedPropertyName(property.name)
      ? values.texts(property.name.expression, value.env).texts
      : [];
    const plain = propertyName(property.name);
    for (const key of plain === undefined ? computed : [plain])
      entries.set(key, values.property([value], key, property));
  }
  return [...entries];
};

/** True where an object literal may hold keys that {@link objectEntries} does not list: an unknown spread or key. */
export const hasUnknownKeys = (values: Evaluator, { node, env }: Value & { t: "object" }): boolean =>
  node.properties.some((property) => {
    if (ts.isSpreadAssignment(property))
      return values.of(property.expression, env).some((v) => v.t === "unknown" || v.t === "made");
    return ts.isComputedPropertyName(property.name) && !values.texts(property.name.expression, env).complete;
  });

/** Every property's values of an object literal. */
export const objectValues = (values: Evaluator, value: Value & { t: "object" }): readonly Value[] =>
  objectEntries(values, value).flatMap(([, v]) => v);
